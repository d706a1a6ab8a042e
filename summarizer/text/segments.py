"""Structure of an article: lines, headings, noise, sentences, quotations: where one thing ends and the next begins.

Law: the spans of all sentences are disjoint, in order, and hold every character of the article but white space.
Never in it: what a sentence means.
"""

from __future__ import annotations

import re
from functools import cache

from summarizer.domain.analysis import Sentence, SentenceKind
from summarizer.domain.span import Span
from summarizer.text.adverts import adverts
from summarizer.text.fold import flatten
from summarizer.text.noise import (
    is_advert,
    is_comment_label,
    is_noise,
    is_pointer,
    signers,
    tells_of,
    tells_who_wrote,
)
from summarizer.text.opening import (
    CLOSING,
    Block,
    choose_title,
    cut_title,
    dateline_end,
    ends_as_prose,
    markdown,
    repeats,
    split_dateline,
    split_glued,
    split_repeated,
    title_key,
    words_of,
)
from summarizer.text.pack import table, word_set

_TERMINAL = ".!?…"
_OPENING = "«“„\"‘'(["
_BOUNDARY = re.compile(r"[.!?…]+")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_WORD = re.compile(r"\w+")
_SIGN_OFF_WORDS, _PULLED_WORDS, _QUOTED_QUESTION_WORDS = 12, 7, 6
_WRAPPED_CHARS, _WRAPPED_LOWER, _DECK_WORDS = 45, 24, 26
"""Characters of a wrapped line at least, before a small letter fewer; words of the line under a title at most."""
_FEWEST_BEFORE = 3
"""Paragraphs before a biography or the comments at least."""
_COMMENT = re.compile(r"[\w@][\w@.-]*(?: [\w.-]+)? ?(?::|\||a écrit|\(il y a)")
"""How a reader's comment begins: his name and a colon."""
_INITIAL = re.compile(r"(?:^|[\s('’-])(?:[A-ZÀ-Þ]\.-?)*[A-ZÀ-Þ]$")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(table("structure")["abbreviations"])


def _blocks(text: str, flat: str) -> list[tuple[int, int]]:
    """Return the offsets of paragraphs: lines, with hard-wrapped lines joined."""
    lines: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        raw = match.group()
        start = match.start() + len(raw) - len(raw.lstrip())
        end = match.end() - (len(raw) - len(raw.rstrip()))
        if start < end:
            lines.append((start, end))
    return _join_wrapped(text, flat, lines)


def _join_wrapped(text: str, flat: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join a line to the one before where a sentence was cut by hard wrapping: no blank line, no end, lower case."""
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        if joined:
            before_start, before_end = joined[-1]
            gap = text[before_end:start]
            last_line = text[before_start:before_end].rsplit("\n", 1)[-1]
            least = _WRAPPED_LOWER if text[start].islower() else _WRAPPED_CHARS
            wrapped = (
                gap.count("\n") <= 1
                and least <= len(last_line) <= 130
                and text[before_end - 1] not in _TERMINAL + "»”:"
            )
            if wrapped and (text[start].islower() or _is_unfinished(last_line)) and not is_noise(flat[start:end]):
                joined[-1] = (before_start, end)
                continue
        joined.append((start, end))
    return joined


def _is_unfinished(line: str) -> bool:
    return len(line) >= _WRAPPED_CHARS and re.split(r"[\W_]+", line.lower())[-1] in _bound_words()


@cache
def _bound_words() -> frozenset[str]:
    """Return the words that no line of its own ends with: determiners and prepositions."""
    return word_set("syntax", "prepositions") | word_set("structure", "never_last_words")


def _ends_sentence(line: str) -> bool:
    """Tell whether the line ends like a sentence, closing quotes and brackets aside; a closing quote ends one too."""
    stripped = line.rstrip()
    bare = stripped.rstrip(CLOSING + " \u00a0\u202f")
    return bool(bare) and (bare[-1] in _TERMINAL + ":;," or (stripped[-1] in "»”" and len(_WORD.findall(line)) > 14))


def _looks_like_heading(line: str) -> bool:
    structure = table("structure")
    if len(line) > structure["heading_max_chars"]:
        return False
    line = line[slice(*markdown(line))]
    count = words_of(line)
    if not 1 <= count <= structure["heading_max_words"]:
        return False
    bare = line.rstrip(CLOSING + " \u00a0\u202f")
    if bare.endswith("?") and (line[0].isupper() or (line[0] in _OPENING and count <= _QUOTED_QUESTION_WORDS)):
        return len(_sentence_ends(line, 0, len(line))) == 1
    return not _ends_sentence(line) and not line[0].islower()


def _noise_of(text: str, flat: str, blocks: list[tuple[int, int]]) -> list[bool]:
    """Tell of each block whether it is noise, by itself or as a title right under «À lire aussi»."""
    found: list[bool] = []
    pointed = False
    for index, (start, end) in enumerate(blocks):
        noise = is_noise(flat[start:end])
        near = index > 0 and text.count("\n", blocks[index - 1][1], start) <= 1
        under = pointed and near and not noise and not _ends_sentence(text[start:end])
        pointed = under or (noise and is_pointer(flat[start:end]))
        found.append(noise or under)
    lines = [flat[start:end] for start, end in blocks]
    found = [one or sold for one, sold in zip(found, adverts(lines, found), strict=True)]
    names = {name for line, noise in zip(lines, found, strict=True) if noise for name in signers(line)}
    told = [at for at, line in enumerate(lines) if not found[at] and any(name in line for name in names)]
    if len(told) == 1 and not any(not noise for noise in found[told[0] + 3 :]) and tells_of(lines[told[0]], names):
        found[told[0]] = True  # who signed it, told once and at the end
    last = max((at for at, noise in enumerate(found) if not noise), default=-1)
    if last > _FEWEST_BEFORE and tells_who_wrote(lines[last], text[: blocks[last][0]]):
        found[last] = True
    return _with_comments(lines, found)


def _with_comments(lines: list[str], noise: list[bool]) -> list[bool]:
    """Return what is noise, with what readers wrote under «3 commentaires»: each behind a name and a colon."""
    label = next((at for at, line in enumerate(lines) if at > _FEWEST_BEFORE and is_comment_label(line)), None)
    if label is None:
        return noise
    under = [at for at in range(label + 1, len(lines)) if not noise[at]]
    if under and all(_COMMENT.match(lines[at]) for at in under):
        return [one or at in under for at, one in enumerate(noise)]
    return noise


def _is_deck(line: str) -> bool:
    """Tell whether the line under the title is a second title: one clause, without the full stop of a paragraph."""
    if _ends_sentence(line) or line[0].islower() or words_of(line) > _DECK_WORDS:
        return False
    return len(_sentence_ends(line, 0, len(line))) == 1


def _classify(text: str, flat: str, blocks: list[tuple[int, int]]) -> list[Block]:
    """Give each block its kind; what stands before the title, and the title again, is noise."""
    noise = _noise_of(text, flat, blocks)
    at, title = _title(text, flat, blocks, noise)
    result: list[Block] = []
    seen_body = False
    last_body = _last_sentence_block(text, blocks, noise)
    whole = [title_key(flat[start:end]) for start, end in blocks]
    for index, (start, end) in enumerate(blocks):
        line = text[start:end]
        kind: SentenceKind = "body"
        if index == at:
            kind = "title"
        elif index < at or noise[index] or not _WORD.search(line):
            kind = "noise"  # what stands before the title is a kicker
        elif (title and repeats(line, whole[index], title)) or _is_pull_quote(line, index, whole):
            kind = "noise"  # said once already
        elif index > last_body and seen_body and not _ends_sentence(line) and words_of(line) <= _SIGN_OFF_WORDS:
            kind = "noise"  # nothing but sign-offs, outlets and slugs stands unpunctuated after the last sentence
        elif _looks_like_heading(line) or (at >= 0 and not seen_body and _is_deck(line)):
            kind = "heading"
        seen_body = seen_body or kind == "body"
        result.append(Block(start, end, kind))
    return result


def _title(text: str, flat: str, blocks: list[tuple[int, int]], noise: list[bool]) -> tuple[int, str]:
    """Return the index of the title's block, -1 where there is none, and the title's key."""
    found: list[int] = []
    for index, (start, end) in enumerate(blocks):
        line = text[start:end]
        if noise[index] or not _WORD.search(line):
            continue
        if len(blocks) < 2 or words_of(line) > table("structure")["title_max_words"] or ends_as_prose(line):
            break
        if dateline_end(flat, start, end) is not None:
            break  # the first paragraph, hard-wrapped
        found.append(index)
    if not found:
        return -1, ""
    lines = [_unglued(text, *blocks[index]) for index in found]
    chosen = choose_title(lines)
    return found[chosen], title_key(flatten(lines[chosen]))


def _unglued(text: str, start: int, end: int) -> str:
    """Return the title in a first line: without a kicker glued before it, or a paragraph glued behind."""
    part = next(block for block in split_glued(text, Block(start, end, "title")) if block.kind == "title")
    return text[part.start : part.end]


def _is_pull_quote(line: str, index: int, whole: list[str]) -> bool:
    """Tell whether a paragraph is a sentence of another one, set apart to be seen: nothing is said twice."""
    key = whole[index]
    if not any(key in other and key != other for other in whole):
        return False
    return words_of(line) >= _PULLED_WORDS and (_ends_sentence(line) or line[0] in _OPENING)


def _last_sentence_block(text: str, blocks: list[tuple[int, int]], noise: list[bool]) -> int:
    """Return the index of the last block that ends like a sentence and is no noise; -1 where there is none."""
    for index in range(len(blocks) - 1, -1, -1):
        start, end = blocks[index]
        if not noise[index] and _ends_sentence(text[start:end]):
            return index
    return -1


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
        return last.casefold() not in word_set("structure", "abbreviations_that_may_end") or _continues(text, dot, last)
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


def read_sentences(text: str, flat: str = "") -> tuple[Sentence, ...]:
    """Return the article's sentences, titles, headings and noise lines, numbered from 1 in order of appearance.

    ``flat`` is the flattened text, where the caller has it.
    """
    flat = flat or flatten(text)
    blocks: list[Block] = []
    title = ""
    for index, block in enumerate(_classify(text, flat, _blocks(text, flat))):
        for part in split_glued(text, block) if index < 2 and block.kind in ("title", "body") else [block]:
            if part.kind == "title":
                cut = cut_title(text, part)
                title = next((text[b.start : b.end] for b in cut if b.kind == "title"), title)
                blocks.extend(cut)
                continue
            for rest in split_repeated(text, part, title):
                blocks.extend(split_dateline(flat, rest))
    sentences: list[Sentence] = []
    section = 0
    for paragraph, block in enumerate(blocks):
        if block.kind == "heading":
            section += 1
        ends = _sentence_ends(text, block.start, block.end) if block.kind == "body" else [block.end]
        start = block.start
        for end in _bounded(text, block.start, ends):
            while start < end and text[start].isspace():
                start += 1
            if start < end:
                span = Span.of(text, start, start + len(text[start:end].rstrip()))
                kind: SentenceKind = (
                    "noise" if block.kind == "body" and is_advert(flat[start : span.end]) else block.kind
                )
                sentences.append(Sentence(len(sentences) + 1, span, kind, paragraph, section))
            start = end
    return tuple(sentences)


_LONGEST = 3_000
"""Characters of a sentence at most: a text without full stops is cut at white space, so that reading stays linear."""


def _bounded(text: str, start: int, ends: list[int]) -> list[int]:
    """Return the ends of sentences with more of them where one would be longer than any that a reader meets."""
    bounded: list[int] = []
    for end in ends:
        while end - start > _LONGEST:
            space = text.rfind(" ", start + 1, start + _LONGEST)
            start = space + 1 if space > start else start + _LONGEST
            bounded.append(start)
        bounded.append(end)
        start = end
    return bounded
