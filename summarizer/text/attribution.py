"""Attributions: who says what, from prepositions, reporting verbs, relays and sentences that point back.

Scopes are whole sentences or quotations, or what follows *que*: the frame itself («X a indiqué que») is never in the
scope of a *que*-clause. Rules S1 to S6 of docs/claims.md; chains are put together in ``chains``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from summarizer.domain.analysis import Attribution, Cue, Holder, Name, Quotation, Sentence
from summarizer.text.anonymity import with_anonymity
from summarizer.text.channels import spoken_in
from summarizer.text.coreference import resolve_pronouns
from summarizer.text.frames import behind_adverbials
from summarizer.text.holders import head_word, holder_at, tables, without_leading_article
from summarizer.text.naming import with_names
from summarizer.text.pack import pattern, table, word_set
from summarizer.text.relatives import relative_voices
from summarizer.text.repeats import with_full_names
from summarizer.text.reporting import VerbUse, after_clause
from summarizer.text.speakers import holder_after, pronoun_holder, stressed_pronoun, there_on
from summarizer.text.subjects import speaks, subject_of
from summarizer.text.view import View
from summarizer.text.voices import (
    borne,
    charges,
    denied_by,
    going_on,
    impersonal,
    introductions,
    place_after_on,
    pronominal,
    some,
    sure,
    taken_up,
    there,
    told_by,
    verdicts,
)

_JOINED = re.compile(r"\b(?:a|ont|est|sont|était|avait|\w+ait|\w+é|\w+e)\b[^;:]* (?:et|puis) $")
"""A verb joined to a clause of its subject reports what follows it alone."""
_CONTRAST = re.compile(r"; |, (?:alors que|alors qu'|tandis que|tandis qu'|là où|mais|or) ")
"""Where another clause begins, which is not what a verb behind it reports."""
_ANSWERED = re.compile(rf"{_CONTRAST.pattern}|, (?=ce qu(?:e |'))")
"""The same for a verb that denies nothing: «…, ce que dément la direction, qui évoque une rumeur»."""


def read_attributions(
    view: View, verbs: tuple[VerbUse, ...], cues: tuple[Cue, ...], names: tuple[Name, ...] = ()
) -> tuple[Attribution, ...]:
    """Return the article's attributions in order; pronouns are resolved to the holder before them."""
    found: list[Attribution] = []
    for use in verbs:
        sentence = _body(view, use.start)
        if sentence is not None:
            attribution = _by_verb(view, use, sentence, found)
            if attribution is not None:
                found.append(attribution)
    for cue in cues:
        sentence = _body(view, cue.span.start)
        if sentence is not None and cue.type in ("attribution_prep", "relay", "anonymous_source"):
            found.extend(_by_cue(view, cue, sentence))
    found.extend(_without_verb(view, found))
    found.extend(spoken_in(view, cues, found))
    found.sort(key=lambda attribution: (attribution.cue.span.start, attribution.cue.span.end))
    found = with_anonymity(view, _with_sources_of_on(_without_doubles(found)))
    return with_names(view, with_full_names(view, resolve_pronouns(view, found, names), names), names)


def _with_sources_of_on(found: list[Attribution]) -> list[Attribution]:
    """Give «on» the source that the same frame names: «De source syndicale, on affirme que…»."""
    result: list[Attribution] = []
    for attribution in found:
        holder, before = attribution.holder, result[-1] if result else None
        if (
            holder is not None
            and holder.name.lower() == "on"
            and before is not None
            and before.cue.type == "attribution_prep"
            and before.scope.overlaps(attribution.cue.span)
        ):
            attribution = replace(attribution, holder=before.holder)
        result.append(attribution)
    return result


def _without_verb(view: View, known: list[Attribution]) -> list[Attribution]:
    taken = [attribution.cue.span for attribution in known]
    voices = [
        *pronominal(view),
        *going_on(view),
        *verdicts(view),
        *denied_by(view),
        *introductions(view),
        *taken_up(view),
        *charges(view),
        *borne(view),
        *told_by(view),
        *relative_voices(view),
        *there(view),
        *sure(view),
        *impersonal(view),
        *some(view),
    ]
    return [voice for voice in voices if not any(voice.cue.span.overlaps(span) for span in taken)]


def _body(view: View, offset: int) -> Sentence | None:
    sentence = view.sentence_at(offset)
    return sentence if sentence is not None and sentence.kind == "body" else None


_UNASKED = re.compile(r"n'(?:a|ont|avait|avaient|eut) (?:pas|jamais|rien)\b")
"""How a verb begins that says what nobody asked for: «une peine que la cour n'a pas ordonnée»."""
_SAYING = ("verb_neutral", "verb_assertive", "verb_factive")


def _by_verb(view: View, use: VerbUse, sentence: Sentence, before: list[Attribution]) -> Attribution | None:
    silent = use.type in _SAYING or (use.type == "verb_denial" and use.frame in ("np", "retro", "bare"))
    silent = silent or (use.type == "verb_directive" and _UNASKED.match(view.low, use.start) is not None)
    if use.negated and silent:
        return None  # who «n'a pas confirmé» has said nothing: the sentence is the article's own
    cue = Cue(use.type, view.span(use.start, use.end), entry=use.lemma)
    if use.frame == "incise":
        nobody = use.pronoun == "on"
        holder = pronoun_holder(view, use) if use.pronoun else holder_after(view, use.end, sentence.span.end)
        if holder is None:
            return None
        holder = place_after_on(view, use.end, sentence) or there_on(view, use) if nobody else holder
        quotation = _quotation_before(view, use.start) or view.quotation_at(use.start)
        start = min(sentence.span.start, view.speech_start(quotation)) if quotation else sentence.span.start
        if quotation is not None and quotation.span.within(sentence.span):
            start = max(start, view.low.rfind("; ", start, quotation.span.start) + 1)
        return Attribution(cue, holder, view.span(start, sentence.span.end))
    if _points_back(view, use, sentence):
        holder = holder_after(view, use.end, sentence.span.end)
        return _back(view, cue, holder, sentence) if holder else None
    if use.type != "verb_denial" and _in_closed_relative(view, use, sentence):
        return None
    holder = (
        _inverted(view, use, sentence)
        or (_of_gerund(view, use, sentence, before) if use.gerund else None)
        or _of_joined(view, use, sentence, before)
        or subject_of(view, use, sentence)
    )
    if holder is None or (use.frame == "bare" and not speaks(holder)):
        return None
    if (
        use.frame in ("np", "bare")
        and use.type in _SAYING
        and view.low[: use.end].endswith(("era", "eront", "ira", "iront"))
    ):
        return None  # who «annoncera un fonds» has said nothing yet
    if use.frame == "np" and use.lemma in word_set("voices", "shown_by_papers") and not _proves(holder):
        return None
    if use.frame == "retro":
        return _back(view, cue, holder, sentence)
    return Attribution(cue, holder, view.span(*_scope(view, use, sentence)))


_COMMA = re.compile(r", (?=\w)")


def _of_gerund(view: View, use: VerbUse, sentence: Sentence, before: list[Attribution]) -> Holder | None:
    """Return who speaks beside what he does: of the frame before it, or the subject behind its comma.

    «« Nous irons », a-t-il dit, tout en reconnaissant que…», «Tout en reconnaissant que…, le ministre maintient…».
    """
    framed = [a for a in before if a.cue.span.within(sentence.span) and a.cue.span.end < use.start]
    if framed and framed[-1].scope.start < framed[-1].cue.span.start and after_clause(view, framed[-1].cue.span.start):
        return framed[-1].holder
    if not view.low.startswith(("en ", "tout en "), sentence.span.start):
        return None
    for match in _COMMA.finditer(view.low, use.end, sentence.span.end):
        if view.quotation_at(match.start()) is None:
            word = view.words_in(match.end(), sentence.span.end)[0]
            if word.low in tables().personal_pronouns:
                return Holder(view.text[word.start : word.end], view.span(word.start, word.end), "person")
            holder = holder_at(view, match.end(), sentence.span.end)
            return holder if holder is not None and speaks(holder) else None
    return None


_AND = re.compile(r",? (?:et|puis|mais)(?: aussi| même| également| en outre| surtout)? $")


def _of_joined(view: View, use: VerbUse, sentence: Sentence, before: list[Attribution]) -> Holder | None:
    """Return the subject of the verb that this one is joined to: «L'armée dit avoir visé un pont et rejette…»."""
    joined = _AND.search(view.low, max(sentence.span.start, use.start - 20), use.start)
    if joined is None or joined.end() != use.start or use.gerund or not before:
        return None
    last = before[-1]
    first = last.holder is not None and last.holder.span.end <= last.cue.span.start and not last.retroactive
    near = last.cue.span.within(sentence.span) and last.cue.type != "verb_investigation"
    same = view.quotation_at(use.start) is view.quotation_at(last.cue.span.start)
    plain = view.low.find("; ", last.cue.span.end, use.start) < 0
    return last.holder if first and near and same and plain else None


def _inverted(view: View, use: VerbUse, sentence: Sentence) -> Holder | None:
    """Return the subject right behind a verb whose object stands before it: «une hausse que conteste le maire»."""
    stop = sentence.span.end
    if not view.low.endswith(("que ", "qu'"), sentence.span.start, use.start) or not view.low.startswith(" ", use.end):
        return None
    holder = holder_at(view, behind_adverbials(view, use.end, stop), stop)
    return holder if holder is not None and speaks(holder) else None


def _proves(holder: Holder) -> bool:
    """Tell whether a paper shows something by what it holds: a study, no picture."""
    return holder.kind == "document" and head_word(holder.name) in word_set("holders", "proving_papers")


def _in_closed_relative(view: View, use: VerbUse, sentence: Sentence) -> bool:
    """Tell whether the verb stands in a relative between commas («Le maire, qui avait promis de partir, dirige»)."""
    comma = view.low.rfind(",", sentence.span.start, use.start)
    opened = comma >= 0 and re.match(r", (?:qui|dont) ", view.low[comma : comma + 8]) is not None
    closed = view.low.find(",", use.end, sentence.span.end)
    return opened and closed >= 0 and view.quotation_at(use.start) is None


def _points_back(view: View, use: VerbUse, sentence: Sentence) -> bool:
    before = view.low[sentence.span.start : use.start]
    return re.search(r"^(?:et )?c'est (?:du moins |en tout cas )?ce qu(?:e |')(?:\w+ )?$", before) is not None


def _back(view: View, cue: Cue, holder: Holder | None, sentence: Sentence) -> Attribution | None:
    """Return an attribution of the sentence before, in the same section; None where there is none."""
    index = sentence.number - 2
    if index < 0 or view.sentences[index].kind != "body":
        return None
    return Attribution(cue, holder, view.sentences[index].span, retroactive=True)


def _scope(view: View, use: VerbUse, sentence: Sentence) -> tuple[int, int]:
    quotation = view.quotation_at(use.start)
    end = min(sentence.span.end, quotation.span.end) if quotation else sentence.span.end
    if use.frame == "que":
        match = re.search(r"\bqu(?:e\b|')", view.low[use.end : end])
        if match:
            start = use.end + match.end()
            stop = view.low.find("; ", start, end)
            end = stop if stop > 0 and quotation is None else end
            return start + len(view.low[start:end]) - len(view.low[start:end].lstrip()), end
    colon = view.low.find(": ", use.end, end) if use.frame == "colon" else -1
    if colon >= 0:
        return colon + 2, end
    if use.frame == "quote":
        opening = next((q for q in view.quotations if q.span.start >= use.end), None)
        if opening is not None and opening.span.start < end:
            return opening.span.start, max(end, opening.span.end)
    if quotation is not None:
        return quotation.inner.start, end
    if use.gerund or _JOINED.search(view.low, sentence.span.start, use.start):
        return use.start, end
    turns = _CONTRAST if use.type == "verb_denial" else _ANSWERED
    cuts = [m.end() for m in turns.finditer(view.low, sentence.span.start, use.start)] if use.frame != "quote" else []
    return max([sentence.span.start, *cuts]), end


def _quotation_before(view: View, offset: int) -> Quotation | None:
    """Return the quotation that closes right before the offset, commas and spaces aside."""
    ahead = offset - 1
    while ahead >= 0 and view.low[ahead] in " ,.!?":
        ahead -= 1
    return view.quotation_at(ahead) if ahead >= 0 and view.low[ahead] == '"' else None


_POUR = "attribution_prep.003"
"""Entry of the cue table for «Pour le maire, …»."""
_BEFORE_HOLDER = (
    "selon",
    "d'après",
    "suivant",
    "à en croire",
    "si l'on",
    "si on",
    "si nous",
    "s'il ",
    "à lire",
    "à reli",
)
"""How prepositions begin that their holder follows at once."""
_WHAT_IS_SAID = re.compile(r" ?ce qu(?:e |')")


def _after_preposition(view: View, cue: Cue, sentence: Sentence, low: str) -> tuple[int, Holder | None]:
    """Return where the holder of a preposition begins, and the holder where it is no pronoun."""
    start, stop = cue.span.end, sentence.span.end
    if low.startswith("de ") and "source" in low:
        return start, Holder(
            cue.span.text.split(" ", 1)[1], view.span(cue.span.start + 3, cue.span.end), "unknown", True
        )
    if cue.entry == _POUR:
        start = view.low.find("pour", cue.span.start) + 4
    elif not low.startswith(_BEFORE_HOLDER):
        start = _after_de(view, cue.span.start, cue.span.end)
    said = _WHAT_IS_SAID.match(view.low, start, stop)
    if said is None:
        return start, holder_at(view, start, stop)
    comma = view.low.find(",", said.end(), stop)
    return start, holder_after(view, said.end(), comma if comma > 0 else stop)


def _by_cue(view: View, cue: Cue, sentence: Sentence) -> list[Attribution]:
    low = cue.span.text.lower().replace("’", "'")
    if cue.type == "anonymous_source":
        return _hearsay(view, cue, sentence, low)
    if cue.type == "relay" and not low.startswith("sur "):
        return _relay(view, cue, sentence, low)
    if low.startswith(("c'est", "sur ", "dans ", "par la voix")):
        return []
    if cue.entry == "attribution_prep.021":  # «de l'avis général»
        return [Attribution(cue, None, sentence.span)]
    start, holder = _after_preposition(view, cue, sentence, low)
    own = holder is not None and re.match(table("voices")["own_figures_regex"], holder.name.lower()) is not None
    if holder is not None and own:
        whose = "leurs" if holder.name.lower().startswith("leur") else "ses"
        holder = Holder(whose, holder.span, "person")
    if holder is None:
        holder = stressed_pronoun(view, start, sentence)
        if holder is None:
            return []
    if low.startswith("du point de vue") and not speaks(holder):
        return []
    if cue.entry == _POUR and (
        _benefits(view, holder, sentence) or (holder.kind == "unknown" and not _known_name(view, holder))
    ):
        return []
    quotation = view.quotation_at(cue.span.start)
    outside = None if view.text[cue.span.start].isupper() else _quotation_before(view, cue.span.start)
    begin = max(quotation.inner.start, sentence.span.start) if quotation else sentence.span.start
    if outside is not None:
        begin = min(begin, outside.span.start)
    end = min(quotation.inner.end, sentence.span.end) if quotation else sentence.span.end
    return [Attribution(cue, holder, view.span(begin, max(end, cue.span.end)))]


def _benefits(view: View, holder: Holder, sentence: Sentence) -> bool:
    """Tell whether something holds for whom the phrase names, no opinion: «Pour les usagers, le trajet coûtera…»."""
    holds = pattern("voices", "pour_holds_regex").match(view.low, holder.span.end, sentence.span.end)
    return holds is not None or head_word(holder.name) in word_set("voices", "beneficiaries")


def _known_name(view: View, holder: Holder) -> bool:
    """Tell whether a phrase is a name that the article has elsewhere too: «Pour Haies communes, le plan échoue…»."""
    bare = without_leading_article(holder.name)
    civic = re.match(r"[A-ZÀ-Þ][\w-]+ (?!d[eu]\b|et\b)[a-zà-ÿ]", bare) is not None  # «Rivières vives»: an association
    return bare[:1].isupper() and len(bare) > 3 and (civic or view.text.count(bare) >= 2)


def _after_de(view: View, start: int, end: int) -> int:
    """Return where the holder begins in «de l'avis de X», «aux dires des X»: behind the last «de» near the cue."""
    best = end
    for match in re.compile(r"\b(?:de |d'|du |des )").finditer(view.low, start + 3, end + 14):
        best = match.end() if match.group() in ("de ", "d'") else match.start()
    return best


def _relay(view: View, cue: Cue, sentence: Sentence, low: str) -> list[Attribution]:
    start = cue.span.end
    if low.startswith("à l'"):
        start = cue.span.start + 2
    elif low.startswith(("rapport", "a rapport", "ont rapport")):
        return []
    holder = holder_at(view, start, sentence.span.end)
    nobody = holder is not None and holder.kind == "unknown" and not holder.anonymous
    if holder is None or (nobody and not any(char.isupper() for char in holder.name)):
        return []
    role = "origin" if low.startswith(("citant", "qui cite", "relayant", "qui relaie")) else "relay"
    return [Attribution(cue, holder, sentence.span, role="relay" if role == "relay" else "origin")]


def _hearsay(view: View, cue: Cue, sentence: Sentence, low: str) -> list[Attribution]:
    """«On dit que», «dit-on», «la rumeur»: reported, without anybody named."""
    if cue.entry in ("anonymous_source.013", "anonymous_source.014", "anonymous_source.015") or low.startswith(
        ("on dit", "dit-on", "il se dit", "on parle", "à ce qu")
    ):
        place = place_after_on(view, cue.span.end, sentence) if low.startswith("dit-on") else None
        return [Attribution(cue, place, sentence.span)]
    return []


def _without_doubles(found: list[Attribution]) -> list[Attribution]:
    """Give attributions whose holders overlap («la trésorière, Mona Quist» and «Mona Quist») one holder."""
    kept: list[Attribution] = []
    for attribution in found:
        holder = attribution.holder
        for other in kept[-3:]:
            if holder is not None and other.holder is not None and other.holder.span.overlaps(holder.span):
                longer = max(holder, other.holder, key=lambda h: h.span.end - h.span.start)
                attribution = replace(attribution, holder=longer)
                kept = [replace(k, holder=longer) if k is other else k for k in kept]
                break
        kept.append(attribution)
    return kept
