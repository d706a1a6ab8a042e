"""Pairing: which passages of an article a sentence is about that somebody wrote of it.

By what they share: words, names, figures, the rarer in the article the heavier; passages that the sentence quotes come
first. Never in it: whether the sentence says the same as its passages, that is for the rules of the texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from math import log

from summarizer.checks.ground import Ground
from summarizer.domain.analysis import Reading, Sentence
from summarizer.domain.span import Span
from summarizer.text.likeness import keys_of, name_key, names_of

FEWEST = 2
"""Keys that a passage shares with a sentence at least; one shared name alone is no passage."""
BEYOND, THIN = 0.25, 0.4
"""Shares of what a text says, its names aside, that its passages have: below the first it says something else, below
the second it should be read again. Set on 364 truthful texts, most of them in free paraphrase, and 39 invented ones: of
the truthful 2 % lie below the first and 9 % below the second, of the invented 51 % and 77 %."""
_SHORT = 4
"""Keys of a text that is short: it may share a single one with its passage."""
_SMALL = frozenset(f"#{digit}" for digit in range(10))
_MOST = 5
"""Passages of one sentence: a summary may join some, not half of the article."""
_GAIN = 0.12
"""Share of the weight of a sentence that one more passage has to add."""
_ONE = 0.5
"""Share of the best statement of a passage that another one has to reach for the text to be about it too."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """The passages of one sentence: sentences of the article, and the readings in them that it is about, in order."""

    sentences: tuple[Sentence, ...] = ()
    readings: tuple[Reading, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """The statements of the readings, and whole sentences where nothing is read, in order."""
        read = {reading.sentence for reading in self.readings}
        bare = [sentence.span for sentence in self.sentences if sentence.number not in read]
        return tuple(sorted([*(reading.statement for reading in self.readings), *bare]))


class Pairs:
    """The passages of one article with what each is about; made once, then asked for every sentence."""

    def __init__(self, ground: Ground) -> None:
        analysis = ground.analysis
        self._sentences = [sentence for sentence in analysis.sentences if sentence.kind != "noise"]
        self._readings: dict[int, list[Reading]] = {}
        for reading in (one for one in analysis.readings if not one.nested):
            self._readings.setdefault(reading.sentence, []).append(reading)
        self._keys = {sentence.number: self._about(sentence) for sentence in self._sentences}
        self._names = {name_key(word) for name in names_of(ground.text) for word in name.split()}
        self._counts = Counter(key for keys in self._keys.values() for key in keys)
        self._weights = {key: log(1 + len(self._sentences) / count) for key, count in self._counts.items()}

    def _about(self, sentence: Sentence) -> frozenset[str]:
        """Return the keys of a sentence and of those whose words it is, wherever they are named."""
        readings = self._readings.get(sentence.number, ())
        links = [link for reading in readings for link in (*reading.chain, *reading.disputed_by)]
        return keys_of(sentence.span.text).union(*(keys_of(link.holder.name) for link in links))

    def of(self, text: str) -> Pairing:
        """Return the passages that a text is about.

        Nearest first by what they share, told in order of appearance; empty where the article shares next to nothing.
        """
        keys = keys_of(text)
        chosen: dict[int, Sentence] = {}
        covered: set[str] = set()
        total = sum(self._weight(key) for key in keys)
        near = [sentence for sentence in self._sentences if not keys.isdisjoint(self._keys[sentence.number])]
        while len(chosen) < _MOST:
            found = self._next([one for one in near if one.number not in chosen], keys, covered, chosen)
            if found is None:
                break
            gain = sum(self._weight(key) for key in (keys - covered) & self._keys[found.number])
            if chosen and gain < _GAIN * total:
                break
            chosen[found.number] = found
            covered |= self._keys[found.number]
        sentences = tuple(chosen[number] for number in sorted(chosen))
        return Pairing(sentences, tuple(self._told(keys, sentences)))

    def within(self, spans: Sequence[Span]) -> Pairing:
        """Return the pairing of places that are known: quotations that a claim was given with."""
        sentences = tuple(one for one in self._sentences if any(one.span.overlaps(span) for span in spans))
        readings = [reading for one in sentences for reading in self._readings.get(one.number, ())]
        return Pairing(sentences, tuple(r for r in readings if any(r.statement.overlaps(span) for span in spans)))

    def share(self, text: str, pairing: Pairing) -> float:
        """Return which share of what a text says its passages have, 0 to 1.

        Its names do not count, since what is invented is mostly told of people whom the article names, and no figure of
        one digit does, since most articles have it.
        """
        keys = keys_of(text)
        told = keys - self._names - _SMALL or keys
        covered = {key for sentence in pairing.sentences for key in self._keys[sentence.number]}
        return len(told & covered) / len(told) if told else 1.0

    def _next(
        self, near: Iterable[Sentence], keys: frozenset[str], covered: set[str], chosen: Container[int]
    ) -> Sentence | None:
        """Return the sentence that adds most; of equals the one that shares most, then one that has readings."""
        best: tuple[tuple[float, float, bool, int], Sentence] | None = None
        for sentence in near:
            shared = keys & self._keys[sentence.number]
            new = shared - covered
            beside = sentence.number - 1 in chosen or sentence.number + 1 in chosen
            figure = beside and any(key.startswith("#") for key in new)
            if not new or not (figure or self._suffices(shared, keys)):
                continue
            gain, total = (round(sum(map(self._weight, some)), 9) for some in (new, shared))
            rank = (gain, total, sentence.number in self._readings, -sentence.number)
            if best is None or rank > best[0]:
                best = (rank, sentence)
        return best[1] if best else None

    def _suffices(self, shared: frozenset[str], keys: frozenset[str]) -> bool:
        """Tell whether a passage shares enough to be one: two keys, or of a short text one that stands nowhere else."""
        if len(shared) >= min(FEWEST, len(keys)):
            return True
        return len(keys) <= _SHORT and any(self._counts[key] == 1 for key in shared - self._names - _SMALL)

    def _told(self, keys: frozenset[str], sentences: Sequence[Sentence]) -> Iterable[Reading]:
        """Yield the readings of the sentences that the text is about: those that share most, and what no other has."""
        for sentence in sentences:
            readings = self._readings.get(sentence.number, ())
            shares = [sum(map(self._weight, keys & keys_of(reading.statement.text))) for reading in readings]
            least = _ONE * max(shares, default=0)
            yield from (reading for reading, share in zip(readings, shares, strict=True) if share >= least)

    def _weight(self, key: str) -> float:
        return self._weights.get(key, log(1 + len(self._sentences)))
