"""Structure of an article: lines, headings, noise, sentences, quotations: where one thing ends and the next begins.

Law: the spans of all sentences are disjoint, in order, and hold every character of the article but white space.
Never in it: what a sentence means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from summarizer.domain.analysis import Quotation, Sentence, SentenceKind
from summarizer.domain.span import Span
from summarizer.text.fold import flatten
from summarizer.text.pack import table

_TERMINAL = ".!?…"
_CLOSING = "»”\"’')]"
_OPENING = "«“„\"‘'(["
_BOUNDARY = re.compile(r"[.!?…]+")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_WORD = re.compile(r"\w+")
_GLUE = re.compile(r"(?<=[a-zà-öø-ÿœ])(?=[A-ZÀ-ÖØ-Þ][\w'’ ])|(?<=[»”!?])(?=[A-ZÀ-ÖØ-Þ«“][\w'’ ])")
_INITIAL = re.compile(r"(?:^|[\s('’-])(?:[A-ZÀ-Þ]\.-?)*[A-ZÀ-Þ]$")


@dataclass(frozen=True, slots=True)
class _Block:
    """One line or one hard-wrapped paragraph, without its outer white space."""

    start: int
    end: int
    kind: SentenceKind


@cache
def _noise_regexes() -> tuple[re.Pattern[str], ...]:
    structure = table("structure")
    patterns = [entry["regex"] for entry in structure["noise_patterns"]]
    patterns += [structure["slug_regex"], structure["agency_sign_off_regex"]]
    flags = [re.IGNORECASE] * len(structure["noise_patterns"]) + [0, 0]
    return tuple(re.compile(pattern, flag) for pattern, flag in zip(patterns, flags, strict=True))


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(table("structure")["abbreviations"])


def _blocks(text: str) -> list[tuple[int, int]]:
    """Return the offsets of paragraphs: lines, with hard-wrapped lines joined."""
    lines: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        raw = match.group()
        start = match.start() + len(raw) - len(raw.lstrip())
        end = match.end() - (len(raw) - len(raw.rstrip()))
        if start < end:
            lines.append((start, end))
    return _join_wrapped(text, lines)


def _join_wrapped(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join a line to the one before where a sentence was cut by hard wrapping: no blank line, no end, lower case."""
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        if joined:
            before_start, before_end = joined[-1]
            gap = text[before_end:start]
            last_line = text[before_start:before_end].rsplit("\n", 1)[-1]
            wrapped = (
                gap.count("\n") <= 1 and 45 <= len(last_line) <= 130 and text[before_end - 1] not in _TERMINAL + "»”:"
            )
            if wrapped and text[start].islower():
                joined[-1] = (before_start, end)
                continue
        joined.append((start, end))
    return joined


def _is_noise(flat: str) -> bool:
    return any(regex.search(flat) for regex in _noise_regexes())


_ADVERTS = ("app", "app_tail", "see_also_bare", "reserved", "support")


@cache
def _advert_regexes() -> tuple[re.Pattern[str], ...]:
    entries = table("structure")["noise_patterns"]
    return tuple(re.compile(entry["regex"], re.IGNORECASE) for entry in entries if entry["id"] in _ADVERTS)


def _is_advert(sentence: str) -> bool:
    """Tell whether a sentence inside a paragraph asks the reader to subscribe, follow or read on."""
    flat = flatten(sentence)
    return any(regex.search(flat) for regex in _advert_regexes())


def _ends_sentence(line: str) -> bool:
    """Tell whether the line ends like a sentence, closing quotes and brackets aside; a closing quote ends one too."""
    stripped = line.rstrip()
    bare = stripped.rstrip(_CLOSING + " \u00a0\u202f")
    return bool(bare) and (bare[-1] in _TERMINAL + ":;," or (stripped[-1] in "»”" and len(_WORD.findall(line)) > 14))


def _looks_like_heading(line: str) -> bool:
    structure = table("structure")
    count = len(_WORD.findall(line))
    if not 1 <= count <= structure["heading_max_words"] or len(line) > structure["heading_max_chars"]:
        return False
    if line.rstrip().endswith("?") and line[0].isupper():
        return True
    return not _ends_sentence(line) and not line[0].islower()


def _classify(text: str, blocks: list[tuple[int, int]]) -> list[_Block]:
    """Give each block its kind; the first line that is no noise and does not end like a sentence is the title."""
    structure = table("structure")
    result: list[_Block] = []
    title: str | None = None
    seen_body = False
    last_body = _last_sentence_block(text, blocks)
    for index, (start, end) in enumerate(blocks):
        line = text[start:end]
        key = _title_key(line)
        kind: SentenceKind = "body"
        short = len(_WORD.findall(line)) <= structure["title_max_words"]
        if _is_noise(flatten(line)) or not _WORD.search(line) or (title is not None and key == title):
            kind = "noise"
        elif title is None and not seen_body and short and not _ends_as_prose(line) and len(blocks) > 1:
            kind, title = "title", key
        elif index > last_body and seen_body and not _ends_sentence(line):
            kind = "noise"  # nothing but sign-offs, outlets and slugs stands unpunctuated after the last sentence
        elif _looks_like_heading(line):
            kind = "heading"
        seen_body = seen_body or kind == "body"
        result.append(_Block(start, end, kind))
    return _promote_headline(text, result)


def _promote_headline(text: str, blocks: list[_Block]) -> list[_Block]:
    """Make a kicker in capitals («SANTÉ») a heading and the line under it the title."""
    kinds = [block.kind for block in blocks[:2]]
    if kinds == ["title", "heading"] and text[blocks[0].start : blocks[0].end].isupper():
        first, second = blocks[0], blocks[1]
        return [_Block(first.start, first.end, "heading"), _Block(second.start, second.end, "title"), *blocks[2:]]
    return blocks


def _last_sentence_block(text: str, blocks: list[tuple[int, int]]) -> int:
    """Return the index of the last block that ends like a sentence and is no noise; -1 where there is none."""
    for index in range(len(blocks) - 1, -1, -1):
        start, end = blocks[index]
        line = text[start:end]
        if _ends_sentence(line) and not _is_noise(flatten(line)):
            return index
    return -1


def _ends_as_prose(line: str) -> bool:
    bare = line.rstrip(_CLOSING + " \u00a0\u202f")
    return bare.endswith((".", ":", ";", ",")) and not bare.endswith("...")


def _title_key(line: str) -> str:
    return " ".join(_WORD.findall(flatten(line).casefold()))


def _split_glued(text: str, block: _Block) -> list[_Block]:
    """Split a first line at a lower-case letter glued to a capital: a kicker or a title run into what follows."""
    line = text[block.start : block.end]
    brands = table("structure")["camel_words"]
    for match in _GLUE.finditer(line):
        offset = match.start()
        left = line[:offset]
        word_start = max(left.rfind(" "), left.rfind("\u00a0"), left.rfind("'"), left.rfind("’")) + 1
        word_end = line.find(" ", offset)
        joined = line[word_start : word_end if word_end >= 0 else len(line)].strip("«»“”.,:!?")
        rest = text[: block.start] + text[block.end :]
        if any(brand in joined for brand in brands) or joined in rest or len(left.strip()) < 4:
            continue
        right = _Block(block.start + offset, block.end, "title" if not _ends_as_prose(line) else "body")
        return [_Block(block.start, block.start + offset, "heading" if right.kind == "title" else "title"), right]
    return [block]


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(table("structure")["dateline_regex"])


def _split_dateline(text: str, block: _Block) -> list[_Block]:
    """Split «VILLE, 12 mars (Agence) - » off a paragraph: it is no part of a statement."""
    match = _dateline().match(flatten(text[block.start : min(block.end, block.start + 120)]))
    if block.kind != "body" or match is None or not any(mark in match.group() for mark in "(0123456789"):
        return [block]
    middle = block.start + match.end()
    return [_Block(block.start, middle, "noise"), _Block(middle, block.end, "body")]


def _sentence_ends(text: str, start: int, end: int) -> list[int]:
    """Return the end offsets of the sentences of one paragraph, the paragraph's own end last."""
    ends: list[int] = []
    for match in _BOUNDARY.finditer(text, start, end):
        stop = match.end()
        if match.group() == "." and _is_abbreviation(text, start, match.start()):
            continue
        while True:
            ahead = stop
            while ahead < end and text[ahead] in " \u00a0\u202f":
                ahead += 1
            if (ahead < end and text[ahead] in "»”)]") or (ahead == stop < end and text[ahead] in "\"’'"):
                stop = ahead + 1
                continue
            break
        if stop >= end or (stop > match.start() and ahead > stop and _starts_sentence(text, ahead, end)):
            ends.append(min(stop, end))
    if not ends or ends[-1] < end:
        ends.append(end)
    return ends


def _starts_sentence(text: str, offset: int, end: int) -> bool:
    while offset < end and text[offset] in _OPENING + "—–-• \u00a0\u202f":
        offset += 1
    if offset >= end:
        return False
    char = text[offset]
    return char.isupper() or char.isdigit() or not (char.isalpha() or char in ",;:.")


def _is_abbreviation(text: str, start: int, dot: int) -> bool:
    """Tell whether the full stop at ``dot`` belongs to an abbreviation, an initial or a number."""
    begin = dot
    while begin > start and (text[begin - 1].isalnum() or text[begin - 1] in ".-'’"):
        begin -= 1
    token = text[begin:dot]
    last = re.split(r"['’]", token)[-1]
    if last.casefold() in _abbreviations() and not last.isdigit():
        return last.casefold() not in ("etc", "hab", "m", "p", "n", "min", "max", "no") or _continues(text, dot, last)
    if _INITIAL.search(text[max(start, dot - 12) : dot]):
        return True
    following = text[dot + 1 : dot + 2]
    return following.isdigit() and text[dot - 1 : dot].isdigit()


def _continues(text: str, dot: int, token: str) -> bool:
    """Tell whether an ambiguous abbreviation goes on: «M. Dupont» and «n. 3» do, «en 3 min. Puis» does not."""
    ahead = text[dot + 1 : dot + 4].lstrip(" \u00a0\u202f")
    if token == "M":
        return bool(ahead) and (ahead[0].isupper() or ahead[0].isdigit())
    return bool(ahead) and (ahead[0].islower() or ahead[0].isdigit()) and token != "m"


def read_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the article's sentences, titles, headings and noise lines, numbered from 1 in order of appearance."""
    blocks: list[_Block] = []
    for index, block in enumerate(_classify(text, _blocks(text))):
        for part in _split_glued(text, block) if index < 2 and block.kind in ("title", "body") else [block]:
            blocks.extend(_split_dateline(text, part))
    sentences: list[Sentence] = []
    section = 0
    for paragraph, block in enumerate(blocks):
        if block.kind == "heading":
            section += 1
        ends = _sentence_ends(text, block.start, block.end) if block.kind == "body" else [block.end]
        start = block.start
        for end in ends:
            while start < end and text[start].isspace():
                start += 1
            if start < end:
                span = Span.of(text, start, start + len(text[start:end].rstrip()))
                kind: SentenceKind = "noise" if block.kind == "body" and _is_advert(span.text) else block.kind
                sentences.append(Sentence(len(sentences) + 1, span, kind, paragraph, section))
            start = end
    return tuple(sentences)


_PAIRS = {"«": "»", "“": "”", "„": "”"}


def read_quotations(text: str, sentences: tuple[Sentence, ...]) -> tuple[Quotation, ...]:
    """Return the outermost quotations, paragraph by paragraph; one left open ends with its paragraph.

    Guillemets, curly and straight double quotes open a quotation; a quotation inside another belongs to it.
    """
    quotations: list[Quotation] = []
    for start, end in _paragraphs(sentences):
        quotations.extend(_quotations_between(text, start, end))
    return tuple(quotations)


def _paragraphs(sentences: tuple[Sentence, ...]) -> list[tuple[int, int]]:
    bounds: dict[int, tuple[int, int]] = {}
    for sentence in sentences:
        if sentence.kind == "noise":
            continue
        start, _ = bounds.get(sentence.paragraph, (sentence.span.start, 0))
        bounds[sentence.paragraph] = (start, sentence.span.end)
    return list(bounds.values())


def _quotations_between(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: int | None = None
    closer = ""
    depth = 0
    for offset in range(start, end):
        char = text[offset]
        if opened is None:
            if char in _PAIRS or char == '"' or (char == "”" and _opens(text, offset, end)):
                opened, closer, depth = offset, _PAIRS.get(char, char), 0
        elif char == closer and depth == 0:
            found.append(_quotation(text, opened, offset + 1))
            opened = None
        elif char == closer:
            depth -= 1
        elif (_PAIRS.get(char) == closer and char != closer) or (closer == "”" and char == "“"):
            depth += 1
    if opened is not None and end - opened > 2:
        found.append(_quotation(text, opened, end, closed=False))
    return found


def _opens(text: str, offset: int, end: int) -> bool:
    """Tell whether a closing curly quote is misused as an opening one: a word right after, none right before."""
    return offset + 1 < end and text[offset + 1].isalnum() and (offset == 0 or text[offset - 1].isspace())


def _quotation(text: str, start: int, end: int, *, closed: bool = True) -> Quotation:
    inner_start, inner_end = start + 1, end - 1 if closed else end
    while inner_start < inner_end and text[inner_start].isspace():
        inner_start += 1
    while inner_end > inner_start and text[inner_end - 1].isspace():
        inner_end -= 1
    return Quotation(Span.of(text, start, end), Span.of(text, inner_start, inner_end))
