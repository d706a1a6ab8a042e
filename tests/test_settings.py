"""Settings: options over the environment over a file over defaults, and what a file may not hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import SettingsError
from summarizer.settings import FILE_NAME, NAMES, found_config, settle

WHOLE = """\
model = "house/petit"
structured = "tools"
temperature = 0.2
seed = 7
max_tokens = 4000
reasoning_effort = "low"
timeout = 30
total_timeout = 90.5
rpm = 60
tpm = 90000
max_cost = 2.5

[providers.house]
base_url = "https://house.example/v1"
api_key_env = "HOUSE_KEY"
token_limit = "max_completion_tokens"

[[providers.house.models]]
match = ["petit*"]
omit = ["temperature"]
price = { input = 0.4, cached = 0.1, output = 2.0 }
"""


def _file(folder: Path, text: str = WHOLE) -> Path:
    path = folder / FILE_NAME
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_sets_what_it_names(tmp_path: Path) -> None:
    """Every setting but the address may stand in it, providers with their rules and prices too."""
    settings = settle({}, config=_file(tmp_path), environ={})
    assert all(getattr(settings, name) is not None for name in NAMES if name != "base_url")
    house = settings.providers["house"]
    assert (house.api_key_env, house.token_limit) == ("HOUSE_KEY", "max_completion_tokens")
    rule = house.rule("petit-2")
    assert rule.omit == ("temperature",) and rule.price is not None and rule.price.cached == 0.1


@dataclass(frozen=True)
class Source:
    """What is said where, and what counts."""

    option: float | None
    variable: str | None
    file: str | None
    counts: float | None


SOURCES = (
    Source(0.9, "0.5", "0.2", 0.9),
    Source(None, "0.5", "0.2", 0.5),
    Source(None, None, "0.2", 0.2),
    Source(None, "  ", "0.2", 0.2),
    Source(0.0, "0.5", None, 0.0),
    Source(None, None, None, None),
)


@pytest.mark.parametrize("case", SOURCES, ids=str)
def test_option_before_environment_before_file(case: Source, tmp_path: Path) -> None:
    """The nearest to the person who runs the command counts; zero is something that was said."""
    path = _file(tmp_path, f"temperature = {case.file}" if case.file else "")
    environ = {"SUMMARIZER_TEMPERATURE": case.variable} if case.variable else {}
    assert settle({"temperature": case.option}, config=path, environ=environ).temperature == case.counts


@dataclass(frozen=True)
class Wrong:
    """A file that cannot be used and what the error says, behind the file's name."""

    text: str
    says: str


WRONG = (
    Wrong('modle = "x"', "unknown key modle, did you mean model?"),
    Wrong("colour = 1", "unknown key colour; known are model, structured"),
    Wrong('[providers.x]\nbase_ulr = "y"', "unknown key providers.x.base_ulr, did you mean base_url?"),
    Wrong(
        '[providers.x]\napi_key = "sk-1"', 'providers.x.api_key: a key never stands in this file: .*api_key_env = "MY'
    ),
    Wrong('api_key = "sk-1"', "api_key: a key never stands in this file"),
    Wrong('base_url = "http://x/v1"', "base_url: an address belongs to a provider"),
    Wrong('structured = "xml"', "structured: input should be 'json_schema', 'tools'"),
    Wrong("rpm = 0", "rpm: input should be greater than or equal to 1"),
    Wrong("rpm = ", "no TOML"),
)


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case.text.splitlines()[-1])
def test_what_is_wrong_in_a_file_is_named(case: Wrong, tmp_path: Path) -> None:
    """File and key in one line, and never a secret that stood there."""
    path = _file(tmp_path, case.text)
    with pytest.raises(SettingsError, match=case.says) as caught:
        settle({}, config=path, environ={})
    assert str(path) in str(caught.value)
    assert "sk-1" not in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("given", "environ", "says"),
    [
        ({"temperature": -1.0}, {}, "^--temperature: input should be greater"),
        ({"total_timeout": 0.0}, {}, "^--total-timeout: input should be greater than 0"),
        ({}, {"SUMMARIZER_RPM": "many"}, "^SUMMARIZER_RPM: input should be a valid integer"),
        ({}, {"SUMMARIZER_CONFIG": "nowhere.toml"}, "nowhere.toml cannot be read"),
    ],
)
def test_what_is_wrong_elsewhere_is_named(given: dict[str, Any], environ: dict[str, str], says: str) -> None:
    """The option, the variable, the file that is not there."""
    with pytest.raises(SettingsError, match=says):
        settle(given, environ=environ)


def test_which_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that is given, else the variable's, else the one in the folder at hand, else none."""
    monkeypatch.chdir(tmp_path)
    assert found_config(None, environ={}) is None
    _file(tmp_path)
    assert found_config(None, environ={}) == FILE_NAME
    assert found_config(None, environ={"SUMMARIZER_CONFIG": "b.toml"}) == "b.toml"
    assert found_config("a.toml", environ={"SUMMARIZER_CONFIG": "b.toml"}) == "a.toml"
    assert settle({}, environ={}).model is None  # from Python the folder at hand says nothing
