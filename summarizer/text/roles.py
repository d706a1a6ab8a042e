"""Roles: the office named beside a name, and the capitals that only belong to an office.

Never in it: who is meant by an office alone (``engines.rules.joining``).
Tables: ``fr/holders.json``, ``fr/names.json``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer.domain.analysis import Sentence
from summarizer.text.holders import noun_phrase, tables
from summarizer.text.pack import word_set
from summarizer.text.verb_forms import verb_shape
from summarizer.text.view import View, Word, is_capital

_ROLE_WORDS = 9
_BROKEN = re.compile(r"[;:.!?()\"]|,(?! $)")
_APPOSED = re.compile(r"^, ((?:le |la |l'|un |une |son |sa |leur )?[^,;:.!?()\"]{3,80})")
_TWO = re.compile(r"^(?:[Ll]e |[Ll]a |[Ll]['’])?[a-zà-ÿ-]+ [A-ZÀ-Þ][\w-]+ [A-ZÀ-Þ]")


def role_beside(view: View, sentence: Sentence, start: int, end: int) -> str:
    """Return the office beside a name: «l'ex-président russe Dmitri Medvedev», «Ana Vel, maire de Trévaux»."""
    begin: int | None = None
    before = view.words_before(start, 1, sentence.span.start)
    noun = bool(before) and view.low[before[0].end : start] == " " and " " not in view.low[start:end]
    if noun and tables().kinds.get(before[0].low) in ("media", "state_body", "organisation"):
        return ""  # «le laboratoire X»
    for word in reversed(view.words_before(start, _ROLE_WORDS, sentence.span.start)):
        between = view.low[word.end : start]
        if _BROKEN.search(between) or word.low in word_set("syntax", "role_ends") or _is_verb(word):
            break
        if is_person_noun(word.low):
            begin = _with_adjective_before(view, word, sentence.span.start)
    if begin is not None:
        phrase = view.text[begin:start].rstrip(" ,")
        last = re.findall(r"[^\W_]+", phrase.lower())[-1]
        if last not in word_set("names", "particles") | {"au", "aux", "à", "que", "par"}:
            return phrase
    if before and before[0].low in ("à", "en", "vers", "dans"):
        return ""  # «À Trévaux, la maire»: where, not who
    match = _APPOSED.match(view.flat[end : min(end + 90, sentence.span.end)])
    if match:
        first = re.match(r"(?:le |la |l'|un |une |son |sa |leur )?([^\W_]+(?:-[^\W_]+)*)", match.group(1).lower())
        office = noun_phrase(view, end + 2, sentence.span.end) if first and is_person_noun(first.group(1)) else None
        if (
            office is not None
            and _TWO.search(view.text[office[0] : office[1]]) is None
            and (
                view.low[office[1] : office[1] + 1] in (",", ".", ";", ")", "")
                or view.low.startswith(" et ", office[1])
            )
        ):
            return view.text[office[0] : office[1]]
    return ""


def _is_verb(word: Word) -> bool:
    """Tell whether a word is a finite verb, so that an office before it is its subject: «l'institutrice préside X»."""
    shape = verb_shape(word.low) if tables().kinds.get(word.low) is None else None
    return shape is not None and shape[0] == "sure"


def _with_adjective_before(view: View, noun: Word, begin: int) -> int:
    """Return where an office of two words begins, the noun given: «première ministre»."""
    before = view.words_before(noun.start, 1, begin)
    return before[0].start if before and is_person_noun(f"{before[0].low} {noun.low}") else noun.start


def in_office(view: View, sentence: Sentence, run: list[Word]) -> bool:
    """Tell whether a capital only belongs to an office: «Santé» of «la ministre de la Santé»."""
    first = run[0]
    if view.text[first.start : run[-1].end].isupper():
        return False
    before = view.low[max(sentence.span.start, first.start - 90) : first.start]
    if first.low == "république":
        return before.endswith((" de la ", " à la ")) and (len(run) == 1 or _PROSECUTOR.search(before) is not None)
    return before.endswith(_TO_FIELD) and _MINISTER.search(before) is not None


_TO_FIELD = (" de la ", " du ", " des ", " de l'", " à la ", " à l'", " au ", " aux ", " et la ", " et à la ")
_MINISTER = re.compile(
    r"\b(?:ministres?|secrétaires? d'état)(?: [^\W\d_]+(?:[ '-][^\W\d_]+){0,8})?? "
    r"(?:de la |du |des |de l'|à la |à l'|au |aux )$"
)
_PROSECUTOR = re.compile(r"\b(?:procureure?|substitute?|parquet|président|présidente) (?:\w+ )?de la $")


@lru_cache(maxsize=8192)
def is_person_noun(low: str) -> bool:
    """Tell whether a lower-case word names an office or a kind of person («ex-» and «vice-» aside)."""
    return tables().kinds.get(re.sub(r"^(?:ex|vice|co)-", "", low)) == "person" or tables().kinds.get(low) == "person"


def is_site(view: View, run: list[Word]) -> bool:
    """Tell whether a noun of premises or a body stands before a capital: «la raffinerie Xylor de Trévaux»."""
    before = view.words_before(run[0].start, 1)
    if not before or view.low[before[0].end : run[0].start] != " " or is_capital(view, before[0]):
        return False
    return tables().kinds.get(before[0].low) in ("organisation", "state_body", "media")
