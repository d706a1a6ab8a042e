"""Each guard of the recordings, and for each a test that breaks what it guards."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from vcr import VCR  # type: ignore[import-untyped]
from vcr.cassette import Cassette  # type: ignore[import-untyped]

from summarizer.assets.prompts import Prompt, load_prompt
from summarizer.domain.run import Proposal
from summarizer.engines.llm import LLMEngine, LLMOptions
from summarizer.errors import TransientError
from tests.engines.samples import sample_analysis
from tests.recording import serializer
from tests.recording.broken import BROKEN, SILENT
from tests.recording.guards import (
    CASSETTES,
    RECORD,
    ROOT,
    cassette_files,
    named_cassettes,
    orphans,
    prompt_in_use,
    prompt_problems,
    schema_problems,
    secrets,
    unplayed,
)
from tests.recording.plugin import CONFIG, missing_is_failure
from tests.recording.source import read_source
from tests.reference_endpoint.server import MODEL, ReferenceEndpoint

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

NAME = f"{prompt_in_use()}/sample"


@contextmanager
def _cassette(folder: Path, mode: str) -> Iterator[Cassette]:
    recorder = VCR(cassette_library_dir=str(folder), record_mode=mode, **CONFIG)
    recorder.register_serializer("yaml", serializer)
    with recorder.use_cassette(f"{NAME}.yaml") as cassette:
        yield cassette


async def _no_nap(seconds: float) -> None:
    """Take no time."""


async def _draft(base_url: str, prompt: Prompt, **options: Any) -> Proposal:
    chosen = LLMOptions(base_url=base_url, api_key="unused", **options)
    engine = LLMEngine(MODEL, prompt=prompt, options=chosen, sleep=_no_nap)
    try:
        return await engine.draft(sample_analysis())
    finally:
        await engine.aclose()


async def _record(folder: Path, scenario: str) -> str:
    with ReferenceEndpoint() as endpoint:
        base_url = endpoint.base_url(scenario)
        with _cassette(folder, "once"):
            await _draft(base_url, load_prompt("brief"))
    return base_url


@pytest.fixture
def misses_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a miss fail by name, as the plugin does for recorded tests."""
    monkeypatch.setattr(*missing_is_failure())


async def test_a_recording_replays_without_its_server(tmp_path: Path, misses_fail: None) -> None:
    """Recorded over HTTP, then played with nobody listening: the same proposal."""
    with ReferenceEndpoint() as endpoint:
        base_url = endpoint.base_url("clean")
        with _cassette(tmp_path, "once"):
            live = await _draft(base_url, load_prompt("brief"))
    with _cassette(tmp_path, "none") as cassette:
        assert await _draft(base_url, load_prompt("brief")) == live
    assert unplayed(cassette) is None


async def test_a_changed_prompt_fails_the_replay_by_name(tmp_path: Path, misses_fail: None) -> None:
    """One character of the prompt: the replay fails at once, names prompt and part, and says how to record anew."""
    base_url = await _record(tmp_path, "clean")
    prompt = load_prompt("brief")
    with _cassette(tmp_path, "none"), pytest.raises(pytest.fail.Exception) as caught:
        await _draft(base_url, replace(prompt, system=prompt.system + "."))
    message = str(caught.value)
    assert f"prompt {prompt_in_use()}" in message
    assert "differs from the recording: the system part of the prompt" in message
    assert "user part" not in message
    assert RECORD in message


async def test_a_changed_parameter_fails_the_replay_by_name(tmp_path: Path, misses_fail: None) -> None:
    """A parameter is part of the request like the prompt."""
    base_url = await _record(tmp_path, "clean")
    with _cassette(tmp_path, "none"), pytest.raises(pytest.fail.Exception, match=r"temperature: 0\.5, recorded None"):
        await _draft(base_url, load_prompt("brief"), temperature=0.5)


async def test_another_address_fails_the_replay_by_name(tmp_path: Path, misses_fail: None) -> None:
    """Scheme, host, port and path are matched too."""
    await _record(tmp_path, "clean")
    with (
        _cassette(tmp_path, "none"),
        pytest.raises(pytest.fail.Exception, match=r"address: http://127\.0\.0\.1:9/v1/chat"),
    ):
        await _draft("http://127.0.0.1:9/v1", load_prompt("brief"))


async def test_headers_that_are_not_listed_never_reach_the_file(tmp_path: Path) -> None:
    """A cookie, an organisation and the key are on the wire and not in the cassette."""
    await _record(tmp_path, "leaky-headers")
    text = (tmp_path / f"{NAME}.yaml").read_text(encoding="utf-8")
    for leak in ("set-cookie", "__cf_bm", "openai-organization", "org-ABC", "authorization", "Bearer", "user-agent"):
        assert leak.lower() not in text.lower()
    assert secrets(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "      set-cookie:\n      - session=1",
        "      authorization:\n      - Bearer abcdefghijkl",
        "      openai-organization:\n      - mine",
        "      x-api-key:\n      - abc",
        "note: sk-proj-abcdefghijklmnop",
        "note: org-abcdefghijklmnop",
        "note: __cf_bm=1",
    ],
)
async def test_the_scan_finds_a_secret_put_in_by_hand(line: str, tmp_path: Path) -> None:
    """Whatever slips past the serializer is caught in the file."""
    await _record(tmp_path, "clean")
    text = (tmp_path / f"{NAME}.yaml").read_text(encoding="utf-8")
    assert secrets(text) == []
    assert secrets(f"{text}\n{line}\n")


async def test_an_unplayed_interaction_is_noticed(tmp_path: Path, misses_fail: None) -> None:
    """A cassette of two of which one is played fails the guard, and says how many are left."""
    base_url = await _record(tmp_path, "invalid-then-valid")
    with _cassette(tmp_path, "none") as cassette:
        with pytest.raises(pytest.fail.Exception):
            await _draft(base_url, load_prompt("brief"), seed=1)
        assert "2 of 2" in (unplayed(cassette) or "")
        await _draft(base_url, load_prompt("brief"))
        assert unplayed(cassette) is None


def test_no_cassette_is_an_orphan_and_none_is_missing() -> None:
    """Every file is played by a test and every named cassette is there."""
    named = named_cassettes(ROOT / "tests", reference=read_source().reference)
    assert len(named) >= 15
    assert orphans(cassette_files(), named) == []


def test_a_provider_is_not_asked_for_faults(tmp_path: Path) -> None:
    """Names are found in decorators and in tables; those of faults count for the reference endpoint alone."""
    lines = [
        '@pytest.mark.default_cassette("a")',
        "def test_a(): ...",
        'CASES = [recorded("b", 1), recorded("fault-c")]',
    ]
    (tmp_path / "test_inside.py").write_text("\n".join(lines), encoding="utf-8")
    prompt = prompt_in_use()
    assert named_cassettes(tmp_path, reference=False) == {f"{prompt}/a", f"{prompt}/b"}
    assert named_cassettes(tmp_path, reference=True) == {f"{prompt}/a", f"{prompt}/b", f"{prompt}/fault-c"}


def test_an_orphan_and_a_missing_cassette_are_noticed() -> None:
    """The comparison can fail both ways."""
    found = orphans(["brief@1.1.0/a", "brief@1.1.0/b"], ["brief@1.1.0/b", "brief@1.1.0/c"])
    assert [line.split(":")[0] for line in found] == ["brief@1.1.0/a", "brief@1.1.0/c"]


def test_every_cassette_is_of_a_locked_prompt_and_holds_no_secret() -> None:
    """Name, system message and lock agree, and the scan is clean."""
    files = cassette_files()
    assert files
    for name, path in files.items():
        text = path.read_text(encoding="utf-8")
        assert prompt_problems(name, text) == []
        assert schema_problems(name, text) == []
        assert secrets(text) == []


async def test_a_stale_schema_is_noticed(tmp_path: Path) -> None:
    """A schema that changed after the recording, or none at all, does not pass; the line names the request."""
    await _record(tmp_path, "invalid-then-valid")
    text = (tmp_path / f"{NAME}.yaml").read_text(encoding="utf-8")
    assert schema_problems(NAME, text) == []
    stale = text.replace("- disputed\n", "- contested\n", 1)
    assert stale != text
    assert [line.split(";")[0] for line in schema_problems(NAME, stale)] == [
        f"{NAME}: request 1 carries another draft schema than today's"
    ]
    without = schema_problems(NAME, text.replace("response_format:", "answer_format:"))
    assert len(without) == 2 and all("carries no draft schema" in line for line in without)


async def test_a_request_that_is_sent_again_is_written_once(tmp_path: Path, misses_fail: None) -> None:
    """Behind a 429 the same body goes out twice: the file names the first one, and both are played."""
    base_url = await _record(tmp_path, "429-then-ok")
    text = (tmp_path / f"{NAME}.yaml").read_text(encoding="utf-8")
    assert text.count("same_as_request: 1") == 1 and text.count("role: system") == 1
    with _cassette(tmp_path, "none") as cassette:
        await _draft(base_url, load_prompt("brief"))
        assert unplayed(cassette) is None


@pytest.mark.parametrize(("scenario", "said"), [("reset", BROKEN), ("silence", SILENT)])
async def test_a_broken_connection_breaks_again_when_played(
    scenario: str, said: str, tmp_path: Path, misses_fail: None
) -> None:
    """No answer is recorded as none, told apart by its kind, and the engine fails the same way without the server."""
    with ReferenceEndpoint() as endpoint:
        base_url = endpoint.base_url(scenario)
        with _cassette(tmp_path, "once"), pytest.raises(TransientError) as live:
            await _draft(base_url, load_prompt("brief"), attempts=2, timeout_s=0.3)
    (first, second) = yaml.safe_load((tmp_path / f"{NAME}.yaml").read_text(encoding="utf-8"))["interactions"]
    assert first["response"]["status"] == second["response"]["status"] == {"code": 0, "message": said}
    with _cassette(tmp_path, "none"), pytest.raises(TransientError) as played:
        await _draft(base_url, load_prompt("brief"), attempts=2, timeout_s=0.3)
    assert (str(played.value), played.value.attempts) == (str(live.value), live.value.attempts)


async def test_a_compressed_answer_is_recorded_readable(tmp_path: Path, misses_fail: None) -> None:
    """Gzip on the wire, parsed JSON in the file, and the replay is what came live."""
    with ReferenceEndpoint() as endpoint:
        base_url = endpoint.base_url("gzip")
        with _cassette(tmp_path, "once"):
            live = await _draft(base_url, load_prompt("brief"))
        assert endpoint.requests["gzip"] == 1
    text = (tmp_path / f"{NAME}.yaml").read_text(encoding="utf-8")
    (row,) = yaml.safe_load(text)["interactions"]
    assert row["response"]["body"]["json"]["choices"][0]["message"]["content"].startswith("{")
    assert "content-encoding" not in text and "!!binary" not in text
    assert "fanfare" in text.split("response:", 1)[1]
    with _cassette(tmp_path, "none"):
        assert await _draft(base_url, load_prompt("brief")) == live


async def test_a_cassette_of_an_unknown_or_another_prompt_is_noticed(tmp_path: Path) -> None:
    """Neither a version that is not locked nor a cassette that sent something else passes."""
    await _record(tmp_path, "clean")
    text = (tmp_path / f"{NAME}.yaml").read_text(encoding="utf-8")
    assert prompt_problems(NAME, text) == []
    assert "not in prompts.lock" in prompt_problems("brief@9.9.9/sample", text)[0]
    assert "sent another prompt" in prompt_problems(NAME, text.replace("secrétaire de rédaction", "poète"))[0]


TESTS_INSIDE = """
import os
import pytest
from tests.recording.test_guards import inner_draft

@pytest.mark.vcr
@pytest.mark.default_cassette("sample")
@pytest.mark.parametrize("how", ["same", "changed", "nothing"])
async def test_inside(how):
    await inner_draft({base_url!r}, how)

def test_no_key_is_left_in_the_environment():
    assert "OPENAI_API_KEY" not in os.environ
"""

CONFTEST_INSIDE = """
import pytest

pytest_plugins = ["tests.recording.plugin"]

@pytest.fixture(scope="module")
def vcr_cassette_dir():
    return {folder!r}
"""


async def inner_draft(base_url: str, how: str) -> None:
    """Draft inside the inner run: as recorded, with a changed prompt, or not at all."""
    prompt = load_prompt("brief")
    if how == "changed":
        prompt = replace(prompt, system=prompt.system + ".")
    if how != "nothing":
        await _draft(base_url, prompt)


async def test_the_plugin_as_a_whole(tmp_path: Path) -> None:
    """In a test run of its own: a good replay passes, a changed prompt and an unplayed cassette fail in clear words."""
    base_url = await _record(tmp_path / "cassettes", "clean")
    (tmp_path / "test_inside.py").write_text(TESTS_INSIDE.format(base_url=base_url), encoding="utf-8")
    (tmp_path / "conftest.py").write_text(CONFTEST_INSIDE.format(folder=str(tmp_path / "cassettes")), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml")]
    command += ["--rootdir", str(tmp_path), "-p", "no:cacheprovider", str(tmp_path / "test_inside.py")]
    environment = {**os.environ, "OPENAI_API_KEY": "sk-left-in-the-shell"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    said = done.stdout
    assert "1 failed, 3 passed, 1 error" in said, said + done.stderr
    assert "differs from the recording: the system part of the prompt" in said
    assert "1 of 1 recorded interactions were not played" in said
    assert "Connection error" not in said


def test_the_network_is_blocked() -> None:
    """Only what a test allows by name can be reached: here loopback, nothing else."""
    with socket.socket() as plug, pytest.raises(RuntimeError, match="Network is disabled"):
        plug.connect(("192.0.2.1", 80))


OFFLINE_INSIDE = """
import socket
import pytest

@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM], ids=["stream", "datagram"])
def test_a_connection_is_refused(kind):
    with socket.socket(socket.AF_INET, kind) as plug, pytest.raises(RuntimeError, match="Network is disabled"):
        plug.connect(("192.0.2.1", 80))

def test_recording_is_off(record_mode):
    assert record_mode == "none"
"""


def _addopts() -> str:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(settings["tool"]["pytest"]["ini_options"]["addopts"])


def _inner_run(folder: Path, test: str, *more: str) -> str:
    """Return what pytest says of a test file outside the project, run with the project's own settings."""
    path = folder / "test_inside.py"
    path.write_text(test, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder)]
    command += ["-p", "no:cacheprovider", *more, str(path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout


def test_recording_and_network_are_off_by_default(tmp_path: Path) -> None:
    """The project's addopts say so, and with them a test without any marker reaches nothing and records nothing."""
    assert {"--block-network", "--record-mode=none"} <= set(_addopts().split())
    said = _inner_run(tmp_path, OFFLINE_INSIDE)
    assert "3 passed" in said, said


def test_it_is_the_options_that_keep_the_network_out(tmp_path: Path) -> None:
    """Without --block-network the same test fails; it uses datagrams, whose connect sends nothing."""
    rest = " ".join(option for option in _addopts().split() if option != "--block-network")
    said = _inner_run(tmp_path, OFFLINE_INSIDE, "-o", f"addopts={rest}", "-k", "recording or datagram")
    assert "1 failed, 1 passed, 1 deselected" in said, said


HARD_TEXT = "L’été : «\u00a0oui\u202f»\u2028suite\u0085fin\u2029 – œuf \U0001f600\ttab \\u00e9"


def test_characters_survive_the_file_untouched() -> None:
    """Quotes, spaces, line separators and emoji come back as they were, and French stays legible in the file."""
    body = json.dumps(
        {"a": HARD_TEXT, "b": "l’un\n  l’autre \n", "c": 1.5, "d": None}, ensure_ascii=False, separators=(",", ":")
    )
    row = {
        "request": {"method": "POST", "uri": "http://x/", "headers": {}, "body": body},
        "response": {"status": {"code": 200, "message": "OK"}, "headers": {}, "body": {"string": body}},
    }
    text = serializer.serialize({"version": 1, "interactions": [row]})
    back = serializer.deserialize(text)["interactions"][0]
    assert back["request"]["body"] == body
    assert back["response"]["body"]["string"] == body
    assert "L’été" in text
    assert "\u2028" not in text
    assert serializer.serialize({"version": 1, "interactions": [row]}) == text


def test_many_lines_are_written_as_a_block() -> None:
    """A prompt can be read in the cassette."""
    body = json.dumps({"content": "première ligne\n\nseconde « ligne »\n"}, ensure_ascii=False, separators=(",", ":"))
    row = {
        "request": {"method": "POST", "uri": "http://x/", "headers": {}, "body": body},
        "response": {"status": {"code": 200, "message": "OK"}, "headers": {}, "body": {"string": "<html>"}},
    }
    text = serializer.serialize({"version": 1, "interactions": [row]})
    assert re.search(r"content: \|\n +première ligne\n\n +seconde « ligne »\n", text)
    assert serializer.deserialize(text)["interactions"][0]["response"]["body"]["string"] == "<html>"


def test_a_body_that_parsing_would_change_is_kept_as_text() -> None:
    """Spaces, escapes and doubled keys are the server's: they are not tidied away."""
    for body in ('{"a": 1}', '{"a":"\\u00e9"}', '{"a":1,"a":2}', "", "plain"):
        row = {
            "request": {"method": "POST", "uri": "http://x/", "headers": {}, "body": body},
            "response": {"status": {"code": 200, "message": "OK"}, "headers": {}, "body": {"string": body}},
        }
        text = serializer.serialize({"version": 1, "interactions": [row]})
        assert serializer.deserialize(text)["interactions"][0]["request"]["body"] == body


def test_the_folder_is_the_top_level_one() -> None:
    """Cassettes lie beside prompts and schemas."""
    assert CASSETTES == ROOT / "cassettes"
