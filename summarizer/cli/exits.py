"""Exit codes: the one table from what happened to what a shell is told. Loads nothing but the error tree."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from summarizer.errors import (
    ArticleError,
    AssetError,
    BudgetError,
    ContentFilterError,
    ContentTypeError,
    EmptyAnswerError,
    EndpointDownError,
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


class Exit(IntEnum):
    """What a run of the command ended with. 130, 141 and 143 are 128 + SIGINT, SIGPIPE and SIGTERM, as in shells."""

    OK = 0
    UNEXPECTED = 1
    STORE = 1  # the same code on purpose: neither the input nor the options are at fault
    USAGE = 2
    INVALID = 3
    PROVIDER = 4
    INPUT = 5
    REPLAY_MISS = 6
    PARTIAL = 7
    FINDINGS = 100
    INTERRUPTED = 130
    BROKEN_PIPE = 141
    TERMINATED = 143


_BY_KIND: dict[str, Exit] = {
    ArticleError.kind: Exit.INPUT,
    InputError.kind: Exit.INPUT,
    AssetError.kind: Exit.USAGE,
    SettingsError.kind: Exit.USAGE,
    TransientError.kind: Exit.PROVIDER,
    PermanentError.kind: Exit.PROVIDER,
    QuotaError.kind: Exit.PROVIDER,
    RefusalError.kind: Exit.PROVIDER,
    ContentFilterError.kind: Exit.PROVIDER,
    ContentTypeError.kind: Exit.PROVIDER,
    EndpointDownError.kind: Exit.PROVIDER,
    NoAccessError.kind: Exit.PROVIDER,
    BudgetError.kind: Exit.PROVIDER,
    InvalidOutputError.kind: Exit.INVALID,
    TruncatedError.kind: Exit.INVALID,
    EmptyAnswerError.kind: Exit.INVALID,
    NoJSONError.kind: Exit.INVALID,
    RejectedError.kind: Exit.INVALID,
    ReplayMissError.kind: Exit.REPLAY_MISS,
    StoreError.kind: Exit.STORE,
}

_WORST_FIRST = (Exit.UNEXPECTED, Exit.USAGE, Exit.PROVIDER, Exit.REPLAY_MISS, Exit.INVALID, Exit.INPUT)
"""Which code stands for several different failures: the one that asks most of whoever runs the command."""


def exit_of_kind(kind: str) -> Exit:
    """Return the code of one kind of the error tree; what is not listed is unexpected."""
    return _BY_KIND.get(kind, Exit.UNEXPECTED)


def worst(kinds: Iterable[str]) -> Exit:
    """Return the one code for failures of these kinds; at least one."""
    codes = {exit_of_kind(kind) for kind in kinds}
    return next(code for code in _WORST_FIRST if code in codes)


def exit_of(error: SummarizerError) -> Exit:
    """Return the code of an error that ended the whole command."""
    return exit_of_kind(error.kind)
