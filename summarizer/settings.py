"""What a run with a model is set to: options over the environment over a file over the defaults.

Owns the file ``summarizer.toml`` and the precedence. An unknown key is an error that names it; a key to a provider
never stands in a file. Never in it: a request, what the settings do.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarizer.engines.providers import Means, Provider
from summarizer.errors import SettingsError

FILE_NAME = "summarizer.toml"
CONFIG_VARIABLE = "SUMMARIZER_CONFIG"
PREFIX = "SUMMARIZER_"
"""How the variable of a setting begins; the rest is its name in capitals."""


class Settings(BaseModel):
    """Settings of a run; None where nothing is said. Times in seconds, money in US dollars, ``rpm``, ``tpm`` a minute.

    ``base_url`` is for options and the environment: in a file an address belongs to a provider.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str | None = None
    base_url: str | None = None
    structured: Means | None = None
    temperature: float | None = Field(default=None, ge=0)
    seed: int | None = None
    max_tokens: int | None = Field(default=None, ge=1)
    reasoning_effort: str | None = None
    timeout: float | None = Field(default=None, gt=0)
    total_timeout: float | None = Field(default=None, gt=0)
    rpm: int | None = Field(default=None, ge=1)
    tpm: int | None = Field(default=None, ge=1)
    max_cost: float | None = Field(default=None, ge=0)
    providers: dict[str, Provider] = Field(default_factory=dict)


NAMES = tuple(name for name in Settings.model_fields if name != "providers")
_FILE_NAMES = tuple(name for name in Settings.model_fields if name != "base_url")


def found_config(given: str | None, *, environ: Mapping[str, str] | None = None) -> str | None:
    """Return the file to read: the one given, that of SUMMARIZER_CONFIG, or summarizer.toml where there is one."""
    environ = os.environ if environ is None else environ
    return given or environ.get(CONFIG_VARIABLE, "").strip() or (FILE_NAME if os.path.isfile(FILE_NAME) else None)


def settle(
    given: Mapping[str, Any], *, config: str | Path | None = None, environ: Mapping[str, str] | None = None
) -> Settings:
    """Return the settings: what is given and not None, else from the environment, else from the file.

    Without ``config`` the file is that of SUMMARIZER_CONFIG, if any. Raises SettingsError that names the option's
    value, the variable or the file with its key.
    """
    environ = os.environ if environ is None else environ
    path = config or environ.get(CONFIG_VARIABLE, "").strip()
    values: dict[str, Any] = _of_file(Path(path)) if path else {}
    for name in NAMES:
        variable = PREFIX + name.upper()
        text = environ.get(variable, "").strip()
        if text:
            values[name] = _checked({name: text}, variable)[name]
    own = {name: value for name, value in given.items() if value is not None}
    return Settings.model_validate({**values, **_checked(own, "")})


def _of_file(path: Path) -> dict[str, Any]:
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"the settings {path} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"the settings {path} are no TOML: {error}") from None
    if "base_url" in rows:
        raise SettingsError(f'{path}: base_url: an address belongs to a provider: [providers.NAME] base_url = "…"')
    return _checked(rows, str(path))


def _checked(values: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Return the values as the settings hold them; raises SettingsError for the first one that cannot be."""
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        raise SettingsError(_said(error, where)) from None
    return {name: getattr(settings, name) for name in settings.model_fields_set}


def _said(error: ValidationError, where: str) -> str:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    path = [str(step) for step in first["loc"]]
    named = ".".join(path)
    before = f"{where}: " if where and not where.startswith(PREFIX) else ""
    if first["type"] != "extra_forbidden":
        what = where if where.startswith(PREFIX) else f"--{named.replace('_', '-')}" if not where else named
        return f"{before}{what}: {first['msg'][0].lower()}{first['msg'][1:]}"
    if path[-1] in ("api_key", "key", "token", "secret"):
        return f'{before}{named}: a key never stands in this file: name its variable, api_key_env = "MY_API_KEY"'
    known = _FILE_NAMES if len(path) == 1 else tuple(Provider.model_fields)
    close = get_close_matches(path[-1], known, n=1)
    hint = f", did you mean {close[0]}?" if close else f"; known are {', '.join(known)}"
    return f"{before}unknown key {named}{hint}"
