"""Statements: the clauses of a sentence that stand on their own, each to be read apart.

A sentence is cut at «;», at contrasts («, alors que», «, mais»), between two *selon*, and where a clause of one
polarity or tense meets one of another; inside a quotation only for the last. Every part keeps a verb's worth of words.
Law: the statements of a sentence cover it, in order, disjoint.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from summarizer.domain.analysis import Attribution, Sentence
from summarizer.domain.span import Span
from summarizer.domain.terms import Tense
from summarizer.text.conditionals import conditional_stem
from summarizer.text.finite import first_main, walk
from summarizer.text.incises import closes_apposition
from summarizer.text.pack import hoisted, table
from summarizer.text.verb_forms import participle_near
from summarizer.text.view import View
from summarizer.text.voices import BORNE

_MIN_WORDS = 4
_MIN_AFTER_SEMICOLON = 3
_MIN_IN_DENIAL = 2
"""Words of «Belcom dément : « … »»."""


@cache
def _splitter() -> re.Pattern[str]:
    return re.compile(hoisted(table("stances")["splitters"]["regex"]))


@cache
def _accused() -> re.Pattern[str]:
    """Return what opens «Accusé d'avoir menti, le maire dément»: a charge, cut from its denial."""
    return re.compile(table("stances")["accused_denies_regex"])


def read_statements(view: View, sentence: Sentence, attributions: tuple[Attribution, ...]) -> tuple[Span, ...]:
    """Return the statements of a body sentence, in order."""
    start, end = sentence.span.start, sentence.span.end
    cuts = [match.start() + 1 for match in _splitter().finditer(view.low, start, end)]
    accused = _accused().match(view.low, start, end)
    if accused is not None:
        cuts.append(accused.end() - 1)
    cuts += _between_sources(view, sentence, attributions)
    cuts += _before_relatives(view, sentence, attributions)
    cuts += _before_gerunds(view, sentence, attributions)
    cuts += _behind_charges(view, sentence, attributions)
    tails = _behind_frames(view, sentence, attributions)
    cuts += tails
    spoken = _before_quotations(view, start, end, attributions)
    cuts += [cut for cut, _ in spoken]
    denied = [cut for cut, denies in spoken if denies]
    turns = _turns(view, start, end)
    cuts += turns
    bounds = [start]
    for cut in sorted(set(cuts)):
        least = _MIN_AFTER_SEMICOLON if cut in tails or view.low[cut - 1] == ";" else _MIN_WORDS
        least = _MIN_IN_DENIAL if cut in denied else least
        free = view.quotation_at(cut) is None or cut in turns
        if free and _long(view, bounds[-1], cut, least) and _long(view, cut, end, least):
            bounds.append(cut)
    bounds.append(end)
    return tuple(_trimmed(view, begin, stop) for begin, stop in pairwise(bounds))


def _long(view: View, start: int, end: int, least: int) -> bool:
    return len(view.words_in(start, end)) >= least


def _between_sources(view: View, sentence: Sentence, attributions: tuple[Attribution, ...]) -> list[int]:
    """Return a cut after each but the last of several trailing *selon X* of one sentence."""
    own = [
        a
        for a in attributions
        if a.holder is not None
        and (
            a.cue.type == "attribution_prep"
            or (a.cue.type.startswith("verb_") and a.holder.span.start > a.cue.span.end)
        )
        and sentence.span.start < a.cue.span.start < sentence.span.end
        and view.quotation_at(a.cue.span.start) is None
    ]
    cuts = []
    for first, second in pairwise(own):
        if first.holder is None or second.holder is None or first.holder.name == second.holder.name:
            continue
        comma = view.low.find(",", first.holder.span.end, second.cue.span.start)
        if comma >= 0:
            cuts.append(comma + 1)
    return cuts


def _before_relatives(view: View, sentence: Sentence, attributions: tuple[Attribution, ...]) -> list[int]:
    """Return a cut before a relative with a holder of its own that ends the sentence: «…, selon qui la vente…»."""
    return [
        a.cue.span.start - 1
        for a in attributions
        if a.cue.type == "attribution_prep"
        and a.cue.span.within(sentence.span)
        and a.scope.start == a.cue.span.end
        and a.scope.end >= sentence.span.end - 2
        and view.low.endswith(", ", 0, a.cue.span.start)
    ]


def _before_gerunds(view: View, sentence: Sentence, attributions: tuple[Attribution, ...]) -> list[int]:
    """Return a cut before what the subject says beside what he does: «L'élu est parti, affirmant que…»."""
    return [
        a.cue.span.start - 1
        for a in attributions
        if a.cue.type.startswith("verb_")
        and a.cue.span.text.endswith("ant")
        and " " not in a.cue.span.text
        and a.cue.span.within(sentence.span)
        and view.low.endswith(", ", 0, a.cue.span.start)
    ]


_ANSWERED = re.compile(r" (?=(?:a|ont|est|sont|était|étaient|seraient|serait|restent?)\b)")


def _behind_charges(view: View, sentence: Sentence, attributions: tuple[Attribution, ...]) -> list[int]:
    """Return a cut between a charge and its answer: «Les accusations portées par X | ont été rejetées par Y»."""
    cuts = []
    for charge in attributions:
        holder = charge.holder
        if charge.cue.entry != BORNE or holder is None or not charge.cue.span.within(sentence.span):
            continue
        answered = _ANSWERED.match(view.low, holder.span.end, sentence.span.end)
        others = [a for a in attributions if a.holder is not None and a.holder.name != holder.name]
        if answered and any(answered.end() <= a.cue.span.start < sentence.span.end for a in others):
            cuts.append(answered.start() + 1)
    return cuts


_SPEECH = re.compile(r': (?=")')


def _before_quotations(
    view: View, start: int, end: int, attributions: tuple[Attribution, ...]
) -> list[tuple[int, bool]]:
    """Return a cut at «: « …»» where the words before it report something of their own («invite les élèves à…»).

    With whether they deny without an object and somebody else says the quotation: «X dément : « … », affirme Y».
    """
    cuts = []
    for match in _SPEECH.finditer(view.low, start, end):
        at = match.end()
        quotation = view.quotation_at(at)
        own = any(
            start <= a.cue.span.start < at and a.cue.type in ("verb_directive", "verb_denial", "verb_commissive")
            for a in attributions
        )
        if own and quotation is not None and _long(view, quotation.inner.start, quotation.inner.end, 5):
            denies = any(a.cue.type == "verb_denial" and start <= a.cue.span.start < at for a in attributions)
            framed = any(
                a.cue.type.startswith("verb_") and a.holder is not None and quotation.span.end <= a.cue.span.start < end
                for a in attributions
            )
            cuts.append((at - 1, denies and framed))
    return cuts


_TAIL = re.compile(
    r", (?=(?:qui|dont|où|lequel|laquelle|lesquels|lesquelles|chez qui|pour qui|à qui|avant de|avant d'|tout en|"
    r"en \w+ant|et|mais|puis|ce qui|quand|avant que|si bien que|au point)\b)"
)
_TELLING = ("verb_neutral", "verb_assertive", "verb_denial", "verb_belief", "verb_factive")
"""Verbs whose clause may stand beside another one of the same speaker."""
_AND = re.compile(r"(?:,? (?:et|puis|mais|ou))(?: aussitôt| ensuite| même| a| ont| lui a| leur a)? $")


def _behind_frames(view: View, sentence: Sentence, attributions: tuple[Attribution, ...]) -> list[int]:
    """Return a cut before what the article adds behind its frame: «…, ironise le brasseur, qui a vendu en 2019».

    A relative inside the reported words stays with them; behind the speaker it is the article's own.
    """
    cuts: list[int] = []
    for attribution in attributions:
        holder, cue = attribution.holder, attribution.cue.span
        if not cue.within(sentence.span) or attribution.retroactive:
            continue
        behind = holder is not None and holder.span.start >= cue.start and holder.span.within(sentence.span)
        at = max(cue.end, holder.span.end) if holder is not None and behind else cue.end
        comma = view.low.find(",", at, sentence.span.end)
        if (
            attribution.cue.type.startswith("verb_")
            and not behind
            and (cut := _joined(view, sentence, cue.start, (cuts, attributions)))
        ):
            cuts.append(cut)
            continue
        match = _TAIL.match(view.low, comma, sentence.span.end) if comma >= 0 else None
        inverted = any(part in cue.text.lower() for part in ("-il", "-elle", "-on", "-t-"))
        inverted = inverted or not closes_apposition(view, cue.start)
        framed = (behind or (inverted and comma > cue.end)) and attribution.scope.start < cue.start
        if (
            match is not None
            and framed
            and '"' not in view.low[comma : sentence.span.end]
            and _ends_words(view, cue.start)
        ):
            cuts.append(comma + 1)
    return cuts


def _joined(view: View, sentence: Sentence, start: int, found: tuple[list[int], tuple[Attribution, ...]]) -> int | None:
    """Return where a reporting verb is joined to a clause of its subject: «est venu et a promis une aide».

    ``found`` are the cuts so far, and the attributions: one before it is a clause, too («estime ses pertes et dit…»).
    """
    cuts, attributions = found
    floor = max([sentence.span.start, *(cut for cut in cuts if cut < start)])
    match = _AND.search(view.low, floor, start)
    if match is None or match.end() != start:
        return None
    told = any(floor <= a.cue.span.start < match.start() and a.cue.type in _TELLING for a in attributions)
    if not told and _FINITE.search(view.low, floor, match.start()) is None:
        return None
    return match.start() + 1


def _ends_words(view: View, start: int) -> bool:
    """Tell whether a frame begins behind a comma or a quotation: an incise, or a trailing «selon X»."""
    return view.low[:start].rstrip(" ")[-1:] in (",", '"', "!", "?", "…")


_JOINT = re.compile(
    r"(?:, (?:et |mais |et puis )?| (?<!  ): (?:(?:en|depuis|le|dès|à|dans|hier|lundi|mardi|mercredi|jeudi|vendredi|"
    r"samedi|dimanche)\b[^,;:.!?\"]{0,24}, )?| et qu(?:e |')| et "
    r"(?=(?:il |elle |on |ils |elles |c'|aucune? |personne |rien |chacune? |nul |je |j'|nous |"
    r"(?:le |la |les |l'|un |une |son |sa |ses )(?:\w+[ '-]){1,4}(?:pourrai|devrai)(?:t|ent)\b)))"
    r"(?=(?:j'|je |tu |il |elle |on |nous |vous |ils |elles |c'|ce |cela |ça "
    r"|le |la |les |l'|un |une |des |ses |son |sa |leurs? |mon |ma |mes |tout |tous |rien |personne |aucune? "
    r"|quelqu'un |chacune? |nul |ceux-(?:ci|là) |celles-(?:ci|là) |celui-ci |celle-ci |voilà )"
    r"(?![^,;:.!?]{2,40}, (?:dit|affirm|assur|expliqu)))"
)
"""Where a second clause may begin: a comma or colon before a subject, or «et» before a pronoun."""
_NEGATED = re.compile(
    r"\b(?:ne |n')(?!\w+ que\b)[^,;:.!?]*?\b(?:pas|plus|jamais|rien|personne|aucune?|guère|ni)\b|"
    r"\b(?:rien|personne|aucune?(?: \w+){0,2}) (?:ne |n')"
)
_FINITE = re.compile(
    r"\b(?:j'|je|tu|il|elle|on|ils|elles|c'est|c'était|a|ai|ont|est|sont|suis|était|étaient|avait|avaient|va|vont|peut|"
    r"peuvent|doit|fait|font|reste|restent|faut|voilà|\w{2,}(?:ait|aient|era|eront|issent))\b"
)
_OPEN = re.compile(
    r"\b(?:pourrai(?:t|ent)|devrai(?:t|ent)|peut-être|probablement|sans doute(?! aucun)|semble(?:nt)?)\b"
)
"""What makes one of two clauses less than certain."""
_SUBORDINATE = re.compile(
    r"(?:^|[,;:] )(?:si|s'|quand|lorsqu\w*|comme|puisqu\w*|parce|même si|alors|tandis|dès que|tant)\b|"
    r"\b(?:que|qui|dont|où), [^,;:]*$"
)


def _turns(view: View, start: int, end: int) -> list[int]:
    """Return where a clause meets one of another polarity or tense: «Elle ne chante pas, elle danse»."""
    cuts = []
    begin = start
    for match in _JOINT.finditer(view.low, start, end):
        left = re.split(r"[;:] ", view.low[begin : match.start()])[-1]
        right = view.low[match.end() : end]
        stop = _JOINT.search(right)
        right = right[: stop.start()] if stop else right
        told = " et qu" in match.group()
        under = _SUBORDINATE.search(left) is not None and not (":" in match.group() and "," in left)
        if under or not _same_quotation(view, begin, match.end()):
            continue
        one = _main_tense(view, match.start() - len(left), match.start(), told=told)
        other = _main_tense(view, match.end(), match.end() + len(right))
        if one is None or other is None:
            continue
        differ = (_NEGATED.search(left) is None) != (_NEGATED.search(right) is None)
        differ = differ or (_OPEN.search(left) is None) != (_OPEN.search(right) is None)
        if differ or one != other:
            cuts.append(match.start() + 1)
            begin = match.end()
    return cuts


def _main_tense(view: View, start: int, stop: int, *, told: bool = False) -> Tense | None:
    """Return the tense of the first verb of a main clause between the offsets; a conditional is past or ahead.

    ``told``: that of what is said there, behind its frame.
    """
    words = view.words_in(start, stop)
    forms = frozenset(
        word.start for word in words if word.low.endswith(("ait", "aient")) and conditional_stem(word.low)
    )
    if told:
        found = [verb for verb in walk(view, view.span(start, stop), (), forms) if verb.main]
        main = next((verb for verb in found if not verb.frame), None)
    else:
        main = first_main(view, view.span(start, stop), forms)
    if main is None or main.tense != "unspecified":
        return main.tense if main is not None else None
    compound = main.word.low.startswith("aur") and participle_near(
        [w.low for w in words[main.index + 1 : main.index + 5]]
    )
    return "past" if compound else "future"


def _same_quotation(view: View, first: int, second: int) -> bool:
    """Tell whether both offsets lie in one quotation, or both in none."""
    one, other = view.quotation_at(first + 1), view.quotation_at(second)
    return one is other


def _trimmed(view: View, start: int, end: int) -> Span:
    while start < end and view.flat[start] in " ,;:":
        start += 1
    while end > start and view.flat[end - 1] in " ,;":
        end -= 1
    return view.span(start, end)
