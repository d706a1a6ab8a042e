"""Which engine runs, with which settings: from what a caller says to an engine that is ready.

Owns the options of a run and the choice between the rules and a model. Never in it: articles, outcomes, a store's rows.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TypeAlias

from summarizer.assets.prompts import load_prompt
from summarizer.domain.analysis import Analysis
from summarizer.domain.brief import Brief
from summarizer.domain.draft import Draft
from summarizer.engines.interface import Completions, Engine, NoCompletions
from summarizer.engines.providers import Means
from summarizer.engines.windows import WINDOW_TOKENS
from summarizer.errors import SettingsError
from summarizer.pipeline import partial_brief
from summarizer.settings import Settings, settle

EngineName: TypeAlias = Literal["auto", "rules", "llm"]

DEFAULT_PROMPT = "brief"
MODEL_VARIABLE = "SUMMARIZER_MODEL"

DEFAULT_TIMEOUT_S = 120.0
"""For one request. Ours: a long article's draft takes a slow model about a minute."""

_SETTINGS = {
    "base_url": "base_url",
    "structured": "structured",
    "temperature": "temperature",
    "seed": "seed",
    "max_tokens": "max_tokens",
    "reasoning_effort": "reasoning_effort",
    "timeout": "timeout_s",
    "total_timeout": "total_timeout_s",
    "rpm": "rpm",
    "tpm": "tpm",
    "max_cost": "max_cost_usd",
}
"""Setting → field of the options."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Options:
    """What can be set for a run. Times in seconds.

    ``prompt`` is id or id@version, None the newest ``brief``; ``api_key`` falls back to the provider's variable.
    ``config`` is a summarizer.toml. ``base_url`` and all from ``structured`` to ``max_cost_usd`` fall back to the
    environment, then to that file (docs/engine.md); they are for a model only. ``on_partial`` is told, on the way, the
    verified brief of what a model has said so far, once per claim. ``replay`` never sends anything: completions come
    from the store. ``force`` makes briefs again that the store has, from stored completions where there are any.
    ``retry_errors`` tries articles again that failed before for good; others are always tried again.
    ``repairs`` is how often failing items are asked again, ``repair_tokens`` how many output tokens that may cost for
    one article. ``strict`` makes a brief with findings of severity error a failure; it is stored all the same.
    ``limit`` counts the articles that reach the engine. ``window_tokens`` is the estimated size from which an article
    is asked for in parts, 0 for never. ``workers`` is how many processes may read and check beside this one once a run
    is long; the main module must then be guarded (``if __name__ == "__main__"``). With no model named, what only a
    model can use is refused.
    """

    prompt: str | None = None
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    config: str | Path | None = None
    structured: Means | None = None
    temperature: float | None = None
    seed: int | None = None
    max_tokens: int | None = None
    reasoning_effort: str | None = None
    timeout_s: float | None = None
    total_timeout_s: float | None = None
    rpm: int | None = None
    tpm: int | None = None
    max_cost_usd: float | None = None
    on_partial: Callable[[Brief], None] | None = None
    attempts: int = 4
    repairs: int = 1
    repair_tokens: int | None = None
    strict: bool = False
    window_tokens: int = WINDOW_TOKENS
    replay: bool = False
    force: bool = False
    retry_errors: bool = False
    limit: int | None = None
    workers: int = 0
    now: Callable[[], datetime] = _utc_now
    timer: Callable[[], float] = time.perf_counter


def model_for(engine: EngineName, model: str | None, config: str | Path | None = None) -> str | None:
    """Return the model that will be asked, or None for the offline rules; raises SettingsError.

    ``auto`` asks a model only where one is named, by argument, in SUMMARIZER_MODEL or in the file of settings: a key
    alone changes nothing.
    """
    if engine == "rules":
        if model:
            raise SettingsError(f"the rules engine asks no model: leave out the model {model!r} or choose engine llm")
        return None
    if engine not in ("auto", "llm"):
        raise SettingsError(f"unknown engine {engine!r}: choose auto, rules or llm")
    named = settle({"model": model or None}, config=config).model
    if engine == "llm" and not named:
        raise SettingsError(f"the llm engine needs a model: name one (provider/name) or set {MODEL_VARIABLE}")
    return named


def make_engine(
    engine: EngineName, model: str | None, *, options: Options, completions: Completions | None = None
) -> Engine:
    """Return the engine these settings ask for; raises SettingsError or AssetError."""
    named = model_for(engine, model, options.config)
    if named is None:
        _refuse_model_settings(options)
        from summarizer.engines.rules.engine import RulesEngine  # noqa: PLC0415  # only the chosen engine is loaded

        return RulesEngine()
    if options.replay and completions is None:
        raise SettingsError("a replay needs a store to take the completions from: name one (--store)")
    from summarizer.engines.llm import LLMEngine, LLMOptions  # noqa: PLC0415  # a second of imports that rules spare
    from summarizer.engines.windowed import WindowedEngine  # noqa: PLC0415  # the same

    settings = settled(options)

    def tell(analysis: Analysis, draft: Draft) -> None:
        if options.on_partial is not None:
            options.on_partial(partial_brief(analysis, draft, made.identity, now=options.now()))

    chosen = LLMOptions(
        base_url=settings.base_url,
        api_key=options.api_key,
        temperature=settings.temperature,
        seed=settings.seed,
        max_tokens=settings.max_tokens,
        reasoning_effort=settings.reasoning_effort,
        timeout_s=settings.timeout or DEFAULT_TIMEOUT_S,
        total_timeout_s=settings.total_timeout,
        attempts=options.attempts,
        replay_only=options.replay,
        mode=settings.structured,
        providers=settings.providers,
        rpm=settings.rpm,
        tpm=settings.tpm,
        max_cost_usd=None if options.replay else settings.max_cost,
        on_partial=tell if options.on_partial else None,
    )
    kept = completions if completions is not None else NoCompletions()
    prompt = load_prompt(DEFAULT_PROMPT if options.prompt is None else options.prompt)
    asked = LLMEngine(named, prompt=prompt, completions=kept, options=chosen)
    made: Engine = (
        WindowedEngine(asked, options.window_tokens, total_s=settings.total_timeout) if options.window_tokens else asked
    )
    return made


def settled(options: Options) -> Settings:
    """Return the settings for a model: what the options say, else the environment, else the file."""
    return settle({name: getattr(options, field) for name, field in _SETTINGS.items()}, config=options.config)


def _refuse_model_settings(options: Options) -> None:
    """Raise SettingsError where a setting was given that only a model can use: it would be passed over in silence."""
    given = {
        "an address (--base-url)": bool(options.base_url),
        "a prompt (--prompt)": options.prompt is not None,
        "a replay (--replay)": options.replay,
        **{f"--{name.replace('_', '-')}": getattr(options, field) is not None for name, field in _SETTINGS.items()},
    }
    for what in (name for name, is_given in given.items() if is_given):
        raise SettingsError(
            f"{what} needs a model: name one (--model) or set {MODEL_VARIABLE}, or leave it out for the offline rules"
        )
