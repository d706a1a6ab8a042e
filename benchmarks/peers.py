"""The corruption cases through two other tools that ground quotations: ``python -m benchmarks.peers``.

langextract aligns each extraction with its source; what it aligns at all, exactly or not, counts as accepted.
instructor's ``CitationMixin`` keeps the quotations that it finds in its context with up to five edits, and puts what
stands there in their place: a quotation that it loses is rejected, one that comes out otherwise is replaced. Neither
claims to check mood, source or meaning, and neither sees fields: only texts and quotations are compared.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version

from instructor import CitationMixin

from summarizer.text.align import Aligner
from tests.corruptions.corruption import Corruption
from tests.corruptions.drafts import cases
from tests.corruptions.operators import OPERATORS
from tests.corruptions.suite import TYPOGRAPHIES, briefed

PER_OPERATOR = 40
PER_TYPOGRAPHY = 60
Judge = Callable[[str, str], str]
"""Tells what becomes of words in an article: accepted, replaced or rejected."""


def spoiled_words(corruption: Corruption) -> str | None:
    """Return the text or quotation that was spoiled; None where only fields were."""
    known = {*_words(corruption.clean)}
    return next((words for words in _words(corruption.draft) if words not in known), None)


def _words(draft: object) -> Iterator[str]:
    for claim in draft.claims:  # type: ignore[attr-defined]
        yield from (quote.quote for quote in claim.evidence)
    yield from (claim.text for claim in draft.claims)  # type: ignore[attr-defined]
    yield from (sentence.text for sentence in draft.summary)  # type: ignore[attr-defined]
    yield draft.headline  # type: ignore[attr-defined]


def langextract_judge() -> Judge:
    """Return what langextract's aligner says, with its default settings."""
    from langextract.core.data import Extraction
    from langextract.resolver import WordAligner

    def judge(words: str, article: str) -> str:
        found = WordAligner().align_extractions([[Extraction("claim", words)]], article)[0][0]
        return "rejected" if found.alignment_status is None else "accepted"

    return judge


def instructor_judge(words: str, article: str) -> str:
    """Return what the citation validator makes of the words."""
    kept = CitationMixin.model_validate({"substring_quotes": [words]}, context={"context": article}).substring_quotes
    return "rejected" if not kept else "accepted" if words in kept else "replaced"


def spread(things: list[Corruption], most: int) -> list[Corruption]:
    """Return at most so many of the things, evenly spread over the list."""
    step = max(1, -(-len(things) // most))
    return things[::step]


def main() -> int:
    """Print a Markdown table of the operators, and one of truthful quotations."""
    try:
        aligner = langextract_judge()
    except ImportError:
        print("langextract is not installed: make peers", file=sys.stderr)
        return 2
    print(f"langextract {version('langextract')}, instructor {version('instructor')}\n")
    print(
        "| operator | cases | caught here | rejected by langextract | rejected by instructor | replaced by instructor |"
    )
    print("|---|---|---|---|---|---|")
    for name, operator in OPERATORS:
        told = [one for case in cases() for one in operator(case) if spoiled_words(one) is not None]
        if told:
            chosen = spread(told, PER_OPERATOR)
            here = sum(not one.survives(briefed(one.case, one.draft)) for one in chosen)
            pairs = [(spoiled_words(one) or "", one.case.analysis.article.text) for one in chosen]
            print(f"| {name} | {len(chosen)} | {here} | {_counts(pairs, aligner)} |", flush=True)
    print(
        "\n| truthful quotations | quotes | lost here | rejected by langextract | rejected by instructor | replaced |"
    )
    print("|---|---|---|---|---|---|")
    quotes = [(claim.evidence[0].quote, case) for case in cases() for claim in case.draft.claims]
    quotes = quotes[:: max(1, len(quotes) // PER_TYPOGRAPHY)]
    for name, typed in TYPOGRAPHIES.items():
        pairs = [(typed(quote), case.analysis.article.text) for quote, case in quotes]
        lost = sum(Aligner(article).align(words).span is None for words, article in pairs)
        print(f"| {name} | {len(pairs)} | {lost} | {_counts(pairs, aligner)} |", flush=True)
    return 0


def _counts(pairs: list[tuple[str, str]], aligner: Judge) -> str:
    theirs = [aligner(*pair) for pair in pairs]
    other = [instructor_judge(*pair) for pair in pairs]
    return f"{theirs.count('rejected')} | {other.count('rejected')} | {other.count('replaced')}"


if __name__ == "__main__":
    sys.exit(main())
