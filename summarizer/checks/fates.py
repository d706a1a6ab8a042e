"""Fates: what became of the items of a draft that were not right at once: repaired, reserved or dropped. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from summarizer.checks.grounding import variants
from summarizer.checks.rules import RULES, Note
from summarizer.checks.verify import Verified
from summarizer.domain.draft import Draft
from summarizer.domain.item import Fate, Item

Faults = tuple[int, int]
"""How many errors and how many warnings; fewer is better, in that order."""


def fates(verified: Verified, draft: Draft, mended: Mapping[Item, tuple[str, ...]]) -> tuple[Fate, ...]:
    """Return the fates of the items of a brief's draft, in order of its findings, then those that are only repaired.

    ``mended`` are the items that a second answer made better, with the rules they broke before. One that was settled
    or left out all the same is told as that.
    """
    rules: dict[Item, list[str]] = {}
    for note in verified.notes:
        if note.item and RULES[note.finding.rule].fate:
            rules.setdefault(note.item, []).append(note.finding.rule)
    told = [
        _fate(item, tuple(dict.fromkeys(broken)), verified)
        for item, broken in rules.items()
        if not _lives_on(item, verified, draft)
    ]
    known = {fate.item for fate in told}
    for item, broken in mended.items():
        if item not in known:
            told.append(Fate(item, "repaired", verified.ids.get(item.key) if item.kind == "claim" else None, broken))
    return tuple(told)


def faults_of(verified: Verified) -> dict[Item, Faults]:
    """Return what is wrong with each item, as far as a second answer can mend it."""
    counts: dict[Item, Counter[str]] = {}
    for note in verified.notes:
        if note.item and RULES[note.finding.rule].repair != "no":
            counts.setdefault(note.item, Counter())[note.finding.severity] += 1
    return {item: (count["error"], count["warning"]) for item, count in counts.items()}


def all_faults(verified: Verified) -> Faults:
    """Return how many errors and warnings a brief has."""
    severities = Counter(found.severity for found in verified.brief.findings)
    return severities["error"], severities["warning"]


def broken_rules(notes: tuple[Note, ...], item: Item) -> tuple[str, ...]:
    """Return the rules an item breaks that go back to the model, each once."""
    rules = [note.finding.rule for note in notes if note.item == item and RULES[note.finding.rule].repair != "no"]
    return tuple(dict.fromkeys(rules))


def _fate(item: Item, broken: tuple[str, ...], verified: Verified) -> Fate:
    claim = verified.ids.get(item.key) if item.kind == "claim" else None
    lost = claim is None if item.kind == "claim" else any(RULES[rule].fate == "dropped" for rule in broken)
    return Fate(item, "dropped" if lost else "reserved", claim, broken)


def _lives_on(item: Item, verified: Verified, draft: Draft) -> bool:
    """Tell whether an item is an actor that stands in the brief under another of its names."""
    said = [
        name for actor in draft.actors if item == Item("actor", actor.name) for name in (actor.name, *actor.aliases)
    ]
    known = {name for actor in verified.brief.actors for name in (actor.name, *actor.aliases)}
    return any(variant in known for name in said for variant in variants(name))
