"""Chains: from the attributions that reach a statement to its sources, origin first, and the form of the report.

Rules S1 to S6 of docs/claims.md. Inner attributions come before outer ones: «selon C» inside A's quotation makes C the
origin and A a relay. Never in it: how firm anything is (``stances``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from summarizer.domain.analysis import Attribution, ConditionalForm, Quotation, Sentence, SourceLink
from summarizer.domain.span import Span
from summarizer.domain.terms import ReportForm, SourceType
from summarizer.text.holders import head, tables
from summarizer.text.pack import pattern, word_set
from summarizer.text.reporting import after_clause
from summarizer.text.view import View
from summarizer.text.voices import BORNE, INTRODUCES

_SPEECH_WORDS = 5
"""Words from which a quotation is speech even where nothing but its opening shows it."""
_NAME_WORDS = 3
_OPENERS = word_set("tenses", "openers")
"""Words that open a sentence of their own, so that a quotation behind a comma is speech."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Who a statement comes from. ``attributions`` are those that it rests on, inner first."""

    source_type: SourceType
    links: tuple[SourceLink, ...]
    attributions: tuple[Attribution, ...]


_NOBODY = frozenset(["on"]) | tables().personal_pronouns
"""Holders that name nobody where somebody else is named: «on», and pronouns of whom nothing is known."""
Near = Mapping[int, tuple[Attribution, ...]]
"""Number of a sentence → the attributions whose words or scope touch it, in order."""


def attributing(view: View, attributions: tuple[Attribution, ...], conditionals: tuple[ConditionalForm, ...]) -> Near:
    """Return the attributions by sentence, without those whose verb itself is only reported («ils promettraient»)."""
    near: dict[int, list[Attribution]] = {}
    for attribution in of_speakers(attributions, conditionals):
        cue = attribution.cue.span
        start, end = min(cue.start, attribution.scope.start), max(cue.end, attribution.scope.end)
        sentence = view.sentence_at(start) or view.sentence_at(cue.start)
        while sentence is not None and sentence.span.start < end:
            near.setdefault(sentence.number, []).append(attribution)
            sentence = view.sentences[sentence.number] if sentence.number < len(view.sentences) else None
    return {number: tuple(found) for number, found in near.items()}


def of_speakers(
    attributions: tuple[Attribution, ...], conditionals: tuple[ConditionalForm, ...]
) -> tuple[Attribution, ...]:
    """Return the attributions without those whose verb is itself reported: «ils promettraient de partir».

    An incise stays («« À jeter », aurait-il écrit»): the words before it are his all the same.
    """
    reported = {form.span.start for form in conditionals if form.use == "reportive"}
    return tuple(a for a in attributions if not _is_reported(a, reported))


def _is_reported(attribution: Attribution, reported: set[int]) -> bool:
    cue, holder = attribution.cue, attribution.holder
    if not cue.type.startswith("verb_") or not any(at in reported for at in range(cue.span.start, cue.span.end)):
        return False
    return holder is None or holder.span.end <= cue.span.start or holder.phrase is not None


def attributions_of(view: View, statement: Span, attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """Return the attributions whose scope reaches the statement, inner first; of those that ``attributing`` keeps."""
    found = [attribution for attribution in attributions if _reaches(view, attribution, statement)]
    borne = [a for a in found if a.cue.entry == BORNE and a.cue.span.within(statement)]
    if borne:
        found = [a for a in found if a.cue.span.within(statement)]
    preps = [a for a in found if a.cue.type == "attribution_prep" and a.cue.span.within(statement)]
    if preps:
        found = [a for a in found if a.cue.type != "attribution_prep" or a in preps]
        found = [a for a in found if not _of_another_clause(view, a, statement)]
    if any(_frames(a, statement) for a in found):
        found = [a for a in found if a.cue.type != "attribution_prep" or a.cue.span.end > statement.start]
    found = [a for a in found if not _is_told(view, a)]
    return tuple(sorted(found, key=lambda attribution: _depth(attribution, found)))


def _frames(attribution: Attribution, statement: Span) -> bool:
    """Tell whether an incise of the statement names who says it: «à 38 %, répond l'exploitant»."""
    holder, cue = attribution.holder, attribution.cue
    place = holder.phrase or holder.span if holder is not None else None
    return (
        cue.type.startswith("verb_")
        and place is not None
        and place.start >= cue.span.end
        and (cue.span.within(statement) and place.end <= statement.end)
    )


def _of_another_clause(view: View, attribution: Attribution, statement: Span) -> bool:
    """Tell whether an incise stands behind a statement that has a *selon* of its own, outside quotations."""
    cue = attribution.cue
    behind = cue.type.startswith("verb_") and cue.span.start >= statement.end
    return behind and view.quotation_at(statement.start) is None and attribution.scope.start < cue.span.start


def tells(attribution: Attribution) -> bool:
    """Tell whether the verb stands behind its subject without a clause of words («Les internes demandent du temps»)."""
    holder, cue = attribution.holder, attribution.cue
    if not cue.type.startswith("verb_") or holder is None or attribution.scope.start > cue.span.start:
        return False
    return holder.span.start < cue.span.start


def _is_told(view: View, attribution: Attribution) -> bool:
    """Tell whether a quotation only tells of somebody («chacun accuse l'autre»): its speaker says so, nobody else.

    A *que*-clause, an incise or *selon* inside a quotation does report somebody's words.
    """
    holder, cue = attribution.holder, attribution.cue
    if holder is None or not tells(attribution):
        return False
    quotation = view.quotation_at(cue.span.start)
    return (
        quotation is not None
        and quotation.span.start < holder.span.start < cue.span.start
        and cue.span.end < quotation.span.end
    )


def _depth(attribution: Attribution, found: list[Attribution]) -> tuple[bool, bool, int, int, int]:
    """Return the order of a chain: the cited first, then inner before outer, *selon* before verbs, relays last."""
    cited = attribution.cue.type == "relay" and attribution.role == "origin"
    around = attribution.cue.type == "attribution_prep" and sum(
        other is not attribution
        and attribution.cue.span.within(other.scope)
        and (other.scope.start >= other.cue.span.end or not other.cue.span.within(attribution.scope))
        for other in found
    )
    width = attribution.scope.end - attribution.scope.start
    return attribution.role == "relay", not cited, -around, width, attribution.cue.type != "attribution_prep"


def _reaches(view: View, attribution: Attribution, statement: Span) -> bool:
    if attribution.cue.entry == INTRODUCES:
        return False
    if attribution.retroactive:
        return attribution.scope.overlaps(statement)
    if attribution.cue.span.within(statement):
        return True
    if not attribution.scope.overlaps(statement):
        return False
    sentence = view.sentence_at(attribution.cue.span.start)
    if sentence is not None and statement.within(sentence.span):
        # same sentence, another statement: what follows the frame is reached by a *que*-clause or a *selon* alone
        if statement.start > attribution.cue.span.start:
            if pattern("stances", "apposed_objection_regex").match(view.low, statement.start) is not None:
                return False  # «…, un chiffre que la direction juge fantaisiste»
            if _resumes(view, attribution, statement):
                return True
            goes_on = view.low[: statement.start].rstrip()[-1:] in (";", ":")
            goes_on = goes_on or view.low.startswith(("mais ", "or "), statement.start)
            if goes_on and after_clause(view, attribution.cue.span.start):
                return True  # an incise reports what its sentence goes on with
            prep = attribution.cue.type == "attribution_prep" and not _trails(view, attribution, sentence)
            return attribution.scope.start >= attribution.cue.span.end or prep
        if attribution.cue.type == "verb_denial" and answers_clause(view, attribution.cue.span.start, statement):
            return False
        if view.low[: statement.end + 1].rstrip().endswith(":") and view.low.startswith('"', statement.end + 1):
            return False  # «La direction dément : « … », affirme Y»: Y says the quotation alone
        return attribution.cue.type != "attribution_prep"
    quotation = view.quotation_at(statement.start)
    return quotation is not None and quotation.span.overlaps(attribution.scope)


def answers_clause(view: View, denial: int, statement: Span) -> bool:
    """Tell whether a denial answers a clause before it and does not report it: «…, ce que X dément»."""
    if statement.end > denial:
        return False
    accused = pattern("stances", "accused_regex").match(view.low, statement.start, statement.end)
    borne = pattern("voices", "borne_regex").match(view.low, statement.start, statement.end)
    return accused is not None or borne is not None or view.low[statement.end : denial].lstrip(" ,").startswith("ce qu")


_OWN = re.compile(
    r"(?:qui|dont|où|lequel|laquelle|lesquels|lesquelles|avant|tout en|et|mais|puis|ce qui|ce que|ce qu|quand|si bien|"
    r"au point|en \w+ant|chez qui|pour qui|à qui)\b"
)
"""What the article adds behind a frame opens with such words."""


def _resumes(view: View, attribution: Attribution, statement: Span) -> bool:
    """Tell whether the statement goes on right behind an incise: «Sans elles, plaide l'éleveur, tout fermerait»."""
    holder, cue = attribution.holder, attribution.cue.span
    if not attribution.cue.type.startswith("verb_") or holder is None or attribution.scope.start >= cue.start:
        return False
    place = holder.phrase or holder.span
    end = max(cue.end, place.end if place.start >= cue.start else 0)
    behind = view.low[end : statement.start].strip() == ","
    framed = after_clause(view, cue.start) and (place.start >= cue.start or "-" in attribution.cue.span.text)
    return behind and framed and _OWN.match(view.low, statement.start) is None


def _trails(view: View, attribution: Attribution, sentence: Sentence) -> bool:
    """Tell whether «selon X» follows its clause («P, selon X, et Q»): what comes behind is not its."""
    before = view.low[sentence.span.start : attribution.cue.span.start].rstrip()
    return before.endswith(",") and len(before.split()) >= 4


def chain_of(found: tuple[Attribution, ...]) -> Chain:
    """Return the source chain of attributions in inner-first order; author where there are none."""
    found = tuple(attribution for attribution in found if not _only_denies(attribution))
    if all(_only_asks(attribution) for attribution in found):
        return Chain("author", (), ())
    if any(attribution.cue.type not in ("verb_denial", "relay") for attribution in found):
        found = tuple(attribution for attribution in found if attribution.cue.type != "verb_denial")
    links: list[SourceLink] = []
    seen: set[str] = set()
    somebody = any(a.holder is not None and a.holder.name.lower() not in _NOBODY for a in found)
    for attribution in found:
        holder = attribution.holder
        if holder is not None and somebody and holder.name.lower() in _NOBODY:
            continue  # «De source syndicale, on affirme que…», «« Il croyait que… », raconte Ana Rol»
        if holder is None or _key(holder.name) in seen:
            continue
        seen.add(_key(holder.name))
        relay = bool(links) or attribution.role == "relay"
        links.append(SourceLink(holder, "relay" if relay else "origin"))
    if links and links[0].role == "relay":
        links[0] = SourceLink(links[0].holder, "origin")
    if not found:
        return Chain("author", (), ())
    if not links:
        return Chain("unspecified", (), found)
    return Chain("anonymous" if links[0].holder.anonymous else "named", tuple(links), found)


def _only_asks(attribution: Attribution) -> bool:
    """Tell whether the attribution is of a medium that has asked, and told nothing: «Interrogé par X, il se tait»."""
    return attribution.cue.type == "relay" and attribution.cue.span.text.lower().startswith("interrog")


def _only_denies(attribution: Attribution) -> bool:
    """Tell whether the attribution is of who denies the statement behind it: «…, ce que dément le maire»."""
    denies = attribution.cue.type == "verb_denial"
    return denies and attribution.cue.span.text.lower().startswith(("ce qu", "une ", "des "))


def comes_from(chain: Iterable[SourceLink], link: SourceLink) -> bool:
    """Tell whether a chain has that holder, by the whole name or its last word."""
    return any(_same_name(_key(other.holder.name), _key(link.holder.name)) for other in chain)


def _same_name(one: str, other: str) -> bool:
    return one == other or (bool(one) and one.split()[-1:] == other.split()[-1:] and min(len(one), len(other)) > 3)


def _key(name: str) -> str:
    return head(name)


def report_form_of(view: View, statement: Span, chain: Chain) -> ReportForm:
    """Return how the words are reported: direct speech, a report with quoted words in it, or a report."""
    if chain.source_type in ("author", "unspecified") and not chain.links:
        return "none"
    inner_frames = [attribution.cue.span for attribution in chain.attributions][1:]
    quoted = False
    for quotation in view.quotations:
        start, end = max(quotation.inner.start, statement.start), min(quotation.inner.end, statement.end)
        if start >= end or not view.words_in(start, end):
            continue
        alone = _stands_alone(view, quotation)
        if alone and not any(span.within(quotation.inner) for span in inner_frames):
            return "direct"
        quoted = quoted or alone or not _is_name(view, quotation)
    return "mixed" if quoted else "indirect"


def _stands_alone(view: View, quotation: Quotation) -> bool:
    """Tell whether a quotation is speech: it opens its sentence or follows a colon, alone.

    Behind a comma («Selon lui, « … »») it is speech where it opens like a sentence; anywhere else it is quoted words.
    """
    start, end = quotation.span.start, quotation.span.end
    sentence = view.sentence_at(start)
    before = view.flat[sentence.span.start if sentence is not None else start : start].rstrip()
    words = view.words_in(quotation.inner.start, quotation.inner.end)
    if before and before[-1] not in ":-–—":
        opens = view.flat[words[0].start].isupper() or words[0].low in _OPENERS
        if before[-1] not in ",." or not opens or len(words) < _SPEECH_WORDS:
            return False
    behind = view.low[end : end + 2].lstrip()
    closed = not behind or not behind[0].isalpha() or view.flat[quotation.inner.end - 1] in ".!?,"
    return closed or len(words) >= _SPEECH_WORDS


def _is_name(view: View, quotation: Quotation) -> bool:
    """Tell whether the marks hold a name or title: «Grand Large»."""
    words = view.words_in(quotation.inner.start, quotation.inner.end)
    return len(words) <= _NAME_WORDS and view.flat[words[0].start].isupper()
