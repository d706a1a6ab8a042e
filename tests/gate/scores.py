"""Scores: counts of right, spurious and missed, and what precision, recall and F1 they make."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Score:
    """Counts under one name, with a line for each error."""

    name: str
    right: int = 0
    spurious: int = 0
    missed: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.right / (self.right + self.spurious) if self.right + self.spurious else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 where there is none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (2 * self.right + self.spurious + self.missed) if self.right else 0.0

    def line(self) -> str:
        """Return the score as one line of the table."""
        gold = self.right + self.missed
        return (
            f"  {self.name:<28} P {self.precision:6.3f}  R {self.recall:6.3f}  F1 {self.f1:6.3f}"
            f"   gold {gold:>4}  spurious {self.spurious:>3}  missed {self.missed:>3}"
        )


def excerpt(text: str, start: int, end: int, around: int = 60) -> str:
    """Return the words at the offsets in [brackets] with some of what stands around them, on one line."""
    before, after = text[max(0, start - around) : start], text[end : end + around]
    return f"…{before}[{text[start:end]}]{after}…".replace("\n", " ")
