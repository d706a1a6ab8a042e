"""The cast of one article: which words of names belong together, so that a text may name somebody otherwise than its
passage does («M. Velm» there, «Radan Velm» here) but nobody else.

Never in it: who the actors of a brief are; that is ``inventory``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from summarizer.domain.analysis import Analysis, Name
from summarizer.text.fold import composed
from summarizer.text.gazetteer import government_of, stem_of, territory_of
from summarizer.text.repeating import name_key
from summarizer.text.telling import stems_of, told

_SHORTEST_STEM = 4
"""Letters of a territory's stem below which it is no evidence for its demonym."""
_OFTEN = 2
"""Times that an article names or quotes whom it is about, at least."""


class Cast:
    """Groups of words that name one actor. Every word is a ``name_key``."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that has a capital inside a sentence of the article."""
        texts = [sentence.span.text for sentence in self._analysis.sentences if sentence.kind != "noise"]
        return frozenset(word for text in texts for word in told(text).names)

    @cached_property
    def people(self) -> frozenset[str]:
        """Every word with a capital of a person's name."""
        people = [name for name in self._analysis.names if name.kind == "person"]
        return frozenset(word for name in people for word in _capitalised(name.text))

    @cached_property
    def everything(self) -> frozenset[str]:
        """Every word of the article, with a capital or not."""
        return _all_words(self._analysis.article.text)

    @cached_property
    def spoken_of(self) -> frozenset[str]:
        """The words of names and of bodies, and those that tell who the article gives words to («la mairie»)."""
        holders = [one.holder.name for one in self._analysis.attributions if one.holder is not None]
        holders += [one.text for one in self._analysis.names if one.kind not in ("person", "place", "unknown")]
        return self.words | {name_key(word) for name in holders for _, word in told(name).stems}

    @cached_property
    def roles(self) -> frozenset[str]:
        """The words that tell what somebody of the article is: «le maire», «porte-parole»."""
        roles = [name.role for name in self._analysis.names if name.role]
        return frozenset(name_key(part) for role in roles for _, word in told(role).stems for part in word.split("-"))

    @cached_property
    def holders(self) -> tuple[str, ...]:
        """The different names of those to whom the article gives words, in order."""
        return tuple(dict.fromkeys(one.holder.name for one in self._analysis.attributions if one.holder is not None))

    @cached_property
    def _main(self) -> tuple[str, ...]:
        spoken = Counter(one.chain[0].holder.name for one in self._analysis.readings if one.chain)
        named = Counter(word for one in self._analysis.names if one.kind == "person" for word in _capitalised(one.text))
        return tuple(name for one in (spoken, named) for name, count in one.most_common(1) if count >= _OFTEN)

    @cached_property
    def _groups(self) -> tuple[frozenset[str], ...]:
        return _groups(self._analysis)

    @cached_property
    def _places(self) -> frozenset[str]:
        placed = [name.text for name in self._analysis.names if name.kind in ("place", "state", "state_body")]
        return frozenset(word for name in placed for word in _capitalised(name))

    def is_named(self, name: str) -> bool:
        """Tell whether a name has a word that the article writes with a capital."""
        return not self.words.isdisjoint(_all_words(name))

    def person_in(self, name: str) -> str:
        """Return the first word of a person's name in a phrase that is of him, not of what is his; else nothing."""
        words = name.replace("’", " ").replace("'", " ").split()
        at = next((place for place, word in enumerate(words) if not self.people.isdisjoint(_capitalised(word))), None)
        return "" if at is None or (at and words[at - 1].lower() in ("d", "de", "du", "des")) else words[at]

    def is_capital(self, name: str) -> bool:
        """Tell whether a name is only that of a place or a state."""
        wanted = _all_words(name) & self.words
        return bool(wanted) and wanted <= self._places

    def same(self, one: str, other: str) -> bool:
        """Tell whether two names have a word of a name in common, or words of one actor."""
        mine, theirs = self.words & _all_words(one), self.words & _all_words(other)
        return bool(mine & theirs) or any(group & mine and group & theirs for group in self._groups)

    def are_two(self, one: str, other: str) -> bool:
        """Tell whether two names are of two persons: words of persons' names, none in common."""
        mine, theirs = self.people & _all_words(one), self.people & _all_words(other)
        return bool(mine and theirs) and not mine & theirs and not self.same(one, other)

    def are_of_two_places(self, one: str, other: str) -> bool:
        """Tell whether two names are of the people of two places: «la partie ostranienne», «le camp karvélien»."""
        mine, theirs = self._territories(one), self._territories(other)
        return bool(mine and theirs) and not mine & theirs

    def _territories(self, name: str) -> frozenset[str]:
        lows = [word for word in name.replace("’", " ").replace("'", " ").split() if word.islower()]
        words = {name_key(word) for word in lows}
        return frozenset(place for place in self._places if _is_demonym(place, words))

    def is_main(self, name: str) -> bool:
        """Tell whether the article is about somebody: it names no person more often, or gives nobody more words."""
        return any(self.same(name, other) for other in self._main)

    def plays(self, name: str, description: str) -> bool:
        """Tell whether a description is of the role that the article gives to somebody of that name."""
        wanted = stems_of(description)
        mine = _all_words(name)
        return bool(wanted) and any(
            mine & _all_words(one.text) and wanted & stems_of(one.role) for one in self._analysis.names if one.role
        )

    def foreign(self, text: str, pieces: Sequence[str], names: Iterable[str]) -> tuple[str, ...]:
        """Return the words of names in a text that neither its passage nor the given names have, nor their actors."""
        mine = told(text)
        have = {word for piece in pieces for word in _all_words(piece)}
        have |= {word for name in names for word in _all_words(name)}
        wanted = [*mine.names, *(word for word in mine.openers if word in self.words)]
        missing = [word for word in dict.fromkeys(wanted) if word not in have]
        if not missing:
            return ()
        known = have | {word for group in self._groups if group & have for word in group}
        return tuple(word for word in missing if word not in known and not _is_demonym(word, have))


@lru_cache(maxsize=2048)
def _all_words(text: str) -> frozenset[str]:
    text = composed(text)
    return frozenset(_parts(text))


def _parts(text: str) -> list[str]:
    return name_key("".join([char if char.isalnum() else " " for char in text]).lower()).split()


def _is_demonym(word: str, have: Iterable[str]) -> bool:
    """Tell whether the passage has the people or the adjective of a territory: «Russie» over «les forces russes»."""
    stem = stem_of(word)
    return len(stem) >= _SHORTEST_STEM and any(other.startswith(stem) for other in have)


def _groups(analysis: Analysis) -> tuple[frozenset[str], ...]:
    names = analysis.names
    words = {name.text: frozenset(_capitalised(name.text)) for name in names}
    sets = set(words.values()) - {frozenset()}
    groups: dict[frozenset[str], set[str]] = {one: set(one) for one in sets}
    for short in sets:
        longer = [other for other in sets if short < other]
        whole = [other for other in longer if not any(other < third for third in longer)]
        if len(whole) == 1:
            groups[whole[0]] |= short
            groups[short] |= whole[0]
    for first, second in pairwise(names):
        if analysis.article.text[first.span.end : second.span.start] == " (":
            _join(groups, words[first.text], words[second.text])
    by_code: dict[str, list[Name]] = {}
    for name in names:
        code = territory_of(name.text) or government_of(name.text)
        if code:
            by_code.setdefault(code, []).append(name)
    for same in by_code.values():
        for other in same[1:]:
            _join(groups, words[same[0].text], words[other.text])
    return tuple(frozenset(group) for group in groups.values())


def _join(groups: dict[frozenset[str], set[str]], one: frozenset[str], other: frozenset[str]) -> None:
    if one in groups and other in groups:
        groups[one] |= groups[other]
        groups[other] |= groups[one]


def _capitalised(name: str) -> list[str]:
    return [
        part for word in name.replace("’", " ").replace("'", " ").split() if word[:1].isupper() for part in _parts(word)
    ]
