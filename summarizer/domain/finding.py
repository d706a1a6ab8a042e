"""Findings: what a check has to say of a brief, as data. A failing check is never an exception."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from summarizer.domain.span import Span
from summarizer.domain.terms import Severity

Match = Literal["exact", "typographic", "none"]
"""How a verbatim string was found: to the letter, up to typography (apostrophes, spaces, dashes), or not at all."""


class Finding(BaseModel):
    """One observation of one rule. ``rule`` is documented in docs/checks.md; ``claim`` names the claim it is about."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str
    severity: Severity
    message: str
    span: Span | None = None
    claim: str | None = None
