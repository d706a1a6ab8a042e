"""The pytest side of recordings: how cassettes are configured, guarded, and missed with a clear word.

``tests/conftest.py`` loads it. ``--record-mode=none`` and ``--block-network`` stay on for everybody; ``python -m
tests.record`` is the one way to record.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import vcr.stubs.httpx_stubs  # type: ignore[import-untyped]  # vcrpy ships no types
from vcr import VCR
from vcr.cassette import Cassette  # type: ignore[import-untyped]

from tests.recording import serializer
from tests.recording.broken import handle_async_request
from tests.recording.guards import CASSETTES, miss_message, prompt_in_use, unplayed
from tests.recording.source import read_source

MATCH_ON = ["method", "scheme", "host", "port", "path", "query", "body"]
CONFIG: dict[str, object] = {"match_on": MATCH_ON, "decode_compressed_response": True}
"""How cassettes are recorded and matched: on all that makes a request, body included; answers in plain text."""

PROVIDER_VARIABLES = (
    *("OPENAI_", "SUMMARIZER_", "AZURE_OPENAI_", "MISTRAL_", "OPENROUTER_", "OLLAMA_", "VLLM_", "LLAMA_", "LMSTUDIO_"),
)
"""How the names of variables begin that a provider or this package reads."""

_FAILED = pytest.StashKey[bool]()


def pytest_recording_configure(config: pytest.Config, vcr: VCR) -> None:
    """Write cassettes with our serializer, under the name of the default one so that files end in ``.yaml``."""
    vcr.register_serializer("yaml", serializer)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Note whether the test itself failed: only a passing one must have played its whole cassette."""
    report = yield
    if report.when == "call":
        item.stash[_FAILED] = report.failed
    return report


@pytest.fixture(autouse=True)
def no_provider_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every OPENAI_* and SUMMARIZER_* variable, and those of other providers, out of every test."""
    for name in list(os.environ):
        if name.startswith(PROVIDER_VARIABLES):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def vcr_config() -> dict[str, object]:
    """Return how cassettes are recorded and matched."""
    return CONFIG


@pytest.fixture(scope="module")
def vcr_cassette_dir() -> str:
    """Return the one folder of cassettes."""
    return str(CASSETTES)


@pytest.fixture
def default_cassette_name(request: pytest.FixtureRequest) -> str:
    """Return the cassette that a test names, in the folder of the prompt in use."""
    marker = request.node.get_closest_marker("default_cassette")
    name: str = marker.args[0] if marker else request.node.name
    return name if "/" in name else f"{prompt_in_use()}/{name}"


@pytest.fixture(autouse=True)
def reference_alone(request: pytest.FixtureRequest) -> None:
    """Skip what only the maintainers' answers hold where the cassettes are, or are to be, a provider's."""
    if request.node.get_closest_marker("reference_answers") and not read_source().reference:
        pytest.skip("pins what the maintainers wrote or scripted; these cassettes are a provider's")


@pytest.fixture(autouse=True)
def broken_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Record a connection that breaks or stays silent as an interaction of its own, and break it again when played."""
    monkeypatch.setattr(vcr.stubs.httpx_stubs, "_vcr_handle_async_request", handle_async_request)


@pytest.fixture(autouse=True)
def recording_guard(
    request: pytest.FixtureRequest, vcr: Cassette | None, record_mode: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Turn a miss into a failure that names the prompt, and demand that a passing test played everything."""
    if vcr is None or record_mode != "none":
        yield
        return
    monkeypatch.setattr(*missing_is_failure())
    yield
    left = unplayed(vcr)
    if left and not request.node.stash.get(_FAILED, True):
        pytest.fail(left)


def missing_is_failure() -> tuple[Any, str, Callable[..., BaseException]]:
    """Return what to patch so that a miss fails the test at once.

    vcrpy raises an Exception inside the transport, which the client takes for a broken connection and the engine
    retries. pytest's own failure is a BaseException: nothing on the way catches it.
    """

    def failure(*, cassette: Cassette, failed_request: Any) -> BaseException:
        return pytest.fail.Exception(miss_message(cassette, failed_request), pytrace=False)

    return vcr.stubs.httpx_stubs, "CannotOverwriteExistingCassetteException", failure
