"""Names: proper names and definite descriptions of bodies, with kind and the role named beside them.

A mention is a run of capitalised words with the particles between them; a capital that only begins a sentence is none.
Never in it: deciding that two mentions are one actor (``engines.rules.actors``). Tables: ``fr/names.json``,
``fr/holders.json``, ``fr/places.json``.
"""

from __future__ import annotations

import re
from functools import cache

from summarizer.domain.analysis import Name, Sentence
from summarizer.domain.terms import ActorKind
from summarizer.text.holders import kind_of, noun_phrase, tables
from summarizer.text.pack import table, word_set
from summarizer.text.view import View, Word

_ROLE_WORDS = 9
_GAP = re.compile(r"^(?: |'|-| d')$")
_APPOSED = re.compile(r"^, ((?:le |la |l'|un |une |son |sa |leur )?[^,;:.!?()\"]{3,80})")


@cache
def _places() -> dict[str, ActorKind]:
    places = table("places")
    found: dict[str, ActorKind] = {name.lower(): "state" for names in places["territories"].values() for name in names}
    found |= {name.lower(): "state_body" for name in places["seats"]}
    for name in places["capitals"]:
        found.setdefault(name.lower(), "place")
    return found


def read_names(view: View) -> tuple[Name, ...]:
    """Return the names of titles, headings and body in order of appearance, noise left out."""
    plain, names = _plain_words(view), _inner_capitals(view)
    found: list[Name] = []
    for sentence in view.sentences:
        if sentence.kind != "noise":
            found.extend(_in_sentence(view, sentence, plain, names))
    return tuple(found)


def _plain_words(view: View) -> frozenset[str]:
    """Return the words that also stand in lower case: a capital at a sentence's start says nothing of them."""
    return frozenset(word.low for word in view.words if view.text[word.start].islower())


def _inner_capitals(view: View) -> frozenset[str]:
    """Return the words that carry a capital inside a sentence: names wherever they stand."""
    inner = set()
    for sentence in view.sentences:
        if sentence.kind == "body":
            for word in view.words_in(sentence.span.start, sentence.span.end)[1:]:
                if _is_capital(view, word) and not _after_opening(view, word):
                    inner.add(word.low)
    return frozenset(inner)


def _initial_only(view: View, sentence: Sentence, run: list[Word], names: frozenset[str]) -> bool:
    """Tell whether a single capitalised word is known only from the start of sentences: no evidence of a name."""
    word = run[0]
    begins = word.start - sentence.span.start <= 2 or _after_opening(view, word)
    return (
        len(run) == 1
        and begins
        and word.low not in names
        and word.low not in _places()
        and not (view.text[word.start : word.end].isupper())
    )


def _in_sentence(view: View, sentence: Sentence, plain: frozenset[str], names: frozenset[str]) -> list[Name]:
    found: list[Name] = []
    run: list[Word] = []
    opening = True
    for word in (*view.words_in(sentence.span.start, sentence.span.end), None):
        if not run and word is not None and not _is_capital(view, word):
            opening = False
            continue
        if word is not None and _continues(view, run, word):
            run.append(word)
            continue
        if run:
            name = _name(view, sentence, run, names)
            if name is not None:
                found.append(name)
            run = []
        if word is not None:
            if _is_capital(view, word):
                begins = opening or _after_opening(view, word)
                run = [] if _common(view, word, plain, begins=begins) else [word]
            opening = False
    return found


def _after_opening(view: View, word: Word) -> bool:
    before = view.low[max(0, word.start - 2) : word.start]
    return any(char in before for char in '":!?.(-')


def _is_capital(view: View, word: Word) -> bool:
    return view.text[word.start].isupper()


def _common(view: View, word: Word, plain: frozenset[str], *, begins: bool) -> bool:
    """Tell whether a capitalised word is no name: a function word, or a common word that begins a sentence."""
    if word.low in word_set("names", "not_names"):
        return not (len(word.low) > 1 and view.text[word.start : word.end].isupper() and word.low in ("ue",))
    if not begins:
        return word.low in tables().civilities or word.low.isdigit()
    return word.low in plain or word.low in tables().determiners | tables().civilities or _like_common(word.low)


def _like_common(low: str) -> bool:
    """Tell whether a sentence-initial word looks like a verb, adverb or known noun rather than a name."""
    return low.endswith(("ment", "ant", "és", "ées", "tion", "tions")) or low in tables().kinds or low in tables().stops


def _continues(view: View, run: list[Word], word: Word) -> bool:
    if not run:
        return False
    gap = view.low[run[-1].end : word.start]
    if not _GAP.match(gap):
        return False
    if _is_capital(view, word):
        return word.low not in word_set("names", "not_names") or run[-1].low in _particles()
    if word.low in _particles():
        following = view.words_in(word.end, word.end + 30)[:2]
        ahead = [w for w in following if w.low not in _particles()]
        if not ahead or not _is_capital(view, ahead[0]) or len(run) > 5:
            return False
        chain = view.low[word.end : ahead[0].start]
        body = tables().kinds.get(run[0].low) in ("state_body", "organisation", "media")
        if word.low in ("et", "pour", "à", "sur", "en", "sous", "lès"):
            hyphenless = word.low in ("sur", "en", "sous", "lès") and False
            return (body and not any(char in chain for char in ",;:.")) or hyphenless
        person_like = word.low in word_set("names", "person_particles") and len(run) >= 1
        return (body or (person_like and _nobiliary(view, run, word, ahead[0]))) and "," not in chain
    return False


@cache
def _particles() -> frozenset[str]:
    return word_set("names", "particles")


def _nobiliary(view: View, run: list[Word], particle: Word, after: Word) -> bool:
    """Tell whether «de» joins a name («Jean de Brenne») and not two of them («Medvedev de Russie»)."""
    if particle.low in ("van", "von", "der", "den", "ben", "bin", "al", "el", "di", "da", "dos", "san"):
        return True
    low = after.low
    return (
        len(run) == 1 and low not in _places() and not run[0].low.endswith(("ville",)) and run[0].low not in _places()
    )


def _name(view: View, sentence: Sentence, run: list[Word], names: frozenset[str]) -> Name | None:
    while run and run[-1].low in _particles() and not _is_capital(view, run[-1]):
        run = run[:-1]
    span = view.span(run[0].start, run[-1].end)
    low = view.low[span.start : span.end]
    if (len(run) > 1 and span.text.isupper()) or _initial_only(view, sentence, run, names):
        return None
    if span.text in word_set("names", "platforms") or (len(span.text) == 1) or low.isdigit():
        return None
    if re.fullmatch(r"[ivxlcdm]+e?", low) and len(low) <= 5:
        return None
    start = _with_civility(view, run[0], sentence)
    role = _role(view, sentence, span.start, span.end)
    kind = _kind(view, run, civility=start < span.start, role=role)
    body = _body_phrase(view, run[0], sentence) if kind in ("unknown", "place", "organisation", "person") else None
    if body is not None and kind != "person":
        return body
    if kind == "person" and start < span.start:
        span = view.span(start, span.end)
    return Name(span, span.text, kind, role if kind == "person" else "")


def _with_civility(view: View, first: Word, sentence: Sentence) -> int:
    before = view.words_before(first.start, 1, sentence.span.start)
    if before and before[0].low in tables().civilities and view.low[before[0].end : first.start] in (" ", ". "):
        return before[0].start
    return first.start


def _kind(view: View, run: list[Word], *, civility: bool, role: str) -> ActorKind:
    text, low = view.text[run[0].start : run[-1].end], view.low[run[0].start : run[-1].end]
    if low in _places():
        return _places()[low]
    if text in word_set("names", "media_names"):
        return "media"
    if text in word_set("names", "state_bodies"):
        return "state_body"
    if civility or role:
        return "person"
    by_noun = kind_of(text)
    if by_noun in ("media", "state_body", "organisation") and run[0].low in tables().kinds:
        return by_noun
    first = run[0].start
    before = [word.low for word in view.words_before(first, 2)]
    if before and before[-1] in word_set("names", "place_nouns"):
        return "place"
    if before and tables().kinds.get(before[-1]) in ("media", "organisation", "state_body"):
        kind = tables().kinds[before[-1]]
        return kind if kind in ("media", "organisation", "state_body") else "unknown"
    if text.isupper() and len(text) >= 2 and " " not in text:
        return "organisation"
    if before[-1:] and before[-1] in ("à", "en", "au", "aux", "vers"):
        return "place"
    if before[-2:] in (["région", "de"], ["ville", "de"]):
        return "place"
    if 2 <= len(text.split()) <= 4 and all(part[:1].isupper() for part in text.split() if len(part) > 3):
        return "person"
    return "unknown"


def _body_phrase(view: View, first: Word, sentence: Sentence) -> Name | None:
    """Return the definite phrase a name completes: «le ministère britannique de la Défense» of «Défense»."""
    t = tables()
    for word in (first, *reversed(view.words_before(first.start, 6, sentence.span.start))):
        kind = t.kinds.get(word.low)
        if kind not in ("state_body", "media", "organisation"):
            continue
        phrase = noun_phrase(view, word.start, sentence.span.end)
        if phrase is None or not phrase[0] <= first.start < phrase[1]:
            return None
        inside = view.words_in(*phrase)
        capitals = [other.end for other in inside if _is_capital(view, other)]
        end = phrase[1] if word is first and len(inside) <= 4 else max(capitals)
        span = view.span(phrase[0], end)
        return Name(span, span.text, kind)
    return None


def _role(view: View, sentence: Sentence, start: int, end: int) -> str:
    """Return the office beside a name: «l'ex-président russe Dmitri Medvedev», «Ana Vel, maire de Brenn»."""
    begin: int | None = None
    for word in reversed(view.words_before(start, _ROLE_WORDS, sentence.span.start)):
        between = view.low[word.end : start]
        if re.search(r"[;:.!?()\"]|,(?! $)", between) or word.low in word_set("syntax", "role_ends"):
            break
        if is_person_noun(word.low):
            begin = word.start
    if begin is not None:
        phrase = view.text[begin:start].rstrip(" ,")
        last = re.findall(r"[^\W_]+", phrase.lower())[-1]
        if last not in _particles():
            return phrase
    match = _APPOSED.match(view.flat[end : min(end + 90, sentence.span.end)])
    if match:
        first = re.match(r"(?:le |la |l'|un |une |son |sa |leur )?([^\W_]+(?:-[^\W_]+)*)", match.group(1).lower())
        office = noun_phrase(view, end + 2, sentence.span.end) if first and is_person_noun(first.group(1)) else None
        if office is not None and (
            view.low[office[1] : office[1] + 1] in (",", ".", ";", ")", "") or view.low.startswith(" et ", office[1])
        ):
            return view.text[office[0] : office[1]]
    return ""


def is_person_noun(low: str) -> bool:
    """Tell whether a lower-case word names an office or a kind of person («ex-» and «vice-» aside)."""
    return tables().kinds.get(re.sub(r"^(?:ex|vice|co)-", "", low)) == "person" or tables().kinds.get(low) == "person"
