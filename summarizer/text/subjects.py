"""Subjects: who stands before a reporting verb, with relatives, appositions and adverbials set aside.

Never in it: whether the verb reports (``frames``), whom a pronoun stands for (``coreference``).
"""

from __future__ import annotations

import re

from summarizer.domain.analysis import Holder, Sentence
from summarizer.text.coreference import is_pronominal
from summarizer.text.holders import head_word, holder_at, kind_of, tables, without_leading_article
from summarizer.text.pack import word_set
from summarizer.text.reporting import VerbUse
from summarizer.text.view import View
from summarizer.text.voices import place_of_on

_LEADING = re.compile(
    r"^(?:et|mais|or|car|puis|donc|enfin|ainsi|pourtant|toutefois|cependant|hier|aujourd'hui|là-bas|"
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?: (?:matin|soir|dernier|après-midi))?|"
    r"(?:début|fin|mi)[- ](?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)|"
    r"en (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|\d{4})(?: \d{4})?|"
    r"si|comme|ce que|cela|d'ailleurs|en effet|alors que|tandis que|quand|lorsque|parce que|puisque|que|qu'|ce qu')"
    r"\b[ ,]*"
)
_DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ' -]{2,}(?:, [^–—:;.-]{3,24})?(?: \([^)]{2,30}\))?,? ?[–—-] ")
"""Where an agency writes from, before its first sentence: «VIENNE – L'Autriche a annoncé…»."""
_CLAUSE = re.compile(r"[;:]|\bque |\bqu'|, (?:mais|et|car|alors que|tandis que|puis|or|ce que|dont|là où) |\"")
_RELATIVE = re.compile(
    r", (?:[^\W\d]+(?:é|i|u|is|it)e?s? [^,;:.]{0,60} et )?(?:que|qu'|qui|dont|où|lequel|laquelle) ?[^,;:.]{2,90}, $"
)
"""A relative clause between commas right before a verb: «Le docteur Sast, que nous avons joint, réfute»."""
_NAME_QUOTE_WORDS = 4
"""A quotation this short inside a subject is a name («le collectif « Grand Large »»), no border."""


def speaks(holder: Holder) -> bool:
    """Tell whether the phrase is somebody: a person, a body, a medium, a group; no thing and no document."""
    return holder.kind not in ("unknown", "document") or is_pronominal(holder)


def adverbial(name: str) -> bool:
    """Tell whether a phrase is a time («le même jour», «la veille») and nobody."""
    return (
        re.match(
            r"(?:le |la |l'|ce |cette |au )?(?:même )?(?:jour|soir|matin|semaine|mois|année|veille|lendemain)\b",
            name.lower(),
        )
        is not None
    )


def subject_of(view: View, use: VerbUse, sentence: Sentence) -> Holder | None:
    """Return the subject before a verb: the phrase at the start of its clause, apposition and adverbials set aside."""
    relative = _qui(view, use, sentence) or _where_on(view, use, sentence)
    if relative is not None:
        return relative
    start = _clause_start(view, use, sentence)
    if view.low.endswith("là où ", 0, start):
        return None  # «…, là où le consensus tablait sur 5 millions» is beside what the sentence says
    if start == sentence.span.start:
        dateline = _DATELINE.match(view.flat, start, use.start)
        start = dateline.end() if dateline is not None else start
    enclosed = _RELATIVE.search(view.low, sentence.span.start, use.start)
    if enclosed is not None and enclosed.end() == use.start:
        holder = _subject_in(view, sentence.span.start, enclosed.start(), use.start)
        proper = holder is not None and without_leading_article(holder.name)[:1].isupper()
        if holder is not None and (speaks(holder) or holder.kind == "document" or proper):
            return holder
    text = view.low[start : use.start]
    lead = _LEADING.match(text)
    while lead and lead.end():
        start, text = start + lead.end(), text[lead.end() :]
        lead = _LEADING.match(text)
    if not text.strip() and start > sentence.span.start:
        return _firstsubject_of(view, sentence, use)
    pieces = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^,]+", text) if m.group().strip()]
    if not pieces:
        return None
    apposed = text.rstrip().endswith(",")
    for begin, end in pieces if apposed or " qui " in text + " " else reversed(pieces):
        opening = begin == sentence.span.start and len(pieces) > 1
        if opening and (opens_with_participle(view, begin, end) or _opens_with_mood(view, begin, end)):
            continue
        holder = _subject_in(view, begin, end, use.start, speaking=_only_people(use))
        if holder is not None:
            return holder
    return None


_PARTICIPLE = re.compile(r"[^\W\d_]{2,}(?:é|i|u|is|it|ert|int)(?:e|s|es)?$")


def opens_with_participle(view: View, start: int, end: int) -> bool:
    """Tell whether a phrase before a comma is a participle with its adverbials: «Entendue à la barre, …»."""
    words = view.words_in(start, end)
    if not words or _PARTICIPLE.match(words[0].low) is None:
        return False
    if len(words) == 1 or words[1].low in tables().kinds:
        return words[0].low in word_set("voices", "asked")
    behind = words[1].low
    adverbials = word_set("syntax", "prepositions") | word_set("syntax", "time_words") | {"par", "au", "aux"}
    return (behind in adverbials and behind not in ("de", "d")) or words[0].low in word_set("voices", "asked")


def _opens_with_mood(view: View, start: int, end: int) -> bool:
    """Tell whether a phrase before a comma says how its subject is minded: «Plus réservé, …», «Fidèle à X, …»."""
    words = view.words_in(start, end)
    degrees = word_set("voices", "degrees")
    if len(words) > 1 and words[0].low in degrees and words[1].low not in degrees | {"de", "d", "des", "que"}:
        return view.text[words[1].start].islower()  # and not «Bien plus de…»
    return bool(words) and words[0].low in word_set("voices", "moods")


def _only_people(use: VerbUse) -> bool:
    """Tell whether only somebody can be the verb's subject («déclare que»), no thing («montre que», «confirme que»)."""
    said = use.type in ("verb_neutral", "verb_assertive", "verb_denial", "verb_belief")
    if use.frame == "inf" and (not said or " " in use.lemma):
        return False
    return use.frame in ("que", "quote", "colon", "inf") and use.lemma not in word_set("voices", "said_of_things")


def _firstsubject_of(view: View, sentence: Sentence, use: VerbUse) -> Holder | None:
    """Return the subject of the sentence for a later verb without one: «se tait sur le prix, mais jure que…»."""
    if view.quotation_at(use.start) is not None:
        return None
    return _subject_in(view, sentence.span.start, use.start, use.start)


def _qui(view: View, use: VerbUse, sentence: Sentence) -> Holder | None:
    """Return whom «qui» right before the verb stands for: the longest phrase that ends right before it, or None."""
    before = view.words_before(use.start, 1, sentence.span.start)
    if not before or before[0].low != "qui" or view.low[before[0].end : use.start].strip():
        return None
    found = before_relative(view, before[0].start, sentence)
    proper = found is not None and without_leading_article(found.name)[:1].isupper()
    return found if found is not None and (speaks(found) or proper) else None


_WHERE_ON = re.compile(r",? où (?:l')?on (?:[^\W\d]+ment )?$")


def _where_on(view: View, use: VerbUse, sentence: Sentence) -> Holder | None:
    """Return the place that «où l'on» speaks from: «à la mairie, où l'on assure que…»."""
    match = _WHERE_ON.search(view.low, max(sentence.span.start, use.start - 30), use.start)
    found = _ending_at(view, match.start(), sentence) if match is not None else None
    return found if found is not None and speaks(found) else None


def before_relative(view: View, start: int, sentence: Sentence) -> Holder | None:
    """Return whom a relative at the offset is about: the phrase before it, or whom its trade stands beside."""
    found = _ending_at(view, len(view.low[:start].rstrip(" ,")), sentence)
    if found is not None and (_is_trade(view, found) or view.low[: found.span.start].endswith((", de ", ", d'"))):
        stop = len(view.low[: found.span.start].removesuffix(" de ").removesuffix(" d'").rstrip(" ,"))
        beside = _ending_at(view, stop, sentence)
        found = beside if beside is not None and beside.kind in ("person", "unknown") else found
    return found if found is not None else _with_participle(view, start, sentence)


_JOINED_BY = re.compile(
    r" (?:joint|interrogé|contacté|cité|rencontré|entendu|présent|venu|installé|employé)e?s? [^,;:.]{3,50}$"
)


def _with_participle(view: View, start: int, sentence: Sentence) -> Holder | None:
    """Return the phrase before a participle and its complement: «un chirurgien joint par téléphone, qui…»."""
    stop = len(view.low[:start].rstrip(" ,"))
    match = _JOINED_BY.search(view.low, max(sentence.span.start, stop - 60), stop)
    return _ending_at(view, match.start(), sentence) if match is not None else None


def _ending_at(view: View, stop: int, sentence: Sentence) -> Holder | None:
    """Return the longest holder that ends at the offset."""
    found = None
    for word in reversed(view.words_before(stop, 10, sentence.span.start)):
        if any(char in view.low[word.end : stop] for char in ';:!?"'):
            break
        holder = holder_at(view, word.start, stop)
        if holder is not None and holder.span.end == stop:
            found = holder
    return found


def _is_trade(view: View, holder: Holder) -> bool:
    """Tell whether a phrase is a bare trade behind a comma: «X, secrétaire du comité, qui…» speaks of X."""
    apposed = view.low[: holder.span.start].rstrip(" ").endswith(",")
    bare = view.words_in(holder.span.start, holder.span.end)[0].low not in tables().determiners
    return apposed and bare and holder.name[:1].islower()


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
    if holder is None or adverbial(holder.name):
        return None
    rest = view.low[holder.span.end : end]
    bare = without_leading_article(holder.name)
    proper = any(part[:1].isupper() for part in bare.split())
    if holder.anonymous and head_word(holder.name) in word_set("holders", "measures"):
        return None  # «dix-huit mois ferme»
    known = proper or holder.anonymous or is_pronominal(holder) or speaking
    if kind_of(holder.name) == "unknown" and (len(rest) > 40 or not known):
        return None  # things show and numbers come from somewhere: they say nothing
    return holder
