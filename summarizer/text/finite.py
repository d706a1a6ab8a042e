"""Finite verbs: which words of a statement are verbs, in which tense, and which of them is in a subordinate clause.

No dictionary: a word is a verb because of what stands before it («elle», «ne», «se», «qui»), because of its ending, or
because the table ``fr/tenses.json`` makes its form of an infinitive. A walk from left to right counts the subordinators
that still wait for their verb; a verb for which none waits is one of a main clause. Never in it: what tense is meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from summarizer.domain.span import Span
from summarizer.domain.terms import Tense
from summarizer.text.bringing import brought_by
from summarizer.text.conditionals import is_participle
from summarizer.text.holders import is_infinitive
from summarizer.text.pack import table, word_set
from summarizer.text.verb_forms import adverbs_ahead, participle_near, past_with_etre, tense_by_ending, verb_shape
from summarizer.text.view import View, Word

_RELATIVES = word_set("tenses", "relatives")
_CONJUNCTIONS = word_set("tenses", "conjunctions")
_QUE = word_set("tenses", "que")
_JOINED = word_set("tenses", "joined")
"""Words that make a conjunction with *que*: «depuis que»; «ce que» is a relative."""
_SUBJECTS = word_set("tenses", "subjects")
_STRESSED = word_set("tenses", "stressed")
_CLITICS, _OBJECTS = word_set("tenses", "clitics"), word_set("tenses", "objects")
_WEAK_BEFORE = word_set("tenses", "weak_before")
_AVOIR, _ETRE = word_set("tenses", "avoir"), word_set("tenses", "etre")
_THEN, _THEN_AHEAD = word_set("tenses", "then"), word_set("tenses", "then_ahead")
_TRANSPARENT = word_set("tenses", "transparent")
"""Verbs whose *que*-clause is what the statement says: «il semble que»."""
_SURE_STATES, _GOING = word_set("tenses", "sure_states"), word_set("tenses", "going")
_NOT_AFTER_A_PRONOUN = word_set("tenses", "not_after_a_pronoun")
_BARE_LETTERS = word_set("tenses", "bare_letters")
_CONDITIONS = word_set("tenses", "conditions")
_CLOSED = (
    _RELATIVES | _CONJUNCTIONS | _QUE | _CONDITIONS | _SUBJECTS | _STRESSED | _CLITICS | _OBJECTS | _AVOIR | _ETRE
) | (_THEN | _THEN_AHEAD | _GOING)
"""Words that the walk looks at whatever stands around them."""
_INVERTED = re.compile(r"-(?:t-)?(?:il|elle|on|ils|elles|je|tu|nous|vous|ce)$")
_NEGATORS, _NEGATIVE_SUBJECTS = word_set("tenses", "negators"), word_set("tenses", "negative_subjects")
_RESTRICTING, _FILLERS = word_set("tenses", "restricting"), word_set("tenses", "fillers")


@cache
def _reporting() -> frozenset[str]:
    """Return the forms of verbs of saying that take a *que*-clause."""
    verbs = table("cues")["verbs"]
    return frozenset(form for verb in verbs if "que" in verb["frames"] for form in verb["forms"])


@cache
def _deciding() -> frozenset[str]:
    """Return participles that bring a *que*-clause with «avoir» without being verbs of saying: «a décidé que»."""
    return frozenset(table("conditionals")["que_past_verbs"]["extra_participles"])


@cache
def _numerals() -> frozenset[str]:
    cardinals = table("numbers")["cardinals"]
    return frozenset(cardinals["units"]) | frozenset(cardinals["teens"])


@dataclass(frozen=True, slots=True)
class Finite:
    """A finite verb of a statement. ``index`` is its place among the statement's words.

    ``main``: not under a subordinator of the statement; ``frame``: of the words that give it to somebody.
    """

    word: Word
    index: int
    tense: Tense
    main: bool
    frame: bool
    negated: bool = False


def walk(view: View, statement: Span, frames: tuple[Span, ...], forms: frozenset[int]) -> tuple[Finite, ...]:
    """Return the finite verbs of a statement in order; ``forms`` are the offsets of its conditional forms."""
    walker = _Walker(view, view.words_in(statement.start, statement.end), frames, forms)
    return walker.run()


def first_main(view: View, statement: Span, forms: frozenset[int]) -> Finite | None:
    """Return the first finite verb of a main clause, as ``walk`` finds it where no words are a frame."""
    words = view.words_in(statement.start, statement.end)
    found = _Walker(view, words, (), forms).run(to_main=True)
    return found[-1] if found and found[-1].main else None


class _Walker:
    """The walk over one statement: what waits for a verb, and whether the next word is bound to be one."""

    def __init__(self, view: View, words: tuple[Word, ...], frames: tuple[Span, ...], forms: frozenset[int]) -> None:
        self.view = view
        self.words = words
        self.frames = (*frames, *brought_by(view, words))
        self.forms = forms
        self.found: list[Finite] = []
        self.waiting = 0
        self.since = 0
        self.aside = False
        self.expected = False
        self.below = False

    def run(self, *, to_main: bool = False) -> tuple[Finite, ...]:
        """Walk, and return what was found; ``to_main``: up to the first verb of a main clause."""
        low, end, forms = self.view.low, 0, self.forms
        for index, word in enumerate(self.words):
            if index and word.start - end > 1:
                self._gap(low[end : word.start])
            end = word.end
            self.since += 1
            text = word.low
            if text in _CLOSED:
                self._step(index, word)
            elif self.expected or text == "entre" or verb_shape(text) is not None or "-" in text or word.start in forms:
                self._verb(index, word)
            if to_main and self.found and self.found[-1].main:
                break
        return tuple(self.found)

    def _gap(self, gap: str) -> None:
        """Close a clause at a comma or a stronger mark; a comma right behind «qui» only opens an aside."""
        if ":" in gap or ";" in gap or '"' in gap or "(" in gap or ")" in gap:
            self.expected = False
            if ":" in gap or ";" in gap:
                self.waiting, self.below = 0, False
        if "," in gap or " - " in gap:
            self.expected = self.below = False
            if self.waiting and self.since == 0:
                self.aside = True
            elif self.aside:
                self.aside = False
            else:
                self.waiting = 0

    def _step(self, index: int, word: Word) -> None:
        low = word.low
        if low in _RELATIVES or low in _CONJUNCTIONS:
            self._subordinate(index)
            self.expected = low == "qui" and self._before(index) not in word_set("syntax", "prepositions")
        elif low in _QUE:
            self._que(index)
        elif self._condition(index, low):
            self._subordinate(index)
        elif low in _SUBJECTS or low in _CLITICS:
            elided = len(low) > 1 or low == "y" or self.view.low.startswith("'", word.end)
            self.expected = elided and not self.view.flat.startswith("Me ", word.start)
        elif low in _STRESSED and not self.expected:
            self.expected = self._before(index) not in _WEAK_BEFORE
        elif low in _OBJECTS and self.expected:
            pass
        else:
            self._verb(index, word)

    def _verb(self, index: int, word: Word) -> None:
        tense = self._tense(index, word)
        self.expected = False
        if tense is not None:
            self._add(index, word, tense)

    def _before(self, index: int) -> str:
        return self.words[index - 1].low if index else ""

    def _condition(self, index: int, low: str) -> bool:
        if low not in _CONDITIONS:
            return False
        after = self.words[index + 1].low if index + 1 < len(self.words) else ""
        if low == "comme":
            return after in _SUBJECTS or after in _STRESSED
        return low == "si" or (low == "s" and after in ("il", "ils"))

    def _subordinate(self, index: int) -> None:
        if index == int(self.words[0].low == "là") and not self._opens_sentence():
            return  # a statement cut off at its conjunction: its verb is the statement's own
        self.waiting += 1
        self.since = 0
        self.aside = False

    def _opens_sentence(self) -> bool:
        start = self.words[0].start
        sentence = self.view.sentence_at(start)
        return sentence is None or start - sentence.span.start < 3

    def _que(self, index: int) -> None:
        self.expected = False
        before = self._before(index)
        last = self.found[-1] if self.found else None
        joined = before in _JOINED
        if last is not None and last.frame and last.main and not joined and not self.waiting:
            return  # «affirme que»: what follows is what the statement says
        framed = any(span.start <= self.words[index].start < span.end for span in self.frames)
        if framed or (index == 0 and not self._opens_sentence()):
            return
        if before in ("plus", "moins", "autant", "aussi", "ainsi"):
            return  # a comparison: «plus que prévu»
        self._subordinate(index)

    def _tense(self, index: int, word: Word) -> Tense | None:
        """Return the tense of the word where it is a finite verb."""
        low = word.low
        if word.start in self.forms:
            return "unspecified"
        if "-" in low:
            low = _INVERTED.sub("", low)
            if "-" in low:
                return None
            bound = low != word.low
        else:
            bound = False
        bound = bound or self.expected
        auxiliary = self._auxiliary(index, low, bound)
        if auxiliary is not None:
            return auxiliary
        if bound:
            return tense_by_ending(low) if self._can_be_verb(low) else None
        after = self.words[index + 1].low if index + 1 < len(self.words) else ""
        if low == "entre" and after in ("en", "dans", "au", "aux", "à"):
            return "present"  # no preposition: «entre en vigueur»
        if low == "durent" and is_infinitive(after):
            return "past"  # of «devoir», not of «durer»
        shape = verb_shape(low)
        if shape is None or index == 0:
            return None
        kind, tense = shape
        return tense if self._fits(index, kind) else None

    def _auxiliary(self, index: int, low: str, bound: bool) -> Tense | None:
        if low in _THEN:
            return "past"
        if low in _THEN_AHEAD:
            return "future"
        if low not in _AVOIR and low not in _ETRE and low not in _GOING:
            return None
        following = [other.low for other in self.words[index + 1 : index + 7]]
        if low in _AVOIR:
            if low == "a" and ((index == 0 and not bound) or self._ago(index, following)):
                return None  # «A Paris», without its accent; «il y a deux ans»
            return "past" if participle_near(following) else "present"
        if low in _GOING:
            ahead = [other for other in following if not self._stands_between(other)]
            return "future" if ahead and is_infinitive(ahead[0]) else "present"
        if not bound and self._before(index) in ("l", "d", "nord", "sud"):
            return None  # «l'est du pays»
        if low.startswith("soi") and not self.waiting and not self._reported():
            return None  # «soit 12 de mieux»
        return "past" if past_with_etre(self.view, self.words[index], following) else "present"

    def _ago(self, index: int, following: list[str]) -> bool:
        there = [word.low for word in self.words[max(0, index - 2) : index]] == ["il", "y"]
        return there and bool(word_set("tenses", "spans_of_time") & set(following[:3]))

    @staticmethod
    def _stands_between(low: str) -> bool:
        """Tell whether a word may stand between «va» and its infinitive: a pronoun or an adverb."""
        between = low in word_set("syntax", "between_verb_and_participle") or low.endswith("ment")
        return between or low in _CLITICS or low in _OBJECTS

    def _reported(self) -> bool:
        return bool(self.found) and self.found[-1].frame

    def _can_be_verb(self, low: str) -> bool:
        if low in _NOT_AFTER_A_PRONOUN or low in _BARE_LETTERS or low.isdigit() or len(low) < 2:
            return False
        if low.endswith(("é", "ée", "és", "ées", "ant")) or low in ("avoir", "être"):
            return False
        return verb_shape(low) is not None or not is_infinitive(low)  # «ouvre» ends like an infinitive

    def _fits(self, index: int, kind: str) -> bool:
        """Tell whether what stands around lets a form be a verb: no determiner before it, no noun's place."""
        before = self._before(index)
        if kind == "sure" and (before == "en" or before.isdigit()):
            return True
        if kind == "sure" and self._never_a_noun(index):
            return True
        if kind == "sure" and index > 1 and self.words[index - 2].low == "sur" and before in _numerals():
            return True  # «un sur trois roulait»
        if before in word_set("tenses", "before_nouns") or before in word_set("syntax", "noun_markers"):
            return False
        if before.isdigit() or before in word_set("syntax", "prepositions") or before in _BARE_LETTERS:
            return False
        if kind == "sure":
            return True
        if kind == "plural":
            return before.endswith(("s", "x", "z")) and before not in word_set("tenses", "never_subjects")
        after = self.words[index + 1] if index + 1 < len(self.words) else None
        gap = self.view.low[self.words[index].end : after.start] if after is not None else ""
        if after is None or gap not in (" ", ' "') or before in ("et", "ou", "ni"):
            return False
        if kind == "participle" and self._behind_auxiliary(index):
            return False  # «avait interdit la marche»
        if kind == "participle":
            return after.low in word_set("tenses", "before_objects") or after.low[0].isdigit()
        if after.low in ("de", "d"):
            return index + 2 < len(self.words) and is_infinitive(self.words[index + 2].low)
        return after.low not in word_set("tenses", "behind_nouns")  # «un violent incendie s'est déclaré»

    def _never_a_noun(self, index: int) -> bool:
        """Tell whether a verb that ends like no noun stands behind its object, or an adjective of its subject.

        A future («les juges l'entendront») or an imperfect («La dette nette atteignait»).
        """
        low, before = self.words[index].low, self._before(index)
        if low.endswith(("ait", "aient")):
            return index > 2 and before in word_set("tenses", "before_nouns")
        return low.endswith("ront") and before in ("l", "le", "la", "les", "leur") and index > 1

    def _behind_auxiliary(self, index: int) -> bool:
        at = index - 1
        while at > 0 and adverbs_ahead([self.words[at].low], 0):
            at -= 1
        low = self.words[at].low
        return at >= 0 and (low in _AVOIR or low in _ETRE or low in _THEN or low in _THEN_AHEAD or low == "aurait")

    def _add(self, index: int, word: Word, tense: Tense) -> None:
        frame = any(span.start <= word.start < span.end for span in self.frames) or self._says_that(index, word.low)
        main = not self.waiting
        if self.waiting:
            self.waiting -= 1
            self.below = True
        elif self.below and self._goes_on(index):
            main = False
        else:
            self.below = False
        self.found.append(Finite(word, index, tense, main, frame, self._negated(index)))

    def _negated(self, index: int) -> bool:
        """Tell whether the verb is negated: «ne» before it, and «pas», «rien», «aucun» around; «ne … que» is not."""
        at = index - 1
        while at >= 0 and (self.words[at].low in _OBJECTS or self.words[at].low in _CLITICS):
            if self.words[at].low in ("ne", "n"):
                break
            at -= 1
        if at < 0 or self.words[at].low not in ("ne", "n"):
            return False
        before = {other.low for other in self.words[max(0, at - 6) : at]}
        if before & _NEGATIVE_SUBJECTS or (before & {"pas", "plus"} and before & {"un", "une"}):
            return True
        behind = self.words[index + 1 : index + 8]
        for number, other in enumerate(behind):
            if other.low in _QUE:
                return False
            if other.low in _NEGATORS:
                return not _restricts(other.low, [word.low for word in behind[number + 1 :]])
        return False

    def _says_that(self, index: int, low: str) -> bool:
        """Tell whether the verb only brings what its *que*-clause says: «il semble que», «confirme seulement que»."""
        if low in _AVOIR or low in ("avait", "avaient") or (low in ("était", "fut") and self._before(index) == "il"):
            after = (other for other in self.words[index + 1 : index + 4] if is_participle(other.low))
            said = next(after, None)
            if said is None or (said.low not in _reporting() and said.low not in _deciding()):
                return False
            index, low = self.words.index(said, index), said.low
        following = [other.low for other in self.words[index + 1 : index + 4]]
        if (
            low in _reporting()
            and following
            and ":" in self.view.low[self.words[index].end : self.words[index + 1].start]
        ):
            return True
        at = 1 if "qu" in following[1:2] or "que" in following[1:2] else 0
        if not following or following[min(at, len(following) - 1)] not in _QUE:
            return False
        if at and not (following[0].endswith("ment") or following[0] in _SURE_STATES or following[0] in _FILLERS):
            return False
        if low in _ETRE:
            return bool(at) and following[0] in _SURE_STATES and self._before(index) == "il"
        return low in _TRANSPARENT or low in _reporting() or low in _deciding()

    def _goes_on(self, index: int) -> bool:
        """Tell whether the verb is joined to the subordinate one before it: «qui dort et ne mange pas»."""
        at = index - 1
        while at >= 0 and (self.words[at].low in _CLITICS or self.words[at].low in _OBJECTS):
            at -= 1
        return at >= 0 and self.words[at].low in ("et", "ou", "puis", "ni")


def _restricts(negator: str, behind: list[str]) -> bool:
    """Tell whether a negator only opens a restriction or a comparison: «plus que», «pas d'autre choix que».

    «Pas seulement» and «aucun doute» deny nothing either; «un de plus que» compares and denies.
    """
    if behind[:1] in (["seulement"], ["uniquement"], ["simplement"]) and negator == "pas":
        return True
    if negator == "aucun" and behind[:1] == ["doute"]:
        return True
    at = next((number for number, low in enumerate(behind) if low not in _RESTRICTING), len(behind))
    participle = at < len(behind) and behind[at] not in _QUE and is_participle(behind[at])
    if negator == "plus" and participle and behind[at] not in _reporting():
        at += 1  # «n'est plus délivré que sur avis»
    if {"plus", "moins"} & set(behind[:at]):
        return False
    return behind[at : at + 1] in (["que"], ["qu"]) and behind[at + 1 : at + 2] not in (["il"], ["elle"], ["on"])
