"""Providers as data: where one stands, which variable has its key, by which means it structures an answer.

Law: what is known of a provider stands in ``providers.toml`` or in the user's file, in the same form; nothing here
asks for one by name. Never in it: a vendor's type, the network, a key.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from summarizer.errors import SettingsError

Means: TypeAlias = Literal["json_schema", "tools", "json_object", "text"]
"""How an answer is held to the draft's form, the strongest first."""

Setting: TypeAlias = Literal["temperature", "seed", "max_tokens", "reasoning_effort"]

MEANS: tuple[Means, ...] = ("json_schema", "tools", "json_object", "text")
DEFAULT_PROVIDER = "openai"
"""Whose address, variables and key are meant where no provider is named."""
COMPATIBLE = "compatible"
"""What a provider is called that was not named: any server of the OpenAI chat API."""
TABLE = Path(__file__).with_name("providers.toml")


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rates(_Entry):
    """US dollars for a million tokens; ``cached`` for those of the input that came from a prompt cache."""

    input: float = Field(ge=0)
    output: float = Field(ge=0)
    cached: float | None = Field(default=None, ge=0)


class ModelRule(_Entry):
    """What holds for models of these names (patterns with «*», the first rule that fits): what is left out, prices."""

    match: tuple[str, ...]
    omit: tuple[Setting, ...] = ()
    structured: Means | None = None
    token_limit: Literal["max_tokens", "max_completion_tokens"] | None = None
    price: Rates | None = None


class Provider(_Entry):
    """One provider. ``prices`` is its name in the price library; without it no price is known but those of rules."""

    ref: str = ""
    api: Literal["openai", "azure"] = "openai"
    base_url: str | None = None
    base_url_env: str | None = None
    api_key_env: str | None = None
    api_version: str | None = None
    api_version_env: str | None = None
    structured: Means = "json_schema"
    token_limit: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    seed: str = "seed"
    stream_usage: bool = True
    prices: str | None = None
    models: tuple[ModelRule, ...] = ()

    def rule(self, model: str) -> ModelRule:
        """Return the first rule that fits a model's name, an empty one where none does."""
        name = model.lower()
        fitting = (rule for rule in self.models if any(fnmatchcase(name, pattern.lower()) for pattern in rule.match))
        return next(fitting, ModelRule(match=()))

    def over(self, other: Provider) -> Provider:
        """Return the other provider with what is set here over it; rules are added before its own."""
        given = {name: getattr(self, name) for name in self.model_fields_set}
        return other.model_copy(update={**given, "models": (*self.models, *other.models)})


Providers: TypeAlias = Mapping[str, Provider]


@dataclass(frozen=True, slots=True)
class Target:
    """Whom a model's name means: the provider, and the name that it knows the model by."""

    named: str
    provider_name: str
    provider: Provider
    model: str

    @property
    def rule(self) -> ModelRule:
        """Return what holds for this model."""
        return self.provider.rule(self.model)


@cache
def built_in() -> Providers:
    """Return the providers of ``providers.toml``."""
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))["providers"]
    return {name: Provider.model_validate(row) for name, row in rows.items()}


def all_providers(own: Providers) -> Providers:
    """Return the known providers, with a user's own ones over them."""
    known = built_in()
    return {**known, **{name: entry.over(known[name]) if name in known else entry for name, entry in own.items()}}


def target_of(model: str, own: Providers, *, has_address: bool) -> Target:
    """Return whom ``model`` means: «provider/name» where the first part is a provider, else any compatible server.

    A bare name without an address is the default provider's, with its rules. Raises SettingsError where there is
    neither a provider nor an address: an article must not go to somebody who was not named.
    """
    known = all_providers(own)
    first, slash, rest = model.partition("/")
    if slash and first in known:
        if not rest:
            raise SettingsError(f"the model {model!r} names a provider and no model: give provider/name")
        return Target(model, first, known[first], rest)
    if has_address:
        return Target(model, COMPATIBLE, _compatible(known), model)
    if slash:
        raise SettingsError(
            f"no provider is called {first!r}: known are {', '.join(sorted(known))}; name an address with --base-url, "
            f"or define [providers.{first}] in summarizer.toml"
        )
    return Target(model, DEFAULT_PROVIDER, known[DEFAULT_PROVIDER], model)


def _compatible(known: Providers) -> Provider:
    """Return the provider behind an address alone: its key is looked for where the default provider's is."""
    default = known[DEFAULT_PROVIDER]
    return Provider(api_key_env=default.api_key_env, base_url_env=default.base_url_env)
