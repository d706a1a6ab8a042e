"""Papers: media and bodies whose name keeps its article («Le Matin du Sud», «au Monde»).

Never in it: names without an article of their own (``names``). Table: ``fr/names.json``.
"""

from __future__ import annotations

import re

from summarizer.domain.analysis import Name, Sentence
from summarizer.text.acting import acts_behind
from summarizer.text.holders import tables
from summarizer.text.pack import word_set
from summarizer.text.view import View, Word, is_capital


def paper_at(view: View, run: list[Word], sentence: Sentence) -> Name | None:
    """Return the paper of the tables that a name with its article is: «Le Monde», «au Monde», «L'Express»."""
    text = view.text[run[0].start : run[-1].end]
    names = word_set("names", "media_names")
    before = view.words_before(run[0].start, 2, sentence.span.start)
    if not before or view.low[before[-1].end : run[0].start] not in (" ", "'"):
        return None
    article, capital = before[-1].low, is_capital(view, before[-1])
    titles = [title for title in (f"Le {text}", f"La {text}", f"Les {text}", f"L'{text}") if title in names]
    if not titles or article not in ("le", "la", "l", "les", "au", "aux", "du"):
        return None
    if (capital and before[-1].start > sentence.span.start + 2) or article in ("au", "aux"):
        return Name(view.span(run[0].start, run[-1].end), text, "media")
    told = before[0].low if len(before) > 1 else ""
    fits = capital or told in word_set("names", "before_papers") or _TOLD.search(told)
    proper = len(run) > 1 or not capital or acts_behind(view, run[-1].end)
    return Name(view.span(run[0].start, run[-1].end), text, "media") if fits and proper else None


def titled_at(view: View, sentence: Sentence, run: list[Word]) -> Name | None:
    """Return the medium that a capital article inside a sentence shows: «repris par La Gazette de X»."""
    first = run[0]
    before = view.words_before(first.start, 2, sentence.span.start)
    article = before[-1] if before else None
    if article is None or article.low not in ("le", "la", "les", "l") or not is_capital(view, article):
        return None
    gap = view.low[article.end : first.start]
    if gap not in (" ", "'") or article.start - sentence.span.start < 3 or len(before) < 2:
        return None
    if before[0].low in ("à", "vers", "de", "d", "depuis") or view.low[before[0].end : article.start] not in (
        " ",
        " «",
        "«",
    ):
        return None
    noun = before[0] if tables().kinds.get(before[0].low) == "media" else first
    span = view.span(noun.start, _title_end(view, sentence, run))
    press = noun is not first or before[0].low in ("selon", "après", "par", "dans") or _TOLD.search(before[0].low)
    return Name(span, span.text, "media" if press and article.low != "les" else "organisation")


_TOLD = re.compile(r"(?:é|it|lit|e|ent)$")
"""How a verb of saying ends before a medium: «a révélé Le Matin», «écrit La Gazette»."""


def _title_end(view: View, sentence: Sentence, run: list[Word]) -> int:
    """Return where a medium's title ends: behind its complement («La Gazette des ports», «La Tribune d'X»)."""
    end = run[-1].end
    following = view.words_in(end, min(end + 30, sentence.span.end))[:2]
    if (
        len(following) == 2
        and following[0].low in ("des", "du", "de", "d")
        and view.low[end : following[0].start] == " "
    ):
        return following[1].end if following[0].low in ("des", "du") or is_capital(view, following[1]) else end
    return end
