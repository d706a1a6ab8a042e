"""Briefs made again from what is stored, when checks, rules or the brief's schema have moved on. Nothing is sent.

Owns which engine a stored brief came from and whether its new version takes its place. Never in it: SQL, streams.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from time import perf_counter
from typing import Any, Literal, cast

from summarizer.assets.prompts import load_prompt
from summarizer.domain.brief import Brief
from summarizer.domain.run import RunKey
from summarizer.engines.interface import Engine
from summarizer.errors import ReplayMissError, SettingsError, StoreError, SummarizerError
from summarizer.pipeline import Repairs, make_brief
from summarizer.settings import settle
from summarizer.store.database import Store, StoredBrief

Change = Literal["same", "changed", "unanswered", "failed"]
"""The brief is as it was but for its dates; it differs; an answer it needs is not stored; it cannot be made."""

_TOKEN_LIMITS = ("max_tokens", "max_completion_tokens")
_NEVER_COMPARED = {"id", "provenance"}
"""Its dates differ each time; the rest of it is the key."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What became of one stored brief. ``detail`` says why where it could not be made; the old one then stays."""

    brief_id: str
    change: Change
    detail: str = ""


@dataclass(slots=True)
class _Engines:
    """Engines by what made a brief, each made once."""

    store: Store
    made: dict[str, Engine] = field(default_factory=dict)

    def of(self, made: Mapping[str, Any]) -> Engine:
        """Return an engine that drafts as the one of that provenance did; a model is never asked."""
        key = repr([made.get(name) for name in ("engine", "model_requested", "prompt", "parameters")])
        if key not in self.made:
            self.made[key] = self._new(made)
        return self.made[key]

    def _new(self, made: Mapping[str, Any]) -> Engine:
        from summarizer.engines.rules.engine import RulesEngine  # noqa: PLC0415  # only what is needed is loaded

        if made.get("engine") == "rules":
            return RulesEngine()
        if made.get("engine") != "llm" or not made.get("model_requested") or not made.get("prompt"):
            raise SettingsError(f"no engine named {made.get('engine')!r} is known here")
        from summarizer.engines.llm import LLMEngine, LLMOptions  # noqa: PLC0415  # the same
        from summarizer.engines.windowed import WindowedEngine  # noqa: PLC0415  # the same

        known = dict(made.get("parameters") or {})
        options = LLMOptions(
            temperature=known.get("temperature"),
            seed=known.get("seed", known.get("random_seed")),
            max_tokens=next((known[name] for name in _TOKEN_LIMITS if name in known), None),
            reasoning_effort=known.get("reasoning_effort"),
            mode=known.get("mode"),
            providers=settle({}).providers,
            replay_only=True,
        )
        prompt = made["prompt"]
        asked = LLMEngine(
            made["model_requested"],
            prompt=load_prompt(f"{prompt['id']}@{prompt['version']}"),
            completions=self.store,
            options=options,
        )
        limit = known.get("window_tokens")
        return cast(Engine, WindowedEngine(asked, int(limit)) if limit else asked)


async def rebuild(store: Store, *, dry: bool = False) -> AsyncIterator[Rebuilt]:
    """Yield what became of every brief of a store, made again from its article and its stored answers.

    A brief whose new version differs is replaced, also under a new key where the engine's version has risen; ``dry``
    replaces nothing. Raises StoreError.
    """
    engines = _Engines(store)
    for stored in store.stored_briefs():
        try:
            yield await _rebuilt(stored, engines, store, dry=dry)
        except StoreError:
            raise
        except ReplayMissError as error:
            yield Rebuilt(stored.id, "unanswered", str(error))
        except SummarizerError as error:
            yield Rebuilt(stored.id, "failed", str(error))
        except Exception as error:  # noqa: BLE001  # one brief's defect must not end the others
            yield Rebuilt(stored.id, "failed", f"{type(error).__name__}: {error}")


async def _rebuilt(stored: StoredBrief, engines: _Engines, store: Store, *, dry: bool) -> Rebuilt:
    article = store.article(stored.article_id)
    if article is None:
        return Rebuilt(stored.id, "failed", f"its article {stored.article_id} is not stored")
    engine = engines.of(stored.provenance)
    made = await make_brief(
        article, engine, now=lambda: datetime.now(UTC), timer=perf_counter, repairs=Repairs(_repairs(stored))
    )
    parameters = stored.provenance.get("parameters") or {}
    identity = replace(engine.identity, parameters=dict(parameters))
    key = RunKey.of(article, identity).hex
    provenance = made.brief.provenance.model_copy(update={"parameters": identity.parameters})
    brief = made.brief.model_copy(update={"id": key, "provenance": provenance})
    old = store.find_brief(stored.id)
    same = old is not None and _content(old) == _content(brief) and brief.id == stored.id
    if same or dry:
        return Rebuilt(stored.id, "same" if same else "changed")
    store.put_outcome(article, brief, made.fates, made.completions, instead=stored.id)
    return Rebuilt(stored.id, "changed")


def _repairs(stored: StoredBrief) -> int:
    """Return how many repairs a brief may have had: its answers beside the first; one where none are known."""
    return max(1, stored.completions - 1)


def _content(brief: Brief) -> dict[str, object]:
    return brief.model_dump(exclude=_NEVER_COMPARED)
