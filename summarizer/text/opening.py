"""The head of an article: kickers, the title, what is glued to either, and datelines before a paragraph.

A kicker («SANTÉ», «Vie municipale», «CYCLISME | Le récit») is noise and never the title. A title is cut out of what
stands around it: a rubric before it, pictograms, the quotation marks around all of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from summarizer.domain.analysis import SentenceKind
from summarizer.text.fold import flatten
from summarizer.text.outlets import is_outlet
from summarizer.text.pack import pattern, table

_TERMINAL = ".!?…"
CLOSING = "»”\"’')]"
_WORD = re.compile(r"\w+")
_GLUE = re.compile(r"(?<=[a-zà-öø-ÿœ])(?=[A-ZÀ-ÖØ-Þ][\w'’ ])|(?<=[»”!?])(?=[A-ZÀ-ÖØ-Þ«“][\w'’ ])")
_PICTOGRAM = re.compile("[\\s\u2190-\u2bff\U0001f000-\U0001faff\ufe0f\u200d]")
_MARKDOWN = re.compile(r"#{1,6} ")
_MARKS = {"«": "»", "“": "”", '"': '"'}
_KICKER_WORDS, _TITLE_WORDS, _CAPITALS_WORDS = 2, 4, 6
"""A kicker in small letters has at most so many words, the title under it at least so many; one in capitals more."""
_SITE_WORDS = 4
_DETERMINED = re.compile(r"\s*(?:(?:les?|la|une?|des|ces?|cette|son|sa|ses|leurs?)\b|l['’])", re.IGNORECASE)
_RUBRIC_WORDS, _SEAM = 4, 4
"""A rubric glued to a title has at most so many words, and so many letters on either side of the seam at least."""


@dataclass(frozen=True, slots=True)
class Block:
    """One line or one hard-wrapped paragraph, without its outer white space."""

    start: int
    end: int
    kind: SentenceKind


def words_of(line: str) -> int:
    """Return how many words a line has."""
    return len(_WORD.findall(line))


def ends_as_prose(line: str) -> bool:
    """Tell whether a line ends like a sentence or leads on to the next line: no title does."""
    bare = line.rstrip(CLOSING + " \u00a0\u202f")
    return bare.endswith((".", ":", ";", ",")) and not bare.endswith("...")


def title_key(flat: str) -> str:
    """Return the words of a flattened line, case and punctuation aside: a title printed twice has the same."""
    return " ".join(_WORD.findall(flat.casefold()))


def repeats(line: str, key: str, title: str) -> bool:
    """Tell whether a line is the title again, or the title with the name of the site behind it («… - Le Fil 24»).

    ``key`` and ``title`` are the keys of the line and of the title.
    """
    if key == title:
        return True
    rest = key.removeprefix(title + " ")
    return (
        rest != key and words_of(title) >= _TITLE_WORDS and words_of(rest) <= _SITE_WORDS and bool(_SITE.search(line))
    )


_SITE = re.compile(r" [-–—|•] [^-–—|•]{2,40}$")


_VERSION = re.compile(r" \([^()]{2,20}\)$")
"""What stands behind an agency's slug: «SÉRANIE-COMBATS (Lead)»."""


def choose_title(lines: list[str]) -> int:
    """Return which of the unpunctuated lines at the head is the title: the first that is no kicker."""
    for index, line in enumerate(lines[:-1]):
        if not _is_kicker(line, lines[index + 1]):
            return index
    return len(lines) - 1


def _is_kicker(line: str, following: str) -> bool:
    bare = _VERSION.sub("", line)
    if bare.isupper() and words_of(bare) <= _CAPITALS_WORDS:
        return True
    if words_of(following) >= _TITLE_WORDS and is_outlet(bare):
        return True
    if _rubric().fullmatch(flatten(line)) or re.match(r"[A-ZÀ-Þ' -]{4,} \| ", flatten(line)):
        return True
    return words_of(line) <= _KICKER_WORDS and words_of(following) >= _TITLE_WORDS


@cache
def _rubric() -> re.Pattern[str]:
    return re.compile(table("structure")["rubric_regex"])


def markdown(line: str) -> tuple[int, int]:
    """Return where the words of a line begin and end inside marks of Markdown («## …», «**…**»)."""
    match = _MARKDOWN.match(line)
    start = match.end() if match else 0
    marks = next((marks for marks in ("**", "__") if line.startswith(marks, start)), "")
    if marks and line.endswith(marks) and len(line) - start > 2 * len(marks):
        return start + len(marks), len(line) - len(marks)
    return start, len(line)


def cut_title(text: str, block: Block) -> list[Block]:
    """Cut a title out of its line: a rubric, pictograms and quotation marks around all of it are noise."""
    start, end = _bare(text, block.start, block.end)
    first, last = markdown(text[start:end])
    start, end = start + first, start + last
    rubric = re.match(table("structure")["rubric_before_title_regex"], flatten(text[start:end]))
    start, end = _bare(text, start + (rubric.end() if rubric else 0), end)
    if _MARKS.get(text[start : start + 1]) == text[end - 1] and not set(text[start + 1 : end - 1]) & set('«»“”"'):
        start, end = _bare(text, start + 1, end - 1)
    if not _WORD.search(text[start:end]):
        return [block]
    around = [(block.start, start, "noise"), (start, end, block.kind), (end, block.end, "noise")]
    return [Block(first, last, kind) for first, last, kind in around if text[first:last].strip()]


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets without the pictograms and the white space at both ends."""
    while start < end and _PICTOGRAM.match(text[start]):
        start += 1
    while end > start and _PICTOGRAM.match(text[end - 1]):
        end -= 1
    return start, end


def split_glued(text: str, block: Block) -> list[Block]:
    """Split a first line at a lower-case letter glued to a capital: a kicker or a title run into what follows."""
    line = text[block.start : block.end]
    brands = table("structure")["camel_words"]
    prose = ends_as_prose(line)
    for match in _GLUE.finditer(line):
        offset = match.start()
        left = line[:offset]
        word_start = max(left.rfind(" "), left.rfind("\u00a0"), left.rfind("'"), left.rfind("’")) + 1
        word_end = line.find(" ", offset)
        joined = line[word_start : word_end if word_end >= 0 else len(line)].strip("«»“”.,:!?")
        rest = text[: block.start] + text[block.end :]
        known = joined in rest and left[-1].isalpha()
        if any(brand in joined for brand in brands) or known or len(left.strip()) < 4:
            continue
        following = _WORD.match(line, offset)
        seam = min(offset - word_start, len(following.group())) if following else 0
        if _DETERMINED.match(left):
            seam = 0  # «La start-up CoolTrain ferme» is a title, «Guerre en UkraineMoscou recrute» is two
        if not prose and words_of(left) > (_RUBRIC_WORDS if seam >= _SEAM else _KICKER_WORDS):
            continue  # a title is glued to a paragraph, a kicker to a title; a title has no seam of its own
        right = Block(block.start + offset, block.end, "body" if prose else "title")
        return [Block(block.start, block.start + offset, "title" if prose else "noise"), right]
    return [block]


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(table("structure")["dateline_regex"].replace("|^", "|").removeprefix("^"))


def dateline_end(flat: str, start: int, end: int) -> int | None:
    """Return where the dateline ends that begins there, or None; a place alone is none."""
    match = _dateline().match(flat, start, min(end, start + 120))
    return match.end() if match and any(mark in match.group() for mark in "(0123456789") else None


def split_dateline(flat: str, block: Block) -> list[Block]:
    """Split «VILLE, 12 mars (Agence) - », «VILLE - » or «REPORTAGE. » off a paragraph: it is no part of a statement."""
    if block.kind != "body":
        return [block]
    middle = dateline_end(flat, block.start, block.end)
    if middle is None:
        lead = pattern("structure", "paragraph_lead_regex").match(flat, block.start, block.end)
        middle = lead.end() if lead else None
    if middle is None:
        return [block]
    return [Block(block.start, middle, "noise"), Block(middle, block.end, "body")]


def split_repeated(text: str, block: Block, title: str) -> list[Block]:
    """Split the title, printed a second time, off the paragraph that it is glued to."""
    if block.kind != "body" or words_of(title) < _TITLE_WORDS or not text.startswith(title, block.start):
        return [block]
    middle = block.start + len(title)
    glued = middle < block.end and (text[middle].isupper() or text[middle] in '«“"')
    if not glued:
        return [block]
    return [Block(block.start, middle, "noise"), Block(middle, block.end, "body")]
