"""Voices: words given to somebody without a verb of the table beside its subject.

An inverted clitic between commas («, tempère-t-il,»), «pour lui», «à l'écouter», a verdict before a colon («le constat
de la Cour est sans appel : …»), a denial in the passive («démenti par Soriane»), «on» with the place it speaks from
(«côté patronal, on assure…»). The words stand in ``fr/voices.json``. Never in it: how far the words reach sentences
that follow (``readings``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial

from summarizer.domain.analysis import Attribution, Cue, Holder, Sentence
from summarizer.domain.span import Span
from summarizer.domain.terms import CueType
from summarizer.text.holders import holder_at
from summarizer.text.pack import pattern, table, word_set
from summarizer.text.repeats import THERE
from summarizer.text.reporting import VerbUse, after_clause
from summarizer.text.view import View, Word

_LEADING_PREPOSITION = re.compile(
    r"(?:du côté d(?:e |')|chez |à (?!l'|la )|à (?=l'|la )|"
    r"dans (?!les rangs|les couloirs|le camp|les milieux|le cercle)|auprès d(?:e |'|(?=u |es ))|aux? )"
)
_PARTICIPLE_ENDINGS = ("é", "ée", "és", "ées", "u", "ue", "us", "i", "ie", "is", "it", "ert", "int")
_FINITE_ENDINGS = ("e", "ent", "it", "t", "d", "a")
_CLITICS = ("il", "elle", "ils", "elles", "on")


@cache
def _anchors(key: str) -> tuple[str, ...]:
    return tuple(table("voices")["anchors"][key])


def _matches(view: View, key: str) -> Iterator[re.Match[str]]:
    """Yield the matches of ``<key>_regex`` in order, in sentences that hold one of its anchors."""
    regex = _regex(f"{key}_regex")
    for sentence in view.anchored(_anchors("verdict" if key.startswith("verdict") else key)):
        start = view.sentences[sentence.number - 2].span.end if sentence.number > 1 else 0
        yield from regex.finditer(view.low, start, sentence.span.end)


_regex = partial(pattern, "voices")


def inverted(view: View, known: set[int]) -> list[VerbUse]:
    """Return incises of verbs that no table has: a verb with its clitic behind it, between commas or after a quotation.

    ``known`` holds the offsets at which a use is known already.
    """
    found = []
    for index, word in enumerate(view.words):
        if "-" not in word.low:
            continue
        base, _, tail = word.low.partition("-")
        pronoun = tail.removeprefix("t-")
        if pronoun not in _CLITICS or (base in word_set("voices", "no_incise") and not _reflexive(view, word)):
            continue
        start = _start(view, word)
        if any(start <= at <= word.end for at in known) or not after_clause(view, start) or _asks(view, word):
            continue
        end = _end(view, index, base)
        if end is not None and not any(word.end <= at < end for at in known):
            past = base in word_set("syntax", "auxiliaries") or base.endswith(("ait", "aient"))
            found.append(VerbUse(start, end, base, "verb_neutral", "incise", past, False, pronoun))
    return found


def _start(view: View, word: Word) -> int:
    before = view.words_before(word.start, 2)
    start = word.start
    for other in reversed(before):
        if other.low in word_set("syntax", "clitics") and view.low[other.end : start] in (" ", "'"):
            start = other.start
    return start


def governing(view: View, known: set[int]) -> list[VerbUse]:
    """Return verbs that no table has before *que*, where a pronoun or a name right before shows that they are verbs."""
    found = []
    for index, word in enumerate(view.words):
        if word.low not in ("que", "qu") or index < 2:
            continue
        verb, subject = view.words[index - 1], view.words[index - 2]
        auxiliary = subject.low in word_set("syntax", "auxiliaries") and index > 2
        before = view.words[index - 3] if auxiliary else subject
        start = subject.start if auxiliary else verb.start
        adjacent = view.low[before.end : word.start].replace(" ", "").replace("'", "") == (
            (subject.low if auxiliary else "") + verb.low
        )
        pronoun = before.low in ("il", "elle", "ils", "elles")
        name = view.text[before.start].isupper() and before.start > 0 and not view.text[verb.start].isupper()
        shaped = verb.low.endswith(_PARTICIPLE_ENDINGS if auxiliary else _FINITE_ENDINGS)
        if not (adjacent and shaped and (pronoun or name)) or verb.low in word_set("voices", "no_report_before_que"):
            continue
        if not any(start <= at <= verb.end for at in known):
            past = auxiliary or verb.low.endswith(("ait", "aient"))
            found.append(VerbUse(start, verb.end, verb.low, "verb_neutral", "que", past, False))
    return found


def _reflexive(view: View, word: Word) -> bool:
    """Tell whether «s'» stands right before the word: «s'est-il agacé»."""
    return [other.low for other in view.words_before(word.start, 1)] in (["s"], ["se"])


def _asks(view: View, word: Word) -> bool:
    """Tell whether the inversion is that of a question («Le maire, savait-il ?») or follows «sans doute», «aussi»."""
    sentence = view.sentence_at(word.start)
    if sentence is None or sentence.kind != "body":
        return True
    before = view.low[sentence.span.start : word.start].rstrip(" ,")
    if before.endswith(tuple(word_set("voices", "inverting_adverbs"))):
        return True
    return view.low[word.end : sentence.span.end].rstrip(' "').endswith("?") and '"' not in before


def _end(view: View, index: int, base: str) -> int | None:
    """Return where the verb ends: at its participle or, after «fait», its infinitive; None where none follows."""
    word = view.words[index]
    following = view.words[index + 1 : index + 4]
    helping = base in word_set("syntax", "auxiliaries") | {"est", "sont", "était", "étaient"}
    if not helping and base not in ("fait", "font", "faisait", "faisaient", "fit", "firent"):
        return word.end
    if helping and base in ("est", "sont", "était", "étaient") and not _reflexive(view, word):
        return None
    endings = _PARTICIPLE_ENDINGS if helping else ("oir", "er", "ir", "re")
    position = word.end
    for other in following:
        if view.low[position : other.start].strip(" '") or other.low == "été":
            return None
        if other.low.endswith(endings) and other.low not in ("depuis", "aussi", "puis", "ici"):
            return other.end
        position = other.end
    return None


def pronominal(view: View) -> Iterator[Attribution]:
    """Yield «pour lui», «à l'écouter», «à ses yeux»: prepositions whose holder is a pronoun or a possessive."""
    for match in _matches(view, "pronoun_prep"):
        sentence = view.sentence_at(match.start("cue"))
        if sentence is None or sentence.kind != "body":
            continue
        start, end = match.span("cue")
        name = next(value for value in match.group("stressed", "clitic", "possessive") if value)
        holder = Holder(table("voices")["stands_for"].get(name, name), view.span(start, end), "person")
        yield Attribution(Cue("attribution_prep", view.span(start, end)), holder, _around(view, start, sentence))


def going_on(view: View) -> Iterator[Attribution]:
    """Yield «Et d'ajouter : …», «Avant de préciser que…»: the words of whoever spoke last."""
    for match in _matches(view, "going_on"):
        sentence = view.sentence_at(match.start("cue"))
        if sentence is not None and sentence.kind == "body":
            span = view.span(*match.span("cue"))
            yield Attribution(Cue("verb_neutral", span), Holder("ses", span, "person"), sentence.span)


def sure(view: View) -> Iterator[Attribution]:
    """Yield «Cette année, il en est sûr, ce sera pire»: a conviction between commas."""
    for match in _matches(view, "sure"):
        sentence = view.sentence_at(match.start("cue"))
        if sentence is not None and sentence.kind == "body" and view.quotation_at(match.start("cue")) is None:
            holder = Holder(match["pronoun"], view.span(*match.span("pronoun")), "person")
            yield Attribution(Cue("verb_belief", view.span(*match.span("cue"))), holder, sentence.span)


def _around(view: View, offset: int, sentence: Sentence) -> Span:
    quotation = view.quotation_at(offset)
    if quotation is None:
        return sentence.span
    return view.span(max(quotation.inner.start, sentence.span.start), min(quotation.inner.end, sentence.span.end))


def verdicts(view: View) -> Iterator[Attribution]:
    """Yield what stands after a colon behind somebody's verdict: «Le constat de X est sans appel : …»."""
    for key in ("verdict_of", "verdict_by", "verdict_act", "verdict_short", "verdict_credit"):
        for match in _matches(view, key):
            sentence = view.sentence_at(match.start())
            if sentence is None or sentence.kind != "body" or match.end() >= sentence.span.end:
                continue
            holder = _verdict_holder(view, match, sentence)
            if holder is None:
                continue
            cue = Cue("verb_neutral", view.span(match.start("cue"), match.end("cue")))
            yield Attribution(cue, holder, view.span(match.end(), sentence.span.end))


def _verdict_holder(view: View, match: re.Match[str], sentence: Sentence) -> Holder | None:
    groups = match.groupdict()
    if groups.get("possessive"):
        start, end = match.span("possessive")
        return Holder("leurs" if groups["possessive"].startswith("leur") else "ses", view.span(start, end), "person")
    if not groups.get("of") and "subject" not in groups:
        return None
    start = match.start("of") if groups.get("of") else max(match.start("subject"), sentence.span.start)
    start += 3 * view.low.startswith("du ", start)
    holder = holder_at(view, start, match.end("of") if groups.get("of") else match.start("cue"))
    writes = holder is not None and holder.kind == "document" and "cue" in groups and "subject" in groups
    return holder if holder is not None and (writes or holder.kind not in ("unknown", "document")) else None


def denied_by(view: View) -> Iterator[Attribution]:
    """Yield denials in the passive: «L'information a été démentie par Soriane»."""
    found = [*_matches(view, "denied_by"), *_matches(view, "judged_by"), *_matches(view, "inverted_denial")]
    for match in found:
        sentence = view.sentence_at(match.start())
        if sentence is None or sentence.kind != "body":
            continue
        holder = holder_at(view, match.end(), sentence.span.end)
        if holder is not None:
            cue = Cue("verb_denial", view.span(*match.span("cue")), entry="démentir")
            yield Attribution(cue, holder, sentence.span)


def told_by(view: View) -> Iterator[Attribution]:
    """Yield «L'incendie a été revendiqué par X»: the agent of a passive of saying."""
    for match in _matches(view, "passive_by"):
        sentence = view.sentence_at(match.start("cue"))
        holder = holder_at(view, match.end(), sentence.span.end) if sentence is not None else None
        if sentence is None or sentence.kind != "body" or holder is None or holder.kind == "document":
            continue
        kind: CueType = "verb_factive" if match["verb"].startswith(("confirm", "révél", "dévoil")) else "verb_neutral"
        yield Attribution(Cue(kind, view.span(*match.span("cue"))), holder, sentence.span)


def impersonal(view: View) -> Iterator[Attribution]:
    """Yield «…, a-t-il été indiqué à la préfecture», «Il a été précisé que…»: the agent or place behind, or nobody."""
    for match in _matches(view, "impersonal"):
        sentence = view.sentence_at(match.start("cue"))
        if sentence is None or sentence.kind != "body":
            continue
        end = match.end("cue")
        holder = holder_at(view, end + 4, sentence.span.end) if view.low.startswith(" par ", end) else None
        holder = holder or place_after_on(view, end, sentence)
        yield Attribution(Cue("verb_neutral", view.span(*match.span("cue"))), holder, sentence.span)


def there(view: View) -> Iterator[Attribution]:
    """Yield what a paper says in the passive: «Le prix y est qualifié d'« excessif »»."""
    for match in _matches(view, "there_passive"):
        sentence = view.sentence_at(match.start("cue"))
        if sentence is not None and sentence.kind == "body":
            span = view.span(*match.span("cue"))
            yield Attribution(Cue("verb_neutral", span), Holder(THERE[0], span, "unknown"), sentence.span)


def charges(view: View) -> Iterator[Attribution]:
    """Yield «Le reproche, formulé par X, est que…», «L'argument de X est que…»: what follows is theirs."""
    for match in _matches(view, "charge"):
        sentence = view.sentence_at(match.start("cue"))
        key = "by" if match["by"] else "of" if match["of"] else ""
        if sentence is None or sentence.kind != "body" or not key:
            continue
        holder = holder_at(view, match.start(key), match.end(key))
        if holder is not None and holder.kind not in ("unknown", "document"):
            cue = Cue("verb_neutral", view.span(*match.span("cue")))
            yield Attribution(cue, holder, view.span(match.end(), sentence.span.end))


def some(view: View) -> Iterator[Attribution]:
    """Yield what some, unnamed, take something for: «D'autres le croient accidentel», «Certains la disent malade»."""
    for match in _matches(view, "some"):
        sentence = view.sentence_at(match.start("who"))
        if sentence is None or sentence.kind != "body" or view.quotation_at(match.start("who")) is not None:
            continue
        holder = Holder(view.text[slice(*match.span("who"))], view.span(*match.span("who")), "group", anonymous=True)
        believed = match["believed"] is not None or match["cue"].endswith("sur")
        kind: CueType = "verb_belief" if believed else "verb_neutral"
        yield Attribution(
            Cue(kind, view.span(*match.span("cue"))), holder, view.span(match.start("who"), sentence.span.end)
        )


def borne(view: View) -> Iterator[Attribution]:
    """Yield «Les accusations portées par X visent…», «L'estimation de X est de…»: the noun says whose words."""
    kinds: tuple[tuple[str, CueType], ...] = (("borne", "verb_neutral"), ("held", "verb_belief"))
    for key, kind in kinds:
        for match in _matches(view, key):
            sentence = view.sentence_at(match.start("cue"))
            if sentence is None or sentence.kind != "body" or view.quotation_at(match.start("cue")) is not None:
                continue
            start = match.start("of") if key == "held" else match.end()
            start += 3 * view.low.startswith("du ", start)
            holder = holder_at(view, start, match.end("of") if key == "held" else sentence.span.end)
            if holder is not None and holder.kind not in ("unknown", "document"):
                cue = Cue(kind, view.span(*match.span("cue")), entry=BORNE if key == "borne" else "")
                yield Attribution(cue, holder, sentence.span)


def taken_up(view: View) -> Iterator[Attribution]:
    """Yield nouns that give the sentence before to somebody: «Le reproche, formulé par X, …»."""
    for match in _matches(view, "taken_up"):
        sentence = view.sentence_at(match.end() - 1)
        if sentence is None or sentence.kind != "body" or sentence.number < 2:
            continue
        before = view.sentences[sentence.number - 2]
        holder = holder_at(view, match.end(), sentence.span.end)
        if holder is not None and before.kind == "body" and before.paragraph == sentence.paragraph:
            key = next(name for name in ("cue", "cue2", "cue3") if match[name])
            if key == "cue3" and holder.kind in ("unknown", "document"):
                continue  # «La nouvelle est de taille.»
            kind: CueType = "verb_factive" if "confirm" in match[key] else "verb_neutral"
            yield Attribution(Cue(kind, view.span(*match.span(key))), holder, before.span, retroactive=True)


_SUBJECT_REACH = 160
"""Characters of a sentence within which what announces an account stands."""
INTRODUCES = "introduces"
"""Entry of the cue of an attribution that reports nothing itself: it announces whose account follows."""


BORNE = "borne"
"""Entry of the cue of «les accusations portées par X»: the noun is X's, what is said of it may be another's."""


def introductions(view: View) -> Iterator[Attribution]:
    """Yield who is about to tell: «Un pilote raconte autre chose.», «Dans l'entourage de X, on est…».

    The scope is empty: what follows is carried from here (``readings``).
    """
    for sentence in view.anchored(_anchors("introducing")):
        if sentence.kind != "body":
            continue
        stop = min(sentence.span.end, sentence.span.start + _SUBJECT_REACH)
        match = _regex("introducing_regex").search(view.low, sentence.span.start, stop)
        holder = holder_at(view, sentence.span.start, match.start()) if match else None
        if match is not None and holder is not None and holder.kind not in ("unknown", "document"):
            yield _introduction(view, match, holder, sentence)
    for match in _matches(view, "introducing_place"):
        there = view.sentence_at(match.start("place"))
        if there is not None and there.kind == "body":
            yield _introduction(view, match, _place(view, match, 0), there)


def _introduction(view: View, match: re.Match[str], holder: Holder, sentence: Sentence) -> Attribution:
    cue = Cue("verb_neutral", view.span(*match.span("cue")), entry=INTRODUCES)
    return Attribution(cue, holder, view.span(sentence.span.end, sentence.span.end))


def place_of_on(view: View, offset: int, sentence: Sentence) -> Holder | None:
    """Return from where «on» at the offset speaks: «Côté patronal, on assure», «Dans l'entourage de X, on souffle»."""
    before = sentence.span.start
    match = _regex("place_of_on_regex").search(view.low[before:offset])
    return _place(view, match, before) if match is not None else None


def place_after_on(view: View, end: int, sentence: Sentence) -> Holder | None:
    """Return from where an inverted «on» before the offset speaks: «, nuance-t-on à la capitainerie»."""
    match = _regex("place_after_on_regex").match(view.low[: sentence.span.end], end)
    return _place(view, match, 0) if match is not None else None


def _place(view: View, match: re.Match[str], before: int) -> Holder:
    start, end = before + match.start("place"), before + match.end("place")
    lead = _LEADING_PREPOSITION.match(view.low, start, end)
    start = lead.end() if lead else start
    span = view.span(start, end)
    inner = holder_at(view, start, end)
    sources = span.text.lower().removeprefix("bonne ").removeprefix("même ").startswith("source")
    anonymous = bool(match["circle"]) or sources or (inner is not None and inner.anonymous)
    kind = inner.kind if inner is not None and inner.kind != "unknown" else "group"
    return Holder(span.text, span, kind, anonymous)
