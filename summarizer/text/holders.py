"""Holders: noun phrases to whom words are given, their extent, kind and whether they are anonymous.

There is no part-of-speech tagger here: a phrase runs from its determiner, civility or capital to the first word that
cannot belong to it. Tables: ``fr/holders.json``, ``fr/places.json``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from summarizer.domain.analysis import Holder
from summarizer.domain.span import Span
from summarizer.domain.terms import SourceKind
from summarizer.text.holder_kinds import head as head
from summarizer.text.holder_kinds import head_word as head_word
from summarizer.text.holder_kinds import is_anonymous as is_anonymous
from summarizer.text.holder_kinds import kind_of as kind_of
from summarizer.text.holder_kinds import named_person_inside, proper_inside
from summarizer.text.holder_kinds import without_leading_article as without_leading_article
from summarizer.text.holder_tables import tables as tables
from summarizer.text.pack import pattern, table, word_set
from summarizer.text.shapes import is_first_name
from summarizer.text.verb_forms import verb_shape
from summarizer.text.view import View, Word, is_capital

_MAX_WORDS = 16
_BREAK = re.compile(r"[,;:.!?()\"\[\]…\n]|-\s| -")
_APPOSITION = re.compile(
    r", (?:(?P<trade>(?:l['’]|le |la )[a-zà-ÿ'’-]+(?: [a-zà-ÿ'’-]+){0,4} )(?=[^,]{3,40},)"
    r"|(?:l['’]|[Ll][ea] )[A-ZÀ-Þ][a-zà-ÿ-]+(?:ien|éen|ain|an|ais|ois|ol|ec|and|que|enne|éenne|"
    r"aine|ane|aise|oise|ole|ande) (?=[^,]{3,40},))?"
    r"[A-ZÀ-Þ][\w'’-]+(?: (?:de |du |des |van |von |d['’]|le |la |ben |al-)?[A-ZÀ-Þ][\w'’-]+){1,3}"
)
_ISSUED = re.compile(
    r" (?:publiée?|communiquée?|mise? en ligne|élaborée?|lancée?|faite?|adressée?|transmise?|produite?|présentée?|"
    r"établie?|menée?|réalisée?|commandée?|rédigée?|parue?|diffusée?|remise?|signée?)s?"
    r"(?:[ '][\w-]+){0,6}? (?:par|dans|de) "
)
_ISSUED_WORDS = frozenset(
    stem + ending for stem in table("holders")["issuing_stems"] for ending in ("", "e", "s", "es")
)
"""What a document does with its issuer: «un bilan publié lundi par le ministère»."""
_AFTER_VERB = frozenset(
    ("maintenant", "désormais", "aussi", "encore", "toujours", "donc", "également", "déjà", "ainsi")
)
_SOMEBODY = ("person", "group", "organisation", "media", "state_body")


def noun_phrase(view: View, start: int, end: int) -> tuple[int, int] | None:
    """Return the offsets of the noun phrase that begins at ``start`` (white space skipped), or None.

    It stops at punctuation and at words that cannot belong to a name («qui», «dans», a verb, a day).
    """
    t = tables()
    words = view.words_in(start, end)[: _MAX_WORDS + 1]
    if not words or view.low[start : words[0].start].strip(" '"):
        return None
    first = words[0]
    if not (first.low in t.determiners or is_capital(view, first) or first.low in t.civilities or first.low in t.kinds):
        return None
    if first.low in word_set("holders", "opening_prepositions"):
        return None
    some = pattern("holders", "some_of_them_regex").match(view.low, first.start, end)
    if some is not None:
        return first.start, some.end()
    begun = view.low.startswith(t.anaphors, first.start)
    anaphor = next(name for name in t.anaphors if view.low.startswith(name, first.start)) if begun else ""
    behind = first.start + len(anaphor)
    if anaphor and not view.low[behind : behind + 1].isalnum() and not _ordinal(view, anaphor, words):
        return first.start, behind
    stop = first.end
    previous: Word = first
    pending: int | None = None  # a link word («de», «et») belongs only where something follows it
    for word in words[1:]:
        gap = view.low[previous.end : word.start]
        if _BREAK.search(gap) and not (gap.strip() == "." and previous.low in t.civilities):
            break
        if not _belongs(view, previous, word):
            break
        if word.low in t.links:
            pending = pending if pending is not None else stop
        else:
            stop, pending = word.end, None
        previous = word
    return (first.start, stop) if stop > first.start and (first.low not in t.determiners or stop > first.end) else None


def _ordinal(view: View, anaphor: str, words: Sequence[Word]) -> bool:
    """Tell whether «le premier» only counts what follows it: «le premier ministre», «le second compte»."""
    if not anaphor.startswith("le ") or len(words) < 3:
        return False
    gap = view.low[words[1].end : words[2].start]
    return not gap.strip() and words[2].low not in tables().links and _belongs(view, words[1], words[2])


def _belongs(view: View, previous: Word, word: Word) -> bool:
    t = tables()
    if word.low == "en":
        following = view.words_in(word.end, word.end + 24)[:1]
        return bool(following) and (following[0].low in t.after_en or _completes_trade(previous, following[0]))
    if previous.low == "en":
        return True
    if word.low == "pour":
        return is_capital(view, previous) or previous.low in t.pour_bodies
    if word.low == "sans" and previous.low in word_set("holders", "before_sans") and is_capital(view, previous):
        return True
    named = is_capital(view, word) and (is_capital(view, previous) or word.low in word_set("holders", "name_words"))
    if word.low in t.stops and not named:
        if previous.low in ("du", "de") and word.low in ("matin", "midi", "soir", "demain", "dimanche", "jeudi"):
            return _is_title_word(view, previous)
        return word.low == "fin" and previous.low == "la"
    if _ends_before(view, previous, word):
        return False
    if word.low == "et":
        following = view.words_in(word.end, word.end + 40)[:2]
        if not following or following[0].low in t.determiners:
            return len(following) == 2 and (following[1].low in t.kinds or is_capital(view, following[1]))
        return is_capital(view, following[0]) or following[0].low in t.civilities
    if word.low == "m" or is_capital(view, word) or word.low in t.links:
        return True
    return not (previous.low == "et" and word.low not in t.determiners)


def _is_title_word(view: View, link: Word) -> bool:
    """Tell whether a capital behind an article stands before the link: «Le Courrier du matin», a paper's title."""
    before = view.words_before(link.start, 2)
    article = len(before) == 2 and before[0].low in ("le", "la", "les", "l")
    return article and is_capital(view, before[1]) and view.low[before[1].end : link.start] == " "


def _completes_trade(trade: Word, field: Word) -> bool:
    """Tell whether «en» and a field complete a trade: «l'expert en cybersécurité Ana Rol»."""
    named = trade.low in word_set("holders", "trades_in")
    return named and field.low.isalpha() and field.low not in word_set("holders", "times_after_en")


def _ends_before(view: View, previous: Word, word: Word) -> bool:
    """Tell whether the phrase ends before the word: a verb, an infinitive, whom somebody speaks to, a second phrase."""
    t = tables()
    capital = is_capital(view, word)
    if word.low in ("à", "au", "aux") and (_addresses_a_medium(view, word) or _goes_to_somebody(view, word)):
        return True
    if previous.low in ("d", "de") and is_infinitive(word.low) and not capital:
        return True
    shape = verb_shape(word.low) if not capital and previous.low not in t.links | t.determiners else None
    former = previous.low in ("ancien", "ancienne") and t.kinds.get(word.low) == "person"
    if shape is not None and not former and (shape[0] == "sure" or t.kinds.get(previous.low) == "person"):
        return word.low not in t.kinds and shape[0] != "participle"
    if shape is not None and shape[0] == "noun" and t.kinds.get(previous.low) in _SOMEBODY and _has_object(view, word):
        return True
    if word.low in _finite_verbs() and previous.low not in t.links | t.determiners and not capital and not former:
        return True
    if word.low in _ISSUED_WORDS and previous.low not in t.links | t.determiners and not capital:
        return True
    # «à l'Agence Sud le gouverneur»: a second phrase begins
    follows = previous.low in t.links or previous.low == "pour"
    return word.low in ("le", "la", "les", "l", "un", "une") and not follows and not capital


def _addresses_a_medium(view: View, word: Word) -> bool:
    """Tell whether «à» leads to who was spoken to («la maire à l'agence Corvel»), no part of the speaker's name."""
    following = [other.low for other in view.words_in(word.end, word.end + 30)[:2]]
    return any(tables().kinds.get(low) == "media" for low in following)


def _has_object(view: View, word: Word) -> bool:
    """Tell whether a form that is also a noun is a verb there: «le groupe vise maintenant une marge»."""
    ahead = [other.low for other in view.words_in(word.end, word.end + 30)[:2] if other.low not in _AFTER_VERB]
    return bool(ahead) and ahead[0] in tables().determiners


def _goes_to_somebody(view: View, word: Word) -> bool:
    """Tell whether «à» leads to somebody new («l'usine à un industriel»), whom a thing goes to: no part of its name."""
    following = [other.low for other in view.words_in(word.end, word.end + 40)[:2]]
    return following[:1] in (["un"], ["une"], ["des"]) and tables().kinds.get(following[-1]) in _SOMEBODY


@cache
def _finite_verbs() -> frozenset[str]:
    """Return the present and imperfect forms of reporting verbs that are no nouns: a noun phrase ends before them."""
    cues = table("cues")
    forms = {
        form for verb in cues["verbs"] for form in verb["forms"] if form.endswith(("e", "ent", "it", "aient", "d"))
    }
    return frozenset(forms - set(cues["homographs"]) - {"accuse", "étude", "conteste"} | {"conteste"})


@lru_cache(maxsize=8192)
def is_infinitive(low: str) -> bool:
    """Tell whether a word looks like an infinitive; nouns in -ier, -mer, -tre and the table's nouns do not."""
    if low in word_set("syntax", "infinitives_with_noun_endings"):
        return True
    if low in tables().kinds or low.endswith(tuple(word_set("syntax", "noun_endings_like_infinitives"))):
        return False
    return len(low) > 3 and low.endswith(("er", "ir", "oir", "dre", "tre", "ire", "vre", "pre", "cre"))


def holder_at(view: View, start: int, end: int) -> Holder | None:
    """Return the holder whose phrase begins at ``start``; «les données de X» gives X; None where nobody is named."""
    phrase = noun_phrase(view, start, end)
    if phrase is None:
        return None
    phrase = _see_through(view, *phrase)
    span = view.span(*phrase)
    kind = kind_of(span.text)
    figures = head(span.text).split(" ")[0] in tables().transparent
    if kind == "document" or figures:
        issued = _ISSUED.match(view.low, span.end, end)
        issuer = noun_phrase(view, issued.end(), end) if issued else None
        if issuer is not None and figures:
            return holder_at(view, issuer[0], end)
        if issuer is not None:
            whole = view.span(span.start, issuer[1])
            return _holder(whole, kind, anonymous=is_anonymous(view.text[issuer[0] : issuer[1]]))
    quoted = _quoted_name(view, span.end, end) if kind not in ("document", "state_body") else None
    if quoted is not None:
        return _holder(view.span(span.start, quoted), kind, anonymous=False)
    beside_it = _body_beside(view, span, end) if kind in ("organisation", "media", "group", "person") else None
    if beside_it is not None:
        told = kind_of(beside_it.text)
        told = "organisation" if told in ("unknown", "group", "person") else told
        return _holder(view.span(span.start, beside_it.end), told, anonymous=False)
    counsel = view.flat.startswith(", Me ", span.end)
    apposed = _APPOSITION.match(view.flat, span.end, end) if kind in ("person", "organisation") or counsel else None
    if apposed and apposed["trade"] and not (kind == "person" and _is_his_trade(span.text, apposed["trade"])):
        apposed = None
    if apposed and not named_person_inside(span.text):
        return _holder(view.span(span.start, apposed.end()), "person" if counsel else kind, anonymous=False)
    anonymous = is_anonymous(span.text)
    if anonymous and view.low.startswith(", ", span.end) and span.end + 2 < end:
        beside = noun_phrase(view, span.end + 2, end)
        one = span.text.endswith(("eux", "elles")) and view.text[span.end + 2].isupper()
        if beside is not None and not _is_beside_one(view, span, beside[1]):
            beside = None  # «selon plusieurs sources, Ana Rol a signé»
        if beside is not None and (one or named_person_inside(view.text[beside[0] : beside[1]])):
            return _holder(view.span(*beside), "person", anonymous=False)
    return _holder(span, kind, anonymous=anonymous)


_CLOSES = re.compile(r"(?: \([^)]{1,30}\))?(?:[,.;:)\"]|$)")


def _is_beside_one(view: View, span: Span, end: int) -> bool:
    """Tell whether a name that ends there may stand beside the phrase: one person's, set off by commas."""
    one = span.text.lower().startswith(("un ", "une ", "l'un", "l’un")) or span.text.endswith(("eux", "elles"))
    return one and _CLOSES.match(view.low, end) is not None


def _is_his_trade(phrase: str, trade: str) -> bool:
    """Tell whether a trade beside a phrase may be of the same person: «L'agent du joueur, l'ancien défenseur X,»."""
    words = re.findall(r"[^\W\d_]+", trade.lower())
    somebody = any(tables().kinds.get(word) == "person" for word in words)
    one, other = phrase[:3].lower(), trade[:3].lower()
    return somebody and {one, other} != {"le ", "la "} and not (one == "un " and other == "la ")


def _body_beside(view: View, span: Span, end: int) -> Span | None:
    """Return the named body beside a bare definite phrase («L'exploitant, la laiterie Maronne,»), or None."""
    if proper_inside(span.text) or not span.text[:3].lower().startswith(
        ("le ", "la ", "l'", "l’", "son", "sa ", "cet")
    ):
        return None
    joined = view.low.startswith((", le ", ", la ", ", l'"), span.end)
    phrase = noun_phrase(view, span.end + 2, end) if joined else _civic_name(view, span.end, end)
    if phrase is None or view.low[phrase[1] : phrase[1] + 1] not in (",", "."):
        return None
    beside = view.span(*phrase)
    named = proper_inside(beside.text) and not beside.text[beside.text.find(" ") + 1 :][:1].isupper()
    civic = not joined
    return beside if civic or (named and kind_of(beside.text) in ("organisation", "media", "state_body")) else None


_CIVIC = re.compile(r", (?P<name>[A-ZÀ-Þ][\w-]+ (?!d[eu]\b|et\b|d')[a-zà-ÿ][\w-]+)(?=,)")


def _civic_name(view: View, start: int, end: int) -> tuple[int, int] | None:
    """Return a name of a capital and a small word beside a phrase: «sa rivale, Parents solidaires,»."""
    match = _CIVIC.match(view.flat, start, end)
    if match is None or is_first_name(match["name"].split(" ")[0]):
        return None
    return match.span("name")


def _quoted_name(view: View, start: int, end: int) -> int | None:
    """Return the end of a short capitalised quotation right behind the phrase: «le collectif « Marée »»."""
    quotation = view.quotation_at(start + 1)
    if quotation is None or quotation.span.start != start + 1 or quotation.span.end > end:
        return None
    inside = view.words_in(quotation.inner.start, quotation.inner.end)
    return quotation.span.end if 1 <= len(inside) <= 4 and is_capital(view, inside[0]) else None


def _holder(span: Span, kind: SourceKind, *, anonymous: bool) -> Holder:
    return Holder(span.text, span, kind, anonymous)


def _see_through(view: View, start: int, end: int) -> tuple[int, int]:
    """Return the phrase behind a transparent noun: «les relevés du rectorat» gives «rectorat» with its article."""
    words = view.words_in(start, end)
    t = tables()
    for index, word in enumerate(words[:5]):
        if word.low in t.transparent:
            for after in range(index + 1, min(index + 4, len(words) - 1)):
                if words[after].low in ("de", "du", "des", "d"):
                    begin = words[after].start if words[after].low in ("du", "des") else words[after + 1].start
                    rest = view.words_in(begin, end)
                    meaningful = rest
                    while meaningful and meaningful[0].low in t.determiners:
                        meaningful = meaningful[1:]
                    if meaningful and (meaningful[0].low in t.kinds or _any_capital(view, meaningful)):
                        return (meaningful[0].start if rest[0].low in ("du", "des") else begin), end
                    return start, end
            return start, end
        if word.low not in t.determiners | {"premières", "derniers", "dernières", "propres"}:
            return start, end
    return start, end


def _any_capital(view: View, words: tuple[Word, ...]) -> bool:
    return any(is_capital(view, word) for word in words)
