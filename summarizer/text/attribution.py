"""Attributions: who says what, from prepositions, reporting verbs, relays and sentences that point back.

Scopes are whole sentences or quotations, or what follows *que*: the frame itself («X a indiqué que») is never in the
scope of a *que*-clause. Rules S1 to S6 of docs/claims.md; chains are put together in ``chains``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from summarizer.domain.analysis import Attribution, Cue, Holder, Name, Quotation, Sentence
from summarizer.text.coreference import is_pronominal, resolve_pronouns, with_full_names
from summarizer.text.frames import VerbUse
from summarizer.text.holders import holder_at, kind_of, noun_phrase, tables, without_leading_article
from summarizer.text.pack import word_set
from summarizer.text.view import View
from summarizer.text.voices import denied_by, introductions, place_after_on, place_of_on, pronominal, taken_up, verdicts

_LEADING = re.compile(
    r"^(?:et|mais|or|car|puis|donc|enfin|ainsi|pourtant|toutefois|cependant|hier|aujourd'hui|là-bas|"
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?: (?:matin|soir|dernier|après-midi))?|"
    r"(?:début|fin|mi)[- ](?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)|"
    r"en (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|\d{4})(?: \d{4})?|"
    r"si|comme|ce que|cela|d'ailleurs|en effet|alors que|tandis que|quand|lorsque|parce que|puisque|que|qu'|ce qu')"
    r"\b[ ,]*"
)
_CLAUSE = re.compile(r"[;:]|\bque |\bqu'|, (?:mais|et|car|alors que|tandis que|puis|or|ce que|dont) |\"")
_RELATIVE = re.compile(r", (?:que|qu'|qui|dont|où|lequel|laquelle) ?[^,;:.]{2,90}, $")
"""A relative clause between commas right before a verb: «Le docteur Sast, que nous avons joint, réfute»."""
_CONTRAST = re.compile(r"; |, (?:alors que|alors qu'|tandis que|tandis qu'|mais|or) ")
"""Where another clause begins, which is not what a verb behind it reports."""
_NAME_QUOTE_WORDS = 4
"""A quotation this short inside a subject is a name («le collectif « Lanterne noire »»), no border."""


def read_attributions(
    view: View, verbs: tuple[VerbUse, ...], cues: tuple[Cue, ...], names: tuple[Name, ...] = ()
) -> tuple[Attribution, ...]:
    """Return the article's attributions in order; pronouns are resolved to the holder before them."""
    found: list[Attribution] = []
    for use in verbs:
        sentence = _body(view, use.start)
        if sentence is not None:
            attribution = _by_verb(view, use, sentence)
            if attribution is not None:
                found.append(attribution)
    for cue in cues:
        sentence = _body(view, cue.span.start)
        if sentence is not None and cue.type in ("attribution_prep", "relay", "anonymous_source"):
            found.extend(_by_cue(view, cue, sentence))
    found.extend(_without_verb(view, found))
    found.sort(key=lambda attribution: (attribution.cue.span.start, attribution.cue.span.end))
    return with_full_names(resolve_pronouns(view, _without_doubles(found), names), names)


def _without_verb(view: View, known: list[Attribution]) -> list[Attribution]:
    taken = [attribution.cue.span for attribution in known]
    voices = [*pronominal(view), *verdicts(view), *denied_by(view), *introductions(view), *taken_up(view)]
    return [voice for voice in voices if not any(voice.cue.span.overlaps(span) for span in taken)]


def _body(view: View, offset: int) -> Sentence | None:
    sentence = view.sentence_at(offset)
    return sentence if sentence is not None and sentence.kind == "body" else None


_SAYING = ("verb_neutral", "verb_assertive", "verb_factive")


def _by_verb(view: View, use: VerbUse, sentence: Sentence) -> Attribution | None:
    if use.negated and use.type in _SAYING:
        return None  # who «n'a pas confirmé» has said nothing: the sentence is the article's own
    cue = Cue(use.type, view.span(use.start, use.end), entry=use.lemma)
    if use.frame == "incise":
        nobody = use.pronoun == "on"
        holder = _pronoun_holder(view, use) if use.pronoun else _holder_after(view, use.end, sentence.span.end)
        if holder is None:
            return None
        holder = place_after_on(view, use.end, sentence) if nobody else holder
        quotation = _quotation_before(view, use.start)
        start = min(sentence.span.start, quotation.span.start) if quotation else sentence.span.start
        return Attribution(cue, holder, view.span(start, sentence.span.end))
    if _points_back(view, use, sentence):
        holder = _holder_after(view, use.end, sentence.span.end)
        return _back(view, cue, holder, sentence) if holder else None
    if use.type != "verb_denial" and _in_closed_relative(view, use, sentence):
        return None
    holder = _subject(view, use, sentence)
    if holder is None or (use.frame == "bare" and not _speaks(holder)):
        return None
    if use.frame == "retro":
        return _back(view, cue, holder, sentence)
    return Attribution(cue, holder, view.span(*_scope(view, use, sentence)))


def _in_closed_relative(view: View, use: VerbUse, sentence: Sentence) -> bool:
    """Tell whether the verb stands in a relative between commas («Le maire, qui avait promis de partir, dirige»)."""
    comma = view.low.rfind(",", sentence.span.start, use.start)
    opened = comma >= 0 and re.match(r", (?:qui|dont) ", view.low[comma : comma + 8]) is not None
    closed = view.low.find(",", use.end, sentence.span.end)
    return opened and closed >= 0 and view.quotation_at(use.start) is None


def _speaks(holder: Holder) -> bool:
    """Tell whether the phrase is somebody: a person, a body, a medium, a group; no thing and no document."""
    return holder.kind not in ("unknown", "document") or is_pronominal(holder)


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
    cuts = (
        [m.end() for m in _CONTRAST.finditer(view.low, sentence.span.start, use.start)] if use.frame != "quote" else []
    )
    return max([sentence.span.start, *cuts]), end


def _quotation_before(view: View, offset: int) -> Quotation | None:
    """Return the quotation that closes right before the offset, commas and spaces aside."""
    ahead = offset - 1
    while ahead >= 0 and view.low[ahead] in " ,.!?":
        ahead -= 1
    return view.quotation_at(ahead) if ahead >= 0 and view.low[ahead] == '"' else None


def _pronoun_holder(view: View, use: VerbUse) -> Holder:
    start = view.low.rfind(use.pronoun, use.start, use.end)
    span = view.span(start, start + len(use.pronoun))
    return Holder(use.pronoun, span, "unknown" if use.pronoun == "on" else "person", use.pronoun == "on")


def _holder_after(view: View, start: int, end: int) -> Holder | None:
    """Return the first holder after an inverted verb, adverbials («jeudi soir dans un communiqué») skipped."""
    t = tables()
    skip_until = start
    for word in view.words_in(start, end)[:16]:
        gap = view.low[skip_until if skip_until > start else start : word.start]
        if any(char in gap for char in ';:!?"') or (gap.strip() == "." and word.start > start + 1):
            return None
        if word.start < skip_until:
            continue
        before = view.words_before(word.start, 1, start)
        if before and before[0].low in word_set("syntax", "prepositions"):
            phrase = noun_phrase(view, word.start, end)
            skip_until = phrase[1] if phrase is not None else skip_until
            continue
        if word.low in t.determiners or view.text[word.start].isupper() or word.low in t.civilities:
            holder = holder_at(view, word.start, end)
            if holder is not None and not _adverbial(holder.name):
                return holder
    return None


def _adverbial(name: str) -> bool:
    return (
        re.match(
            r"(?:le |la |l'|ce |cette |au )?(?:même )?(?:jour|soir|matin|semaine|mois|année|veille|lendemain)\b",
            name.lower(),
        )
        is not None
    )


def _subject(view: View, use: VerbUse, sentence: Sentence) -> Holder | None:
    """Return the subject before a verb: the phrase at the start of its clause, apposition and adverbials set aside."""
    relative = _qui(view, use, sentence)
    if relative is not None:
        return relative
    start = _clause_start(view, use, sentence)
    enclosed = _RELATIVE.search(view.low, sentence.span.start, use.start)
    if enclosed is not None and enclosed.end() == use.start:
        holder = _subject_in(view, sentence.span.start, enclosed.start(), use.start)
        if holder is not None and _speaks(holder):
            return holder
    text = view.low[start : use.start]
    lead = _LEADING.match(text)
    while lead and lead.end():
        start, text = start + lead.end(), text[lead.end() :]
        lead = _LEADING.match(text)
    if not text.strip() and start > sentence.span.start:
        return _first_subject(view, sentence, use)
    pieces = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^,]+", text) if m.group().strip()]
    if not pieces:
        return None
    apposed = text.rstrip().endswith(",")
    for begin, end in pieces if apposed or " qui " in text + " " else reversed(pieces):
        holder = _subject_in(view, begin, end, use.start, speaking=_only_people(use))
        if holder is not None:
            return holder
    return None


def _only_people(use: VerbUse) -> bool:
    """Tell whether only somebody can be the verb's subject («déclare que»), no thing («montre que», «confirme que»)."""
    return use.frame in ("que", "quote", "colon") and use.lemma not in word_set("voices", "said_of_things")


def _first_subject(view: View, sentence: Sentence, use: VerbUse) -> Holder | None:
    """Return the subject of the sentence for a later verb without one: «refuse de répondre, mais promet que…»."""
    if view.quotation_at(use.start) is not None:
        return None
    return _subject_in(view, sentence.span.start, use.start, use.start)


def _qui(view: View, use: VerbUse, sentence: Sentence) -> Holder | None:
    """Return whom «qui» right before the verb stands for: the longest phrase that ends right before it, or None."""
    before = view.words_before(use.start, 1, sentence.span.start)
    if not before or before[0].low != "qui" or view.low[before[0].end : use.start].strip():
        return None
    stop = len(view.low[: before[0].start].rstrip(" ,"))
    found = None
    for word in reversed(view.words_before(stop, 10, sentence.span.start)):
        if any(char in view.low[word.end : stop] for char in ';:!?"'):
            break
        holder = holder_at(view, word.start, stop)
        if holder is not None and holder.span.end == stop:
            found = holder
    return found if found is not None and _speaks(found) else None


def _clause_start(view: View, use: VerbUse, sentence: Sentence) -> int:
    quotation = view.quotation_at(use.start)
    floor = quotation.inner.start if quotation and quotation.inner.start >= sentence.span.start else sentence.span.start
    start = floor
    for match in _CLAUSE.finditer(view.low, floor, use.start):
        if match.group() in ("que ", "qu'") and view.low[max(floor, match.start() - 5) : match.start()].endswith(
            ("plus ", "ainsi ", "alors ", "lors", "ce ")
        ):
            continue
        if match.group() == '"' and _quotes_a_name(view, match.start(), use.start):
            continue
        start = match.end()
    return start


def _quotes_a_name(view: View, offset: int, before: int) -> bool:
    quotation = view.quotation_at(offset)
    if quotation is None or quotation.span.end > before:
        return False
    return len(view.words_in(quotation.inner.start, quotation.inner.end)) <= _NAME_QUOTE_WORDS


def _subject_in(view: View, start: int, end: int, stop: int, *, speaking: bool = False) -> Holder | None:
    t = tables()
    sentence = view.sentence_at(start)
    words = view.words_in(start, end)
    if not words:
        return None
    first = words[0]
    if first.low in t.personal_pronouns:
        return Holder(view.text[first.start : first.end], view.span(first.start, first.end), "person")
    if first.low in ("lui", "eux") and len(words) == 1:
        return Holder("il" if first.low == "lui" else "ils", view.span(first.start, first.end), "person")
    if first.low in word_set("holders", "nobody"):
        return None
    if first.low in word_set("holders", "somebodies") and len(words) == 1:
        return Holder(view.text[first.start : first.end], view.span(first.start, first.end), "group", True)
    if first.low == "on":
        if view.quotation_at(first.start) is not None:
            return None  # whoever says «on» in a quotation is its speaker
        place = place_of_on(view, first.start, sentence) if sentence is not None else None
        if place is not None:
            return place
        return Holder(view.text[first.start : first.end], view.span(first.start, first.end), "unknown", True)
    if first.low in word_set("syntax", "prepositions") - {"d", "de", "des"}:
        return None
    holder = holder_at(view, first.start, stop)
    if holder is None or _adverbial(holder.name):
        return None
    rest = view.low[holder.span.end : end]
    bare = without_leading_article(holder.name)
    proper = any(part[:1].isupper() for part in bare.split())
    known = proper or holder.anonymous or is_pronominal(holder) or speaking
    if kind_of(holder.name) == "unknown" and (len(rest) > 40 or not known):
        return None  # things show and numbers come from somewhere: they say nothing
    return holder


def _by_cue(view: View, cue: Cue, sentence: Sentence) -> list[Attribution]:
    low = cue.span.text.lower().replace("’", "'")
    if cue.type == "anonymous_source":
        return _hearsay(view, cue, sentence, low)
    if low.startswith(("c'est", "sur ", "dans ")):
        return []
    if cue.type == "relay":
        return _relay(view, cue, sentence, low)
    start = cue.span.end
    if low.startswith("de ") and "source" in low:
        span = cue.span
        holder: Holder | None = Holder(span.text.split(" ", 1)[1], view.span(span.start + 3, span.end), "unknown", True)
    else:
        if "pour" in low[:8]:
            start = view.low.find("pour", cue.span.start) + 4
        elif not low.startswith(("selon", "d'après", "suivant", "à en croire", "si l'on")):
            start = _after_de(view, cue.span.start, cue.span.end)
        holder = holder_at(view, start, sentence.span.end)
    if holder is None:
        holder = _stressed_pronoun(view, start, sentence)
        if holder is None:
            return []
    if "pour" in low[:8] and holder.kind == "unknown":
        return []
    quotation = view.quotation_at(cue.span.start)
    outside = _quotation_before(view, cue.span.start)
    begin = max(quotation.inner.start, sentence.span.start) if quotation else sentence.span.start
    if outside is not None:
        begin = min(begin, outside.span.start)
    end = min(quotation.inner.end, sentence.span.end) if quotation else sentence.span.end
    return [Attribution(cue, holder, view.span(begin, max(end, cue.span.end)))]


def _after_de(view: View, start: int, end: int) -> int:
    """Return where the holder begins in «de l'aveu même de X», «aux dires des X»: behind the last «de» near the cue."""
    best = end
    for match in re.compile(r"\b(?:de |d'|du |des )").finditer(view.low, start + 3, end + 14):
        best = match.end() if match.group() in ("de ", "d'") else match.start()
    return best


def _stressed_pronoun(view: View, start: int, sentence: Sentence) -> Holder | None:
    words = view.words_in(start, sentence.span.end)[:1]
    stressed = {"lui": "il", "elle": "elle", "eux": "ils", "elles": "elles"}
    if words and words[0].low in stressed and not view.low[start : words[0].start].strip():
        return Holder(stressed[words[0].low], view.span(words[0].start, words[0].end), "person")
    return None


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
    if cue.entry == "anonymous_source.013" or low.startswith(("on dit", "dit-on", "il se dit", "on parle", "à ce qu")):
        return [Attribution(cue, None, sentence.span)]
    return []


def _without_doubles(found: list[Attribution]) -> list[Attribution]:
    """Give attributions whose holders overlap («la porte-parole, Ilse Darvenko» and «Ilse Darvenko») one holder."""
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
