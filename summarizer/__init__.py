"""Structured briefs of French press articles that never stand firmer than the article.

The public face: everything that may be relied on is in ``__all__``, and importing this alone loads nothing else.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.batch import Options, Summarizer
    from summarizer.checks.written import check
    from summarizer.domain.article import Article, ArticleMeta
    from summarizer.domain.brief import Brief
    from summarizer.domain.draft import Draft
    from summarizer.domain.finding import Finding
    from summarizer.domain.item import Fate, Item
    from summarizer.domain.run import Cost, Done, Failed, Outcome, Skipped
    from summarizer.domain.span import Span
    from summarizer.errors import (
        ArticleError,
        AssetError,
        BudgetError,
        ContentFilterError,
        ContentTypeError,
        EmptyAnswerError,
        EndpointDownError,
        EngineError,
        InputError,
        InvalidOutputError,
        NoAccessError,
        NoJSONError,
        PermanentError,
        QuotaError,
        RefusalError,
        RejectedError,
        ReplayMissError,
        SettingsError,
        StoreError,
        SummarizerError,
        TransientError,
        TruncatedError,
    )
    from summarizer.read.articles import Read, read_articles
    from summarizer.store.database import Store
    from summarizer.sync import summarize, summarize_many

    __version__: str

__all__ = [
    "Article",
    "ArticleError",
    "ArticleMeta",
    "AssetError",
    "Brief",
    "BudgetError",
    "ContentFilterError",
    "ContentTypeError",
    "Cost",
    "Done",
    "Draft",
    "EmptyAnswerError",
    "EndpointDownError",
    "EngineError",
    "Failed",
    "Fate",
    "Finding",
    "InputError",
    "InvalidOutputError",
    "Item",
    "NoAccessError",
    "NoJSONError",
    "Options",
    "Outcome",
    "PermanentError",
    "QuotaError",
    "Read",
    "RefusalError",
    "RejectedError",
    "ReplayMissError",
    "SettingsError",
    "Skipped",
    "Span",
    "Store",
    "StoreError",
    "Summarizer",
    "SummarizerError",
    "TransientError",
    "TruncatedError",
    "__version__",
    "check",
    "read_articles",
    "summarize",
    "summarize_many",
]

_ROOMS = {
    "batch": ("Options", "Summarizer"),
    "checks.written": ("check",),
    "domain.article": ("Article", "ArticleMeta"),
    "domain.brief": ("Brief",),
    "domain.draft": ("Draft",),
    "domain.finding": ("Finding",),
    "domain.item": ("Fate", "Item"),
    "domain.run": ("Cost", "Done", "Failed", "Outcome", "Skipped"),
    "domain.span": ("Span",),
    "errors": (
        *("ArticleError", "AssetError", "BudgetError", "ContentFilterError", "ContentTypeError"),
        *("EmptyAnswerError", "EndpointDownError", "EngineError", "InputError", "InvalidOutputError"),
        *("NoAccessError", "NoJSONError", "PermanentError", "QuotaError", "RefusalError", "RejectedError"),
        *("ReplayMissError", "SettingsError", "StoreError", "SummarizerError", "TransientError"),
        *("TruncatedError",),
    ),
    "read.articles": ("Read", "read_articles"),
    "store.database": ("Store",),
    "sync": ("summarize", "summarize_many"),
}
_HOME = {name: room for room, names in _ROOMS.items() for name in names}

DISTRIBUTION = "pressbrief"


def __getattr__(name: str) -> object:
    """Load a public name from its room the first time it is asked for (PEP 562)."""
    if name == "__version__":
        value: object = _version()
    elif name in _HOME:
        value = getattr(importlib.import_module(f"summarizer.{_HOME[name]}"), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _version() -> str:
    """Return the installed version; «0+unknown» where the package runs from a folder that was never installed."""
    metadata = importlib.import_module("importlib.metadata")
    try:
        return str(metadata.version(DISTRIBUTION))
    except metadata.PackageNotFoundError:
        return "0+unknown"
