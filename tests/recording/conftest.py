"""What the tests of recorded conversations share: where the cassettes come from, and engines that speak to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from summarizer.assets.prompts import load_prompt
from summarizer.engines.llm import LLMEngine, LLMOptions
from tests.recording.guards import prompt_in_use
from tests.recording.source import Source, read_source, recording_key

MakeEngine = Callable[..., LLMEngine]


def recorded(name: str, *values: Any, reference: bool = False) -> Any:
    """Return a case of a table that plays the cassette of that name; ``reference``: none of a provider's has it."""
    marks = [pytest.mark.vcr, pytest.mark.default_cassette(name)]
    marks += [pytest.mark.reference_answers] if reference else []
    return pytest.param(*values or (name,), id=name, marks=marks)


@pytest.fixture
def source() -> Source:
    """Where the cassettes at hand come from."""
    return read_source()


@pytest.fixture
def naps() -> list[float]:
    """The seconds that the engine was told to wait."""
    return []


@pytest.fixture
async def make_engine(source: Source, naps: list[float]) -> AsyncIterator[MakeEngine]:
    """Return a maker of engines that speak to a scenario as it was recorded."""
    made: list[LLMEngine] = []

    async def sleep(seconds: float) -> None:
        naps.append(seconds)

    def make(scenario: str, **options: Any) -> LLMEngine:
        address = source.address(scenario)
        chosen = LLMOptions(base_url=address, api_key=recording_key(), clock=lambda: 1000.0 + sum(naps), **options)
        engine = LLMEngine(source.model, prompt=load_prompt(prompt_in_use()), options=chosen, sleep=sleep)
        made.append(engine)
        return engine

    yield make
    for engine in made:
        await engine.aclose()
