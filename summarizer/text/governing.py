"""What governs a stretch of a sentence from outside it: an aside that splits its verb, words that call it untrue.

Never in it: what a claim does about that; see ``checks/clauses.py``. The words are data: ``fr/hardening.json``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from summarizer.text.fold import flatten
from summarizer.text.pack import hoisted, table


def without_asides(flat: str) -> str:
    """Return flattened lower-case text with the asides that split a verb from what it governs blotted out.

    «n'a pas, à ce jour, confirmé» and «il est faux, dit-elle, que» are one clause each. Offsets stay.
    """
    return _aside().sub(_blotted, flat) if "," in flat else flat


def _blotted(match: re.Match[str]) -> str:
    kept = match["kept"] or ""
    return kept + "_" * (len(match[0]) - len(kept))


def may_tell_untruths(text: str) -> bool:
    """Tell whether a text has one of the words without which ``untrue_around`` finds nothing in it."""
    low = _low(text)
    return any(word in low for word in table("hardening")["untrue"]["anchors"])


def untrue_around(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a sentence that call ``text[start:end]`` untrue, or that say it did not come to pass.

    Before it they stand in its own clause («il est faux que …», «accusé à tort d'avoir …»), behind it right there
    («…, c'est faux»). Offsets are those of the text.
    """
    flat = _low(text)
    before, after = _untrue()
    lead = without_asides(flat[: start + 4])  # «que» may begin the stretch
    for match in before.finditer(lead):
        if match.start() < start and _between().fullmatch(lead, match.end(), max(start, match.end())) is not None:
            yield match.start(), min(match.end(), start)
    found = after.match(flat, end)
    if found:
        yield found.start("said"), found.end()


def shows_untruth(text: str) -> bool:
    """Tell whether a short text calls something untrue."""
    low = _low(text)
    return any(re.search(pattern, low) for pattern in (table("hardening")["untrue"]["word"], _untrue()[0]))


@cache
def _aside() -> re.Pattern[str]:
    aside = r""",[^,;:.!?"()…]{1,80},"""
    splits = "|".join(table("hardening")["asides"]["after"])
    return re.compile(rf"(?P<kept>\b(?:{splits})) ?{aside}|{aside}(?= ?(?:que |qu'))")


@cache
def _untrue() -> tuple[re.Pattern[str], re.Pattern[str]]:
    entry = table("hardening")["untrue"]
    before = "|".join(entry["before"])
    return re.compile(hoisted(before.replace("{word}", entry["word"]))), re.compile(
        entry["behind"].replace("{word}", f"(?:{entry['word']})")
    )


@cache
def _between() -> re.Pattern[str]:
    """Return what may stand between such words and what they govern: no mark and no other clause."""
    words = "|".join(table("hardening")["clause_borders"]["both"])
    return re.compile(rf"""(?:(?!\b(?:{words})\b)[^,;:.!?()…])*""")


def _low(text: str) -> str:
    return flatten(text.replace("İ", "I")).lower()
