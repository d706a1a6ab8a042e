"""Names: proper names and definite descriptions of bodies, with kind and the role named beside them.

A mention is a run of capitalised words with the particles between them; a capital that only begins a sentence is none.
Never in it: deciding that two mentions are one actor (``engines.rules.actors``). Tables: ``fr/names.json``,
``fr/holders.json``, ``fr/places.json``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.domain.analysis import Name, Sentence
from summarizer.text.acting import acting_body
from summarizer.text.body_names import body_phrase, with_adjectives
from summarizer.text.holders import tables
from summarizer.text.name_kinds import Known, kind_of_name, known_of, known_places, listed_kind
from summarizer.text.pack import word_set
from summarizer.text.papers import paper_at, titled_at
from summarizer.text.roles import in_office, is_site, role_beside
from summarizer.text.shapes import is_first_name
from summarizer.text.surnames import bears_capital, opens_surname, particles, surnames
from summarizer.text.view import View, Word, is_capital

_GAP = re.compile(r"^(?: |'|-| d'| & )$")
_CLITICS = word_set("names", "clitics")
_ARTICLES = ("le", "la", "l", "les", "du", "au", "des", "aux")
_NUMBERED = re.compile(r" (?:\d|des champions|europa|nations)")
_OPENING_GAPS = (" ", ' "', " « ", " «", " « ")
_OPENING = re.compile(r"[\":!?.(-]")
_ROMAN = re.compile(r"[ivxlcdm]+e?")
_DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ' -]{2,}(?: \([^)]{2,30}\))?,? ?[–—-] ")
_AGE = re.compile(r", \d{1,3} ans\b")


def read_names(view: View) -> tuple[Name, ...]:
    """Return the names of titles, headings and body in order of appearance, noise left out."""
    bearing = _bearing(view)
    plain = _plain_words(view, bearing)
    seen = _Seen(bearing, _inner_capitals(view, bearing), known_of(view, plain), surnames(view))
    found: list[Name] = []
    for sentence in view.sentences:
        if sentence.kind != "noise" and not (sentence.kind != "body" and _title_case(view, sentence)):
            found.extend(_in_sentence(view, sentence, plain, seen))
        if sentence.kind == "body":
            body = acting_body(view, sentence)
            if body is not None:
                across = [name for name in found if name.span.overlaps(body.span)]
                if all(name.span.within(body.span) and name.kind != "person" for name in across):
                    found = [*(name for name in found if name not in across), body]
    return tuple(sorted(found, key=lambda name: (name.span.start, -name.span.end)))


def _title_case(view: View, sentence: Sentence) -> bool:
    """Tell whether a title gives its common words capitals too, so that none of them shows a name."""
    words = view.words_in(sentence.span.start, sentence.span.end)
    small = [word for word in words if word.low in word_set("names", "not_names")]
    return len(words) > 3 and all(is_capital(view, word) for word in words) and bool(small[1:])


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the article shows of its capitals: where they stand, those inside sentences, and whose names they are."""

    bearing: frozenset[int]
    inner: frozenset[str]
    known: Known
    surnames: frozenset[str]


def _bearing(view: View) -> frozenset[int]:
    """Return where the words begin that bear a capital."""
    text = view.text
    return frozenset(
        [
            word.start
            for word in view.words
            if text[word.start].isupper() or ("-" in word.low and bears_capital(view, word))
        ]
    )


def _plain_words(view: View, bearing: frozenset[int]) -> frozenset[str]:
    """Return the words that also stand in lower case: a capital at a sentence's start says nothing of them."""
    text = view.text
    return frozenset([word.low for word in view.words if text[word.start].islower() and word.start not in bearing])


def _inner_capitals(view: View, bearing: frozenset[int]) -> frozenset[str]:
    """Return the words that carry a capital inside a sentence: names wherever they stand."""
    inner = set()
    for sentence in view.sentences:
        if sentence.kind != "noise":
            words = view.words_in(sentence.span.start, sentence.span.end)
            if len(words) > 1 and is_capital(view, words[1]) and view.low[words[0].end : words[1].start] == " ":
                inner.add(words[0].low)  # «Ana Rol» shows that «Ana» is a name
            for word in words[1:]:
                if word.start in bearing and not _after_opening(view, word):
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
        and word.low not in known_places()
        and not (view.text[word.start : word.end].isupper())
        and not _AGE.match(view.low, word.end)
        and not is_first_name(word.low)
        and listed_kind(view.text[word.start : word.end], None) is None
    )


def _in_sentence(view: View, sentence: Sentence, plain: frozenset[str], seen: _Seen) -> list[Name]:
    found: list[Name] = []
    run: list[Word] = []
    opening = True
    for word in (*view.words_in(sentence.span.start, sentence.span.end), None):
        if not run and word is not None and word.start not in seen.bearing:
            opening = False
            continue
        if word is not None and _continues(view, run, word):
            run.append(word)
            continue
        if run:
            name = _name(view, sentence, run, seen)
            if name is not None:
                found.append(name)
            run = []
        if word is not None:
            if word.start in seen.bearing:
                begins = opening or _after_opening(view, word)
                common = _common(view, word, plain, begins=begins) and not _is_surname(view, word, seen)
                run = [] if common else [word]
            opening = False
    return found


def _is_surname(view: View, article: Word, seen: _Seen) -> bool:
    """Tell whether a capitalised article begins a surname that the article shows: «Le Goff refuse»."""
    if article.low not in word_set("names", "surname_articles") or not seen.surnames:
        return False
    after = view.words_in(article.end, article.end + 20)[:1]
    return bool(after) and article.low + " " + after[0].low in seen.surnames


def _after_opening(view: View, word: Word) -> bool:
    return _OPENING.search(view.low, max(0, word.start - 2), word.start) is not None


def _common(view: View, word: Word, plain: frozenset[str], *, begins: bool) -> bool:
    """Tell whether a capitalised word is no name: a function word, or a common word that begins a sentence."""
    if word.low == "est" and view.low[max(0, word.start - 2) : word.start] == "l'":
        return False  # «L'Est libre»
    if "-" in word.low and word.low.rsplit("-", 1)[1] in _CLITICS:
        return True  # «Rendez-nous», «Est-il»
    if word.low in word_set("names", "not_names"):
        return not (len(word.low) > 1 and view.text[word.start : word.end].isupper() and word.low in ("ue",))
    if not begins:
        return word.low in tables().civilities or word.low.isdigit()
    return word.low in plain or word.low in tables().determiners | tables().civilities or _like_common(word.low)


def _like_common(low: str) -> bool:
    """Tell whether a sentence-initial word looks like a verb, adverb or known noun rather than a name."""
    if low in known_places():
        return False
    return low.endswith(("ment", "ant", "és", "ées", "tion", "tions")) or low in tables().kinds or low in tables().stops


def _continues(view: View, run: list[Word], word: Word) -> bool:
    if not run:
        return False
    gap = view.low[run[-1].end : word.start]
    if not _GAP.match(gap):
        return False
    if bears_capital(view, word):
        if word.low not in word_set("names", "not_names") or run[-1].low in particles():
            return True
        return run[-1].low not in known_places() and gap == " " and opens_surname(view, word)
    if gap == "'" and word.low.startswith("h") and run[-1].low.endswith("c"):
        return True  # «Le Floc'h», «Guilc'her»
    if word.low in particles():
        following = view.words_in(word.end, word.end + 30)[:2]
        ahead = [w for w in following if w.low not in particles()]
        if not ahead or not is_capital(view, ahead[0]) or len(run) > 5:
            return False
        chain = view.low[word.end : ahead[0].start]
        body = tables().kinds.get(run[0].low) in ("state_body", "organisation", "media")
        body = body or run[0].low in word_set("names", "plural_bodies")
        if word.low == "et" and view.low[word.end : word.end + 4].startswith((" l'", " le ", " la ", " les")):
            return False
        if word.low == "et" and view.text[run[-1].start : run[-1].end].isupper():
            return False  # «la CGT et Sud Docks»
        if word.low in ("et", "pour", "à", "sur", "en", "sous", "lès"):
            return body and not any(char in chain for char in ",;:.")
        person_like = word.low in word_set("names", "person_particles") and len(run) >= 1
        person_like = person_like and not is_site(view, run)
        return (body or (person_like and _nobiliary(run, word, ahead[0]))) and "," not in chain
    return False


def _nobiliary(run: list[Word], particle: Word, after: Word) -> bool:
    """Tell whether «de» joins a name («Jean de Trévaux») and not two of them («Medvedev de Russie»)."""
    if particle.low in word_set("names", "nobiliary_particles"):
        return True
    low = after.low
    return (
        len(run) == 1
        and low not in known_places()
        and not run[0].low.endswith(("ville",))
        and run[0].low not in known_places()
    )


def _name(view: View, sentence: Sentence, run: list[Word], seen: _Seen) -> Name | None:
    run = _trimmed(view, run)
    span = view.span(run[0].start, run[-1].end)
    low = view.low[span.start : span.end]
    if (len(run) > 1 and span.text.isupper()) or _initial_only(view, sentence, run, seen.inner):
        return None
    if run[0].start <= sentence.span.start + 1 and _DATELINE.match(view.flat, run[0].start):
        return None
    if _names_nobody(view, sentence, run) and listed_kind(span.text, seen.known) is None:
        return None
    if (
        span.text in word_set("names", "platforms") | word_set("names", "common_acronyms")
        or (len(span.text) == 1)
        or low.isdigit()
    ):
        return None
    if len(low) <= 5 and _ROMAN.fullmatch(low):
        return None
    if len(run) > 2 and _is_origin(view, run[0]):
        return _name(view, sentence, run[1:], seen)
    paper = paper_at(view, run, sentence)
    if paper is not None:
        return paper
    start = _with_civility(view, run[0], sentence)
    role = role_beside(view, sentence, start, span.end)
    kind = kind_of_name(view, run, seen.known, civility=start < span.start, role=role)
    titled = titled_at(view, sentence, run)
    if titled is not None and kind != "place":
        return titled
    high = len(run) > 1 and run[0].low in ("haut", "haute", "grand", "grande")
    body = None if listed_kind(span.text, seen.known) else body_phrase(view, run[high], sentence)
    if body is not None and high and body.span.start == run[1].start:
        body = Name(view.span(run[0].start, body.span.end), view.text[run[0].start : body.span.end], body.kind)
    if body is not None and kind != "person":
        return body
    family = view.words_before(span.start, 1) if kind == "group" else ()
    if family:
        span = view.span(family[0].start, span.end)
    if kind == "person" and start < span.start:
        span = view.span(start, span.end)
    if kind in ("organisation", "state_body", "unknown"):
        span = with_adjectives(view, run, span.start, span.end)
        kind = listed_kind(span.text, seen.known) or kind
    return Name(span, span.text, kind, role if kind == "person" else "")


def _trimmed(view: View, run: list[Word]) -> list[Word]:
    """Return a run without particles at its end and without a platform before its name («Telegram Nord Vif»)."""
    while run and run[-1].low in particles() and not is_capital(view, run[-1]):
        run = run[:-1]
    if len(run) > 1 and run[0].low in ("état", "etat") and view.low[run[0].start - 2 : run[0].start] == "d'":
        return run[1:]  # «la chaîne d'Etat Kanal-1»
    platform = len(run) > 1 and len(run[0].low) > 1
    return run[1:] if platform and view.text[run[0].start : run[0].end] in word_set("names", "platforms") else run


def _names_nobody(view: View, sentence: Sentence, run: list[Word]) -> bool:
    """Tell whether a capital belongs to an office or to a thing, not to somebody."""
    return in_office(view, sentence, run) or _names_a_thing(view, sentence, run)


def _names_a_thing(view: View, sentence: Sentence, run: list[Word]) -> bool:
    """Tell whether a noun before a capital makes it a thing's: «la loi Quist», «l'opération « Aube »», a credit's."""
    things = word_set("names", "thing_nouns")
    before = view.words_before(run[0].start, 1, sentence.span.start)
    gap = view.low[before[0].end : run[0].start] if before else ""
    grand = len(run) > 1 and run[0].low in ("grand", "grande", "petit", "petite")
    if run[grand].low in word_set("names", "event_words") and before and before[0].low in _ARTICLES:
        return True
    if len(run) == 1 and run[0].low in word_set("names", "portfolios"):
        lead = view.low[max(0, run[0].start - 9) : run[0].start]
        if lead.endswith((" à la ", " à l'", " aux ", " au ", " pour la ", " pour l'")):
            return True
    if run[-1].low == "ligue" and _NUMBERED.match(view.low, run[-1].end):
        return True
    opens = run[0].start <= sentence.span.start + 2 and len(run) > 1
    return (bool(before) and before[0].low in things and gap in _OPENING_GAPS) or (opens and run[0].low in things)


def _is_origin(view: View, word: Word) -> bool:
    """Tell whether a capital only says where somebody comes from: «le Morvien Ada Quist»."""
    before = view.words_before(word.start, 1)
    endings = tuple(word_set("actors", "demonym_endings"))
    told = (word.low.endswith(endings) and len(word.low) > 5) or {
        word.low,
        word.low.removesuffix("e"),
    } & tables().demonyms
    return bool(before) and before[0].low in ("le", "la", "l") and bool(told)


def _with_civility(view: View, first: Word, sentence: Sentence) -> int:
    before = view.words_before(first.start, 1, sentence.span.start)
    if before and before[0].low in tables().civilities and view.low[before[0].end : first.start] in (" ", ". "):
        return before[0].start
    return first.start
