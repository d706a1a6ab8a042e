"""Constraints: what a second answer has to mend, item by item, with what the article says there. Pure.

Never in it: words for a model (those are a prompt's), how often it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

from summarizer.checks.ground import Ground
from summarizer.checks.rules import RULES, Flaw, Note
from summarizer.checks.verify import Verified
from summarizer.domain.analysis import Sentence
from summarizer.domain.draft import Draft, DraftClaim
from summarizer.domain.item import Constraint, Item, Place
from summarizer.domain.span import Span
from summarizer.text.markers import content_words

_MOST_PLACES = 3
"""Sentences shown for one item. Ours: evidence of more than three sentences is rare, and each costs tokens."""


def constraints(verified: Verified, draft: Draft, ground: Ground) -> tuple[Constraint, ...]:
    """Return what goes back to the model, by item in the order of the draft; empty where nothing is worth asking.

    An item is asked again where a rule says so (``Rule.repair``); what else is wrong with it goes along.
    """
    by_item: dict[Item, list[Note]] = {}
    for note in verified.notes:
        if note.item and RULES[note.finding.rule].repair != "no":
            by_item.setdefault(note.item, []).append(note)
    order = {item: place for place, item in enumerate(items_of(draft))}
    asked = [item for item, notes in by_item.items() if item in order and any(map(_asks, notes))]
    lost = {item.key for item in asked if item.kind == "claim" and item.key not in verified.ids}
    asked = [item for item in asked if not _falls_with(item, draft, lost)]
    found: list[Constraint] = []
    for item in sorted(asked, key=order.__getitem__):
        shown: set[int] = set()
        for note in _told_once(by_item[item]):
            found += _of_note(note, item, draft, ground, shown)
    return tuple(found)


def items_of(draft: Draft) -> Iterator[Item]:
    """Yield the items of a draft, claims first, then what they rest on, then what rests on them."""
    yield from (Item("claim", claim.key) for claim in draft.claims)
    yield from (Item("source", source.key) for source in draft.sources)
    yield from (Item("actor", actor.name) for actor in draft.actors)
    yield from (Item("number", number.quote) for number in draft.numbers)
    yield from (Item("summary", str(place)) for place in range(1, len(draft.summary) + 1))
    yield Item("headline")


def _asks(note: Note) -> bool:
    return RULES[note.finding.rule].repair == "asks"


def _falls_with(item: Item, draft: Draft, lost: Set[str]) -> bool:
    """Tell whether a sentence of the summary fails for want of a claim that is asked again: it is mended with it."""
    return item.kind == "summary" and not lost.isdisjoint(draft.summary[int(item.key) - 1].claims)


def _told_once(notes: Sequence[Note]) -> list[Note]:
    """Return the notes without the one that only sums up others: evidence that was dropped is missing after that."""
    rules = {note.finding.rule for note in notes}
    summed_up = {"evidence.missing"} if rules & {"evidence.dropped", "evidence.noise"} else set()
    return [note for note in notes if note.finding.rule not in summed_up]


def _of_note(note: Note, item: Item, draft: Draft, ground: Ground, shown: set[int]) -> Iterator[Constraint]:
    places = [place for place in _places(note, item, draft, ground) if place.number not in shown]
    shown.update(place.number for place in places)
    for flaw in note.flaws or (Flaw("", note.finding.message),):
        yield Constraint(
            item=item,
            rule=note.finding.rule,
            message=flaw.message,
            cause=flaw.rule,
            said=note.said,
            cues=_cues(note, item, draft, ground),
            places=tuple(places),
        )
        places = []


def _places(note: Note, item: Item, draft: Draft, ground: Ground) -> list[Place]:
    """Return the sentences an item is about: where the finding points, else those of the evidence.

    For words that stand nowhere it is the nearest.
    """
    span = note.finding.span
    found: Iterable[Sentence]
    if span is not None:
        found = ground.sentences_at(span)
    elif note.said and ground.aligner.align(note.said).span is None:
        told = [claim.text for claim in draft.claims if item == Item("claim", claim.key)]
        found = next(filter(None, (_nearest(words, ground) for words in (note.said, *told))), [])
    elif item.kind == "headline":
        found = _nearest(draft.headline, ground)
    elif item.kind == "summary":
        sentence = draft.summary[int(item.key) - 1]
        behind = [claim for claim in draft.claims if claim.key in sentence.claims]
        found = [one for claim in behind for one in _evidence(claim, ground)] or _nearest(sentence.text, ground)
    else:
        found = [one for claim in draft.claims if item == Item("claim", claim.key) for one in _evidence(claim, ground)]
    unique = {sentence.number: Place(sentence.number, sentence.span.text) for sentence in found}
    return list(unique.values())[:_MOST_PLACES]


def _spans(claim: DraftClaim, ground: Ground) -> tuple[Span, ...]:
    spans = [ground.aligner.align(quote.quote, quote.sentence).span for quote in claim.evidence]
    return tuple(span for span in spans if span is not None)


def _evidence(claim: DraftClaim, ground: Ground) -> list[Sentence]:
    return [sentence for span in _spans(claim, ground) for sentence in ground.sentences_at(span)]


def _nearest(words: str, ground: Ground) -> list[Sentence]:
    """Return the sentence that shares most of its longer words with these; none where it shares not one."""
    wanted = content_words(words)
    read = [sentence for sentence in ground.analysis.sentences if sentence.kind != "noise"]
    scores = [len(wanted & content_words(sentence.span.text)) for sentence in read]
    best = max(scores, default=0)
    return [read[scores.index(best)]] if best else []


def _cues(note: Note, item: Item, draft: Draft, ground: Ground) -> tuple[str, ...]:
    """Return the words that make the article's reading, for a claim that was settled to it."""
    if item.kind != "claim" or RULES[note.finding.rule].fate != "reserved" or note.flaws:
        return ()
    spans = tuple(span for claim in draft.claims if claim.key == item.key for span in _spans(claim, ground))
    if not spans:
        return ()
    passage = ground.passage(spans)
    words = [cue.span.text for reading in passage.readings for cue in reading.cues]
    words += [form.span.text for form in passage.reportive]
    return tuple(dict.fromkeys(word for word in words if word.strip()))
