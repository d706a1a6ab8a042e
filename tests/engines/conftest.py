"""What engine tests share: a live endpoint on loopback, a store in memory, a sleep that only notes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator

import pytest

from summarizer.assets.prompts import load_prompt
from summarizer.domain.run import Completion
from summarizer.engines.llm import LLMEngine, LLMOptions
from tests.reference_endpoint.faults import EVERYTHING
from tests.reference_endpoint.server import MODEL, ReferenceEndpoint


class MemoryCompletions:
    """Completions in a dict; ``put_order`` tells what was committed when."""

    def __init__(self) -> None:
        self.kept: dict[str, Completion] = {}
        self.put_order: list[Completion] = []

    def find(self, request_sha256: str) -> Completion | None:
        """Return what was kept."""
        return self.kept.get(request_sha256)

    def put(self, completion: Completion) -> None:
        """Keep it."""
        self.kept[completion.request_sha256] = completion
        self.put_order.append(completion)


class Naps:
    """A sleep that returns at once, notes how long it was asked to take, and moves a clock of its own by that."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.now = 1000.0

    def clock(self) -> float:
        """Return the time that the naps have made."""
        return self.now

    async def __call__(self, seconds: float) -> None:
        """Note the seconds."""
        self.seconds.append(seconds)
        self.now += seconds


MakeEngine = Callable[..., LLMEngine]


@pytest.fixture
def endpoint() -> Iterator[ReferenceEndpoint]:
    """A reference endpoint on a free port."""
    with ReferenceEndpoint(scenarios=EVERYTHING) as running:
        yield running


@pytest.fixture
def completions() -> MemoryCompletions:
    """An empty store in memory."""
    return MemoryCompletions()


@pytest.fixture
def naps() -> Naps:
    """A sleep that takes no time."""
    return Naps()


@pytest.fixture
async def make_engine(
    endpoint: ReferenceEndpoint, completions: MemoryCompletions, naps: Naps
) -> AsyncIterator[MakeEngine]:
    """Return a maker of engines that speak to a scenario of the endpoint; all are closed afterwards."""
    made: list[LLMEngine] = []

    def make(scenario: str | None = None, *, model: str = MODEL, **options: object) -> LLMEngine:
        chosen = LLMOptions(base_url=endpoint.base_url(scenario), clock=naps.clock, **options)  # type: ignore[arg-type]
        engine = LLMEngine(model, prompt=load_prompt("brief"), completions=completions, options=chosen, sleep=naps)
        made.append(engine)
        return engine

    yield make
    for engine in made:
        await engine.aclose()
