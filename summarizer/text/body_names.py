"""Names of bodies that begin before their capital or go on behind it: «le ministère de la Paix», «Protection civile».

Never in it: which capitals are names at all (``names``), kinds (``name_kinds``).
"""

from __future__ import annotations

import re

from summarizer.domain.analysis import Name, Sentence
from summarizer.domain.span import Span
from summarizer.text.acting import AND
from summarizer.text.holders import noun_phrase, tables
from summarizer.text.name_kinds import apposed_kind, body_kind
from summarizer.text.pack import word_set
from summarizer.text.view import View, Word, is_capital

_OCCASION = re.compile(
    r" (?:à l'(?:appel|issue|occasion|initiative|aide|origine|instar)|à la (?:suite|demande)|au nom)\b"
)
_ACRONYM = re.compile(r" \([A-ZÀ-Þ][\w-]{1,9}[,)]")
_SUBJUNCTIVE = re.compile(r"(?:prenne|vienne|tienne)$")
_ADJECTIVE = re.compile(
    r"(?:enne|en|ale|al|aux|iques?|aise|ais|ile|elle|el|aires?|ine|ées?|ies|ive|if|oise|ois|aine|ain|euse|ère|libre|"
    r"rouge|verte|unies?)$"
)


def with_adjectives(view: View, run: list[Word], start: int, end: int) -> Span:
    """Return the span of a body with the adjectives behind its capital: «Protection civile»."""
    noun = run[-1]
    if len(run) == 1 and (noun.low in tables().kinds or noun.low in word_set("names", "capital_nouns")):
        for word in view.words_in(end, end + 40)[:2]:
            small = view.low[end : word.start] == " " and not is_capital(view, word)
            if (
                not small
                or _SUBJUNCTIVE.search(word.low)
                or not _ADJECTIVE.search(word.low)
                or word.low in tables().stops
            ):
                break
            end = word.end
    return view.span(start, end)


def body_phrase(view: View, first: Word, sentence: Sentence) -> Name | None:
    """Return the definite phrase a name completes: «le ministère britannique de la Défense» of «Défense»."""
    found: Name | None = None
    for word in (first, *reversed(view.words_before(first.start, 6, sentence.span.start))):
        kind = tables().kinds.get(word.low)
        if kind not in ("state_body", "media", "organisation") or word.low == "presse":
            continue
        if word is not first and is_capital(view, word) and view.low[word.end : first.start] == " et ":
            break  # «la CGT et Sud Docks»: two of them
        phrase = noun_phrase(view, word.start, sentence.span.end)
        cut = _OCCASION.search(view.low, *phrase) if phrase is not None else None
        if phrase is not None and cut is not None:
            phrase = phrase[0], cut.start()
        also = AND.search(view.low, *phrase) if phrase is not None else None
        if phrase is not None and also is not None:
            phrase = phrase[0], also.start()
        if phrase is None or not phrase[0] <= first.start < phrase[1]:
            break
        inside = view.words_in(*phrase)
        capitals = [other.end for other in inside if is_capital(view, other)]
        linked = any(other.low in ("de", "du", "des", "d") for other in inside[1:3])
        named = _ACRONYM.match(view.text, phrase[1]) is not None or (linked and len(inside) <= 6)
        end = phrase[1] if word is first and named else max(capitals)
        end = max(end, found.span.end) if found is not None else end
        span = view.span(phrase[0], end)
        if word is first and end == word.end:
            span = with_adjectives(view, [word], word.start, word.end)
        told = apposed_kind(view, end) if span.text[0].isupper() else None
        found = Name(span, span.text, told or body_kind(span.text, kind))
        if word is not first:
            break
    return found
