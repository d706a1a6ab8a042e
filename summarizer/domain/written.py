"""What somebody wrote about an article, and what a check found on each part of it.

``WrittenBrief`` is the smallest form in which another tool may hand over claims (docs/contracts.md). Never in it: where
the words came from, a file or a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from summarizer.domain.finding import Finding
from summarizer.domain.span import Span
from summarizer.domain.terms import HedgingLevel

Part = Literal["claim", "summary", "headline", "brief"]
"""What a checked text is; ``brief`` stands for all of a brief that is no claim of it."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class WrittenClaim(BaseModel):
    """One statement about the article. Only ``text`` is needed.

    ``quotes`` are the passages it rests on, verbatim; ``source`` is whose words it is said to be; ``level`` is the
    article's reserve as the writer sees it, 0 (stated) to 4 (contested).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Words
    quotes: tuple[Words, ...] = ()
    source: Words | None = None
    level: HedgingLevel | None = None


class WrittenBrief(BaseModel):
    """Claims, a summary and a headline by anybody; each may be left out, not all of them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    claims: tuple[WrittenClaim, ...] = ()
    summary: Words | tuple[Words, ...] = ()
    headline: Words | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One text that is checked by itself. ``key`` is unique: c1… for claims, s1… for sentences, «headline».

    ``line`` is where it begins in the file that was given, from 1; None where that is not known.
    """

    key: str
    part: Part
    text: str
    line: int | None = None
    quotes: tuple[str, ...] = ()
    source: str | None = None
    level: HedgingLevel | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement, the passages of the article that it is about, in order, and what was found."""

    statement: Statement
    passage: tuple[Span, ...]
    findings: tuple[Finding, ...]


def findings_of(checked: Iterable[Checked]) -> tuple[Finding, ...]:
    """Return all findings in the order of the statements."""
    return tuple(finding for one in checked for finding in one.findings)
