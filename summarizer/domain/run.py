"""Runs: what was asked of an engine, what came back, what became of an article."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from summarizer.domain.article import Article
from summarizer.domain.brief import Brief, PromptRef
from summarizer.domain.draft import DRAFT_SCHEMA_VERSION, Draft
from summarizer.domain.item import Fate

Parameters: TypeAlias = dict[str, str | int | float | bool | None]


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as a provider counted them. ``input`` includes ``cached``."""

    input: int = 0
    cached: int = 0
    output: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(self.input + other.input, self.cached + other.cached, self.output + other.output)


@dataclass(frozen=True, slots=True)
class Cost:
    """Money in US dollars. ``usd`` None: not known. ``prices`` names the tables, ``notes`` what the sum leaves out."""

    usd: float | None = None
    prices: str | None = None
    notes: tuple[str, ...] = ()

    def __add__(self, other: Cost) -> Cost:
        """Return both together, known only where both are; a Cost of nothing changes nothing."""
        if self == Cost() or other == Cost():
            return other if self == Cost() else self
        usd = None if self.usd is None or other.usd is None else self.usd + other.usd
        notes = tuple(dict.fromkeys((*self.notes, *other.notes)))
        return Cost(usd, self.prices or other.prices, notes)


@dataclass(frozen=True, slots=True)
class Completion:
    """One answer of a model, raw. ``request_sha256`` is over the canonical JSON of the request body that was sent."""

    request_sha256: str
    model_requested: str
    model_returned: str
    raw: str
    usage: Usage = Usage()
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class EngineIdentity:
    """What makes two runs of an engine the same run: name, version, model, prompt and parameters."""

    name: str
    version: str
    model: str | None = None
    prompt: PromptRef | None = None
    parameters: Parameters = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A draft, the completions it came from, in order, and what they cost; none for an engine without a model."""

    draft: Draft
    completions: tuple[Completion, ...] = ()
    cost: Cost = Cost()


@dataclass(frozen=True, slots=True)
class RunKey:
    """The identity of a brief: article, prompt, schema, engine, model, parameters. Checks are not part of it."""

    hex: str

    @classmethod
    def of(cls, article: Article, engine: EngineIdentity) -> RunKey:
        """Return the key of this article under this engine: sha256 over canonical JSON."""
        body = {
            "article": article.id,
            "draft_schema": DRAFT_SCHEMA_VERSION,
            "engine": [engine.name, engine.version],
            "model": engine.model,
            "parameters": engine.parameters,
            "prompt": engine.prompt.sha256 if engine.prompt else None,
        }
        canonical = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return cls(hashlib.sha256(canonical.encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class Done:
    """A brief was made. ``stored`` tells that it came from the store and nothing was computed.

    ``items`` are those of its draft that were repaired, settled more reserved, or left out.
    """

    index: int
    input: str
    article: Article
    brief: Brief
    stored: bool = False
    items: tuple[Fate, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """An article could not be briefed. ``kind`` is that of the error tree; ``message`` says what to do."""

    index: int
    input: str
    kind: str
    message: str
    status: int | None = None
    attempts: int = 0
    usage: Usage = Usage()
    cost: Cost = Cost()


@dataclass(frozen=True, slots=True)
class Skipped:
    """An article was left out on purpose, with the reason."""

    index: int
    input: str
    reason: Literal["duplicate", "limit", "failed_before"]
    detail: str = ""


Outcome: TypeAlias = Done | Failed | Skipped
