"""Acting: bodies and offices without a proper name that a sentence begins with and that do something.

Never in it: words given to them (``attribution``). Tables: ``fr/holders.json``, ``fr/actors.json``.
"""

from __future__ import annotations

import re

from summarizer.domain.analysis import Name, Sentence
from summarizer.domain.terms import SourceKind
from summarizer.text.holders import kind_of, noun_phrase, tables
from summarizer.text.pack import word_set
from summarizer.text.roles import is_person_noun
from summarizer.text.verb_forms import verb_shape
from summarizer.text.view import View, is_capital

AND = re.compile(r" et (?=l'|le |la |les |l’)")
_ACTS = re.compile(
    r" (?:n[e'] ?\w+ (?:pas|plus|jamais|rien|que)\b|(?:(?:ne|n'|se|s'|y|en|l'|le|la|les|lui) ?)*"
    r"(?:a|ont|est|sont|avait|avaient|aura|auront|aurait|auraient|va|vont|"
    r"doit|doivent|peut|peuvent|veut|dit|disent|tente|demande|refuse|enquête|recherche|\w{3,}(?:era|ira|erait|irait|"
    r"eront|eraient|iraient|èrent|ait|aient)|\w{2,}(?:ent|it))\b)"
)


def acts_behind(view: View, end: int, *, aside_too: bool = False) -> bool:
    """Tell whether a finite verb stands right behind a subject, a relative clause between them aside."""
    aside = _RELATIVE.match(view.flat, end) or (_ASIDE.match(view.flat, end) if aside_too else None)
    if aside is not None:
        end = aside.end()
    if _ACTS.match(view.flat, end):
        return True
    word = next(iter(view.words_in(end, end + 24)), None)
    shape = verb_shape(word.low) if word is not None and view.low[end : word.start] == " " else None
    return shape is not None and shape[0] == "sure"


_RELATIVE = re.compile(r", (?:(?:qui|dont|que|qu'|où) [^,.;:()\n]{3,80}|lui|elle|eux|elles),")
_ASIDE = re.compile(r", (?!une? |les? |la |l')[^,.;:()\n]{3,80},")


def acting_body(view: View, sentence: Sentence) -> Name | None:
    """Return the body or office that a sentence begins with and that does something: «La douane a fouillé…»."""
    words = view.words_in(sentence.span.start, sentence.span.end)[:2]
    if len(words) < 2 or is_capital(view, words[1]):
        return None
    if words[0].low in ("un", "une"):
        aged = _SOMEBODY.match(view.flat, words[1].start)
        acting = aged is not None and is_person_noun(words[1].low) and acts_behind(view, aged.end())
        return _described(view, words[1].start, aged.end(), "person") if aged is not None and acting else None
    if words[0].low not in ("le", "la", "l", "les"):
        return None
    kind = tables().kinds.get(words[1].low)
    phrase = noun_phrase(view, words[1].start, sentence.span.end) if kind in _ACTING_KINDS else None
    if phrase is None or AND.search(view.low, *phrase) or not acts_behind(view, phrase[1], aside_too=kind != "person"):
        return None
    single = len(view.words_in(*phrase)) == 1
    if kind == "state_body":
        acting = not (single and words[1].low in word_set("actors", "vague_bodies"))
    elif kind == "organisation":
        acting = not single and words[1].low not in word_set("actors", "settings")
    else:
        acting = not single and words[1].low in word_set("actors", "offices")
    return _described(view, *phrase, kind) if acting and kind is not None else None


_ACTING_KINDS = ("state_body", "organisation", "person")
_SOMEBODY = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?(?: âgée?)? de \d{1,3} ans\b")
"""«homme de 24 ans»: somebody who is told by age alone."""


def _described(view: View, start: int, end: int, kind: SourceKind) -> Name:
    span = view.span(start, end)
    if kind == "organisation" and kind_of(span.text) == "state_body":
        kind = "state_body"  # «chambre régionale des comptes»
    return Name(span, span.text, "unknown" if kind == "document" else kind)
