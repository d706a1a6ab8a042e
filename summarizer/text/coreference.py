"""Who is meant by a pronoun, or by a phrase that stands like one («l'élue», «la même source»).

A pronoun takes the likeliest holder or person close by that agrees with it, and nobody where two are as likely. Never
in it: short definite phrases («le préfet»: ``repeats``), joining actors of a brief (``engines.rules.actors``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from summarizer.domain.analysis import Attribution, Holder, Name
from summarizer.domain.span import Span
from summarizer.text.descriptions import calls, is_other_trade
from summarizer.text.genders import FEMININE_NOUN, gender, gender_of_name, is_feminine
from summarizer.text.holders import head, head_word, holder_at, tables
from summarizer.text.pack import word_set
from summarizer.text.repeats import THERE, is_brought_in, spoken_of, suffers, takes_up
from summarizer.text.view import View

_POSSESSIVES = frozenset(("ses", "leurs"))
"""Holders that «à ses yeux», «à les entendre» leave to what stands before; nothing shows their gender."""
_SPOKEN = ("il", "elle", "ils", "elles")
_SPEECH = 30
"""Characters from which a quotation is speech and no quoted words."""
_HEARD = 80
"""Attributions and names before a pronoun that may be meant by it, the last ones."""
_OPENING = 3
"""Words before a pronoun that still opens its sentence: only there it repeats a phrase of the sentence before."""
_PHRASE_WORDS = 4
"""Words of a subject at most that a pronoun of its own sentence repeats: longer ones have run over their verb."""
_MEMORY = 3
"""Sentences over which a pronoun looks back for a named person before it takes an older holder."""
_PLURAL = re.compile(
    r"^(?:les |des |plusieurs |certains |certaines |d'autres |nombre |deux |trois |quatre |cinq |six |sept |huit |"
    r"neuf |dix |onze |douze |quinze |vingt |trente |cent |quarante |cinquante |soixante |"
    r"(?:dix|vingt|trente|quarante|cinquante|soixante|quatre)-[\w-]+ |une (?:diz|vingt|quinz|cent|douz|trent)aine |"
    r"\d+ |ces |ses |nos |leurs |mm\. )",
    re.IGNORECASE,
)
_TWO = re.compile(r"\bet (?:le |la |les |l['’]|m\. |mme |[A-ZÀ-Þ])")
"""«le maire et le préfet»: two, whom «il» does not mean."""


def resolve_pronouns(view: View, attributions: list[Attribution], names: tuple[Name, ...]) -> tuple[Attribution, ...]:
    """Return the attributions with their pronouns replaced by whom they stand for, where that is clear."""
    resolved: list[Attribution] = []
    known: dict[str, bool] = {}  # people that a pronoun stood for already: whether it was feminine
    starts = [name.span.start for name in names]
    for attribution in attributions:
        holder = attribution.holder
        recent, close = resolved[-_HEARD:], _close(names, starts, holder)
        if holder is not None and takes_up(holder):
            meant = spoken_of(view, holder, recent)
            if meant is not None or holder.name in THERE:
                attribution = replace(attribution, holder=meant)
        elif holder is not None and _is_epithet(holder) and not is_brought_in(view, holder):
            named = _taken_up(view, holder, recent, close)
            if named is not None:
                attribution = replace(attribution, holder=replace(named, phrase=named.phrase or holder.span))
        elif holder is not None and is_pronominal(holder):
            if _is_quoted(view, holder, names):
                resolved.append(attribution)
                continue
            if holder.name in _POSSESSIVES:
                owner = _owner(view, holder, recent, close)
                resolved.append(replace(attribution, holder=owner))
                continue
            feminine = is_feminine(holder)
            others = tuple(name for name in close if known.get(head(name.text), feminine) == feminine)
            before = [a for a in recent if a.holder is None or known.get(head(a.holder.name), feminine) == feminine]
            if attribution.cue.type == "verb_denial":
                before = [a for a in before if a.holder is None or not _accuses(a.holder)]
            antecedent = (
                _own_subject(view, holder)
                or _brought_in(view, holder)
                or _antecedent(view, holder, before, others)
                or _opening(view, holder)
            )
            if antecedent is not None and attribution.cue.type == "verb_denial" and _accuses(antecedent):
                antecedent = None
            if antecedent is not None:
                attribution = replace(attribution, holder=antecedent)
                known.setdefault(head(antecedent.name), feminine)
        resolved.append(attribution)
    return tuple(resolved)


_EPITHET = re.compile(
    r"^(?:le |la |l'|cet |ce |cette )(?:(?:ancien|jeune|vieux|vieille|même)(?:ne)? )?(?:ex-)?([^\W\d_]+)"
)
_FORMER = re.compile(r"^(?:l'|cet |cette )ancien(?:ne)? |^(?:l'|cet |cette )ex-")


def _is_epithet(holder: Holder) -> bool:
    """Tell whether the phrase takes up a person named before: «l'élue», «l'ancien pilote», «ce vieux routier»."""
    low = holder.name.lower().replace("’", "'")
    match = _EPITHET.match(low)
    proper = any(word[:1].isupper() for word in re.split(r"[ '’]", holder.name)[1:])
    compound = " ".join(head(holder.name).split(" ")[:2])
    stands = proper or is_pronominal(holder) or (" " in compound and compound in tables().kinds)
    if match is None or stands or holder.kind != "person":
        return False
    return (
        match.group(1) in word_set("holders", "epithets")
        or _FORMER.match(low) is not None
        or low.startswith(("ce ", "cet ", "cette "))
    )


def _taken_up(view: View, holder: Holder, before: list[Attribution], names: tuple[Name, ...]) -> Holder | None:
    """Return the person or anonymous speaker that the phrase takes up, or None where nobody near agrees.

    A person whose office is that noun comes first; a phrase that stood before in full is left to ``with_full_names``.
    """
    noun = head_word(holder.name).removeprefix("ex-")
    if any(a.holder is not None and head_word(a.holder.name) == noun for a in before):
        return None
    if any(name.role and noun in head(name.role).split(" ") for name in names if name.span.start < holder.span.start):
        return None
    shown = gender(holder.name) or ("f" if FEMININE_NOUN.match(noun) else "")
    pronoun = Holder("elle" if shown == "f" else "il", holder.span, "person")
    before = [a for a in before if a.holder is None or not is_other_trade(noun, a.holder.name)]
    names = tuple(name for name in names if not is_other_trade(noun, name.role))
    found = _antecedent(view, pronoun, before, names)
    if found is None or found.kind not in ("person", "unknown") or suffers(view, found, names):
        return None
    proper = re.search(r"[A-ZÀ-Þ][\w-]+ [A-ZÀ-Þ]|\b[A-ZÀ-Þ][a-zà-ÿ-]{2,}$", found.name) is not None
    demonstrative = holder.name.lower().startswith(("ce ", "cet ", "cette "))
    return found if proper or (demonstrative and found.anonymous) or calls(noun, found.name) else None


def _close(names: tuple[Name, ...], starts: list[int], holder: Holder | None) -> tuple[Name, ...]:
    """Return the names before a holder that may be meant: the last ``_HEARD``, so that reading stays linear."""
    if holder is None:
        return ()
    stop = bisect_left(starts, holder.span.start)
    return names[max(0, stop - _HEARD) : stop]


def is_pronominal(holder: Holder) -> bool:
    """Tell whether the holder is a pronoun or stands like one («l'intéressé»)."""
    low = holder.name.lower().replace("’", "'")
    return low in tables().personal_pronouns or low in tables().anaphors or holder.name in _POSSESSIVES


def _owner(view: View, holder: Holder, before: list[Attribution], names: tuple[Name, ...]) -> Holder | None:
    """Return whose «ses» or «leurs» it is: the last holder close by of that number, else the last person named."""
    plural = holder.name == "leurs"
    sentence = view.sentence_at(holder.span.start)
    floor = view.sentences[max(0, (sentence.number if sentence else 1) - 1 - _MEMORY)].span.start
    for attribution in reversed(before):
        other = attribution.holder
        if other is None or other.span.start < floor or other.kind == "document" or is_pronominal(other):
            continue
        if plural == bool(_PLURAL.match(other.name)) or (plural and other.kind not in ("person", "unknown")):
            return other
    people = [n for n in names if n.kind == "person" and floor <= n.span.start < holder.span.start]
    return Holder(people[-1].text, people[-1].span, "person") if people and not plural else None


@dataclass(frozen=True, slots=True)
class _Seen:
    """Somebody who may be meant, and where he was last heard of: at his words, or at his name."""

    holder: Holder
    at: int
    gendered: bool = False


def _antecedent(view: View, pronoun: Holder, before: list[Attribution], names: tuple[Name, ...]) -> Holder | None:
    """Return who the pronoun stands for: the nearest agreeing holder or person close by, else an older holder."""
    if pronoun.name.lower().startswith(("ce", "cette ")):
        last = _phrase_before(view, pronoun, last=True)
        if last is not None:
            return last
    sentence = view.sentence_at(pronoun.span.start)
    number = sentence.number if sentence else 1
    floor = view.sentences[max(0, number - 1 - _MEMORY)].span.start
    heard = [
        _Seen(a.holder, max(a.holder.span.start, a.cue.span.start))
        for a in before
        if a.holder is not None and a.role == "origin" and _agrees(pronoun, a.holder)
        if a.holder.name.lower() not in word_set("holders", "nobody")
    ]
    people = [_Seen(person, person.span.start) for person in _people_before(view, pronoun, names)]
    people = [seen for seen in people if _agrees(pronoun, seen.holder)]
    near = [seen for seen in heard if seen.at >= floor and not _stale(view, seen, pronoun)]
    near += [seen for seen in people if seen.at >= floor]
    near += _subject_before(view, pronoun, names)
    spoken_of = _in_same_sentence(view, pronoun)
    near += spoken_of
    speakers = {
        head(a.holder.name)
        for a in before
        if a.holder is not None and _sentences_back(view, a.cue.span.start, number) <= 1
    }
    if near:

        def likely(seen: _Seen) -> int:
            told_of = 4 * (seen in spoken_of)
            return _likeliness(view, pronoun, seen) + 3 * (head(seen.holder.name) in speakers) + told_of

        ranked = sorted(near, key=lambda seen: (likely(seen), seen.at))
        best = ranked[-1]
        rival = next((other for other in reversed(ranked) if head(other.holder.name) != head(best.holder.name)), None)
        told = rival is not None and likely(rival) == likely(best)
        return None if told and not gender(best.holder.name) else best.holder
    phrase = _phrase_before(view, pronoun)
    if phrase is not None:
        return phrase
    far = [seen for seen in heard if not seen.holder.anonymous] + people
    found = max(far, key=lambda seen: seen.at, default=None)
    return found.holder if found is not None else None


def _in_same_sentence(view: View, pronoun: Holder) -> list[_Seen]:
    """Return the persons that the same sentence speaks of before the pronoun («le pilote aurait bu…, il s'en défend»).

    An inverted pronoun is the speaker himself: nobody of his own words.
    """
    here = view.sentence_at(pronoun.span.start)
    if here is None or view.low[pronoun.span.start - 1 : pronoun.span.start] == "-":
        return []
    found = []
    for word in view.words_in(here.span.start, pronoun.span.start):
        if word.low in ("le", "la", "l", "les"):
            holder = holder_at(view, word.start, pronoun.span.start)
            if holder is not None and holder.kind == "person" and _agrees(pronoun, holder):
                found.append(_Seen(holder, holder.span.start))
    return found[-1:]


def _accuses(holder: Holder) -> bool:
    """Tell whether the holder is who accuses, and so not who denies: «le parquet», «l'accusation»."""
    return head_word(holder.name) in word_set("holders", "accusers")


def _opening(view: View, pronoun: Holder) -> Holder | None:
    """Return the phrase that opens the pronoun's own sentence, where it agrees («Le parti a 34 élus ; il réclame…»)."""
    here = view.sentence_at(pronoun.span.start)
    if here is None or here.span.start == pronoun.span.start or view.low[pronoun.span.start - 1] == "-":
        return None
    holder = holder_at(view, here.span.start, pronoun.span.start)
    opening = view.words_in(here.span.start, here.span.end)[0].low
    if holder is None or holder.kind == "unknown" or opening not in tables().determiners:
        return None
    if len(holder.name.split()) > _PHRASE_WORDS:
        return None
    return holder if _agrees(pronoun, holder) else None


def _is_quoted(view: View, pronoun: Holder, names: tuple[Name, ...]) -> bool:
    """Tell whether a quotation holds the pronoun and names nobody before it: whom it means only its speaker knows."""
    quotation = view.quotation_at(pronoun.span.start)
    inverted = view.low[pronoun.span.start - 1 : pronoun.span.start] == "-" or pronoun.name.lower() not in _SPOKEN
    if quotation is None or inverted or len(quotation.inner.text) < _SPEECH:
        return False
    told = any(tables().kinds.get(w.low) == "person" for w in view.words_in(quotation.span.start, pronoun.span.start))
    return not told and not any(quotation.span.start <= name.span.start < pronoun.span.start for name in names)


_PARTICIPLE = re.compile(r"[^\W\d_]{2,}(?:é|i|u|is|it|ert|int)e?s?(?: [^,;:.\"]{2,60})?, $")


def _brought_in(view: View, pronoun: Holder) -> Holder | None:
    """Return whom the sentence before brings in without a name: «Un homme a été interpellé. Placé en…, il nie…»."""
    here = view.sentence_at(pronoun.span.start)
    if here is None or here.number < 2 or _PARTICIPLE.fullmatch(view.low, here.span.start, pronoun.span.start) is None:
        return None
    there = view.sentences[here.number - 2]
    if there.kind != "body" or there.paragraph != here.paragraph:
        return None
    new = [w for w in view.words_in(there.span.start, there.span.end) if w.low in ("un", "une")]
    found = [holder_at(view, word.start, there.span.end) for word in new]
    people = [holder for holder in found if holder is not None and holder.kind == "person" and _agrees(pronoun, holder)]
    return people[0] if len(people) == 1 else None


def _own_subject(view: View, pronoun: Holder) -> Holder | None:
    """Return the body that opens the pronoun's sentence before a semicolon: «La chambre a voté ; elle demande…»."""
    if not view.low.endswith("; ", 0, pronoun.span.start):
        return None
    holder = _opening(view, pronoun)
    return holder if holder is not None and holder.kind != "person" and gender(holder.name) else None


def _subject_before(view: View, pronoun: Holder, names: tuple[Name, ...]) -> list[_Seen]:
    """Return the person that opens the sentence before, where the pronoun opens its own: he acts, and then speaks."""
    subject = _phrase_before(view, pronoun)
    there = view.sentence_at(subject.span.start) if subject is not None else None
    if subject is None or subject.kind != "person" or there is None or there.span.start != subject.span.start:
        return []
    named = [name for name in names if name.kind == "person" and name.span.within(subject.span)]
    holder = Holder(named[-1].text, named[-1].span, "person") if named else subject
    return [_Seen(holder, subject.span.start, bool(gender(subject.name)))]


def _opens(view: View, pronoun: Holder, start: int) -> bool:
    """Tell whether hardly a word of its sentence stands before the pronoun, quoted ones aside."""
    said = sum(
        len(view.words_in(max(start, q.span.start), q.span.end))
        for q in view.quotations
        if start < q.span.end <= pronoun.span.start
    )
    return len(view.words_in(start, pronoun.span.start)) - said <= _OPENING


def _phrase_before(view: View, pronoun: Holder, *, last: bool = False) -> Holder | None:
    """Return the phrase of the sentence before that the pronoun repeats: its subject, else the last that agrees."""
    here = view.sentence_at(pronoun.span.start)
    if here is None or here.number < 2 or not _opens(view, pronoun, here.span.start):
        return None
    quotation = _quotation_before(view, pronoun)
    first = view.sentence_at(quotation.start) if quotation is not None and quotation.start < here.span.start else here
    if first is None or first.number < 2:
        return None
    there = view.sentences[first.number - 2]
    if there.kind != "body" or (there.paragraph != here.paragraph and not last):
        return None
    found = []
    position = there.span.start
    for word in view.words_in(there.span.start, there.span.end):
        if word.start < position or (word.low not in tables().determiners and word.start != there.span.start):
            continue
        ahead = [other.low for other in view.words_before(word.start, 1, there.span.start)]
        lead = word.low in ("au", "aux", "du", "d") or (ahead and ahead[0] in word_set("syntax", "prepositions"))
        several = pronoun.name.lower() in ("ils", "elles") and word.low in tables().indefinite
        if lead and not last and not several:
            continue
        joined = last and word.low in ("au", "aux", "du")
        holder = holder_at(view, word.end + 1 if joined else word.start, there.span.end)
        if holder is None or (last and holder.kind == "unknown"):
            continue
        agrees = holder.kind != "unknown" and _agrees(pronoun, holder, documents=True)
        position = holder.span.end if agrees or not last else position
        if agrees:
            found.append(holder)
            if word.start == there.span.start and not last:
                return holder
    return found[-1] if found else None


def _people_before(view: View, pronoun: Holder, names: tuple[Name, ...]) -> list[Holder]:
    """Return the persons named before the pronoun, without those whose office is of the other gender.

    Nor those named in the quotation it follows: «… M. X devait payer », a-t-il dit» is not X speaking.
    """
    feminine = is_feminine(pronoun)
    quotation = _quotation_before(view, pronoun)
    return [
        Holder(name.text, name.span, "person")
        for name in names
        if name.kind == "person"
        and name.span.end <= pronoun.span.start
        and (quotation is None or not quotation.start <= name.span.start < quotation.end)
        and gender_of_name(view, name) in ("", "f" if feminine else "m")
    ]


def _quotation_before(view: View, pronoun: Holder) -> Span | None:
    """Return the quotation that ends in the sentence of the pronoun, before it, or None."""
    sentence = view.sentence_at(pronoun.span.start)
    ends = [q.span for q in view.quotations if q.span.end <= pronoun.span.start]
    return ends[-1] if ends and sentence is not None and ends[-1].end > sentence.span.start else None


def _likeliness(view: View, pronoun: Holder, seen: _Seen) -> int:
    """Return how likely the pronoun means this holder: shown gender and section weigh 2, person and subject 1."""
    here, there = view.sentence_at(pronoun.span.start), view.sentence_at(seen.at)
    score = 2 * (seen.gendered or bool(gender(seen.holder.name))) + (seen.holder.kind == "person")
    if here is not None and there is not None:
        score += here.number - there.number <= 1
        score += 2 * (here.section == there.section) + (seen.holder.span.start - there.span.start <= 4)
    return score


def _sentences_back(view: View, offset: int, number: int) -> int:
    there = view.sentence_at(offset)
    return number - there.number if there is not None else number


def _stale(view: View, seen: _Seen, pronoun: Holder) -> bool:
    """Tell whether an anonymous holder is too far back to be meant."""
    here, there = view.sentence_at(pronoun.span.start), view.sentence_at(seen.at)
    return seen.holder.anonymous and here is not None and there is not None and here.number - there.number > 2


def _agrees(pronoun: Holder, holder: Holder, *, documents: bool = False) -> bool:
    low = pronoun.name.lower()
    if low.endswith(("intéressé", "intéressée")) and holder.kind not in ("person", "unknown"):
        return False
    plural = low in ("ils", "elles", "ceux-ci", "celles-ci") or low.startswith("ces ")
    if is_pronominal(holder) or (holder.kind == "document" and not documents):
        return False
    if (_PLURAL.match(holder.name) is not None or _TWO.search(holder.name) is not None) != plural:
        return False
    shown = gender(holder.name)
    return not shown or (shown == "f") == is_feminine(pronoun)
