"""Items of a draft: what a repair asks for again, one by one, and what became of each.

Never in it: how an item is found wrong, or words for a model.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ItemKind = Literal["claim", "source", "actor", "number", "summary", "headline"]
Outcome = Literal["repaired", "reserved", "dropped"]
"""Right after a second answer; settled to a more reserved reading; left out."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a draft.

    ``key`` is a claim's or source's key, an actor's name, a number's quote, the place of a sentence of the summary
    from 1, and empty for the headline.
    """

    kind: ItemKind
    key: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of the article: its number and its words, verbatim."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing that a second answer has to mend in one item.

    ``rule`` is the finding's, ``cause`` the rule behind it where a text was replaced or a claim left out, else empty.
    ``said`` is what the draft has there, where one field is at fault; ``cues`` are the words of the article that make
    its reading. A sentence stands in the first constraint of its item alone.
    """

    item: Item
    rule: str
    message: str
    cause: str = ""
    said: str = ""
    cues: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one item that was not right at once. ``claim`` is the brief's id of a claim that stands in it.

    ``rules`` are those that tell of it, each once: for a repaired item those that it broke before.
    """

    item: Item
    outcome: Outcome
    claim: str | None = None
    rules: tuple[str, ...] = ()
