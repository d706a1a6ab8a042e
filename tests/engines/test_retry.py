"""The retry policy and the table from vendor exceptions to ours."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx2
import instructor.v2.core.errors
import instructor.v2.core.exceptions
import openai
import pytest
from instructor.core.exceptions import InstructorError, InstructorRetryException

from summarizer.engines.pace import MOST_SPREAD_S
from summarizer.engines.retry import VENDOR_ERRORS, RetryPolicy, retry_after_s, retrying, translate
from summarizer.errors import (
    ContentFilterError,
    EngineError,
    InvalidOutputError,
    PermanentError,
    QuotaError,
    TransientError,
)

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

ELSEWHERE = {
    "StreamAlreadyConsumed": "streams are not used",
    "MutuallyExclusiveAuthError": "an Azure client is given one key",
    "APIRemovedInV1": "names of the old API",
    "MissingDependencyError": "extras for audio and data frames are not used",
    "_AmbiguousModuleClientUsageError": "the module-level client is not used",
}
"""Subclasses of OpenAIError outside its list of exceptions, and why none of them can reach the engine."""


def _exported() -> Iterator[type[Exception]]:
    for name in openai.__all__:
        value = getattr(openai, name)
        if inspect.isclass(value) and issubclass(value, Exception):
            yield value


def _subclasses(root: type[Exception]) -> Iterator[type[Exception]]:
    for child in root.__subclasses__():
        yield child
        yield from _subclasses(child)


def test_every_exception_that_openai_exports_is_in_the_table() -> None:
    """A new class of a new release fails here until somebody says what it means."""
    exported = set(_exported())
    assert len(exported) >= 20
    assert exported <= set(VENDOR_ERRORS)


def test_every_openai_error_is_in_the_table_or_explained() -> None:
    """Subclasses that are not exported are listed too, or cannot be met."""
    found = {cls for cls in _subclasses(openai.OpenAIError) if cls.__module__.startswith("openai")}
    missing = {cls.__name__ for cls in found - set(VENDOR_ERRORS)}
    assert missing <= set(ELSEWHERE)


def test_every_instructor_exception_is_in_the_table() -> None:
    """Both of its modules are searched, so that a moved or added class is noticed."""
    modules = (instructor.v2.core.errors, instructor.v2.core.exceptions)
    found = {
        value
        for module in modules
        for _, value in inspect.getmembers(module, inspect.isclass)
        if issubclass(value, Exception) and value.__module__.startswith("instructor")
    }
    assert {InstructorError, *_subclasses(InstructorError)} & found
    assert found <= set(VENDOR_ERRORS)


def test_a_class_missing_from_the_table_is_noticed() -> None:
    """The demand above can fail: a class that nobody listed is outside the table."""
    unlisted = type("NewError", (openai.APIStatusError,), {})
    assert unlisted not in VENDOR_ERRORS


def _status_error(
    status: int, *, code: str | None = None, headers: dict[str, str] | None = None, said: str = "x"
) -> Exception:
    client = openai.OpenAI(api_key="unused")
    request = httpx2.Request("POST", "http://127.0.0.1/v1/chat/completions")
    response = httpx2.Response(
        status, request=request, headers=headers, json={"error": {"message": said, "code": code}}
    )
    error: Exception = client._make_status_error_from_response(response)
    client.close()
    return error


@dataclass(frozen=True)
class Status:
    """A status, what comes with it, and our error."""

    status: int
    error: type[EngineError]
    code: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    retry_after_s: float | None = None


STATUSES = (
    *(Status(status, PermanentError) for status in (400, 401, 403, 404, 413, 422)),
    *(Status(status, TransientError) for status in (408, 409, 429, 500, 502, 503, 504, 529)),
    Status(429, QuotaError, code="insufficient_quota"),
    Status(400, ContentFilterError, code="content_filter"),
    Status(429, TransientError, headers={"retry-after": "7"}, retry_after_s=7.0),
    Status(429, TransientError, headers={"retry-after-ms": "1500", "retry-after": "7"}, retry_after_s=1.5),
    Status(429, TransientError, headers={"llm_provider-retry-after": "9"}, retry_after_s=9.0),
    Status(429, TransientError, headers={"llm_provider-retry-after": "9", "retry-after": "7"}, retry_after_s=7.0),
    Status(503, TransientError, headers={"retry-after": "Fri, 20 Nov 2026 12:00:30 GMT"}, retry_after_s=30.0),
    Status(503, TransientError, headers={"retry-after": "Fri, 20 Nov 2026 11:00:00 GMT"}, retry_after_s=0.0),
    Status(503, TransientError, headers={"retry-after": "soon"}),
    Status(503, PermanentError, headers={"x-should-retry": "false"}),
    Status(400, TransientError, headers={"x-should-retry": "true"}),
)


def test_a_relay_that_hands_on_words_alone_is_understood() -> None:
    """LiteLLM's proxy keeps of a spent account the sentence, not the code; another status with it is not taken so."""
    said = "litellm.RateLimitError: RateLimitError: OpenAIException - You exceeded your current quota"
    ours = translate(_status_error(429, code="429", said=said), now=lambda: NOW)
    assert isinstance(ours, PermanentError)
    assert "no credit left" in str(ours)
    assert isinstance(translate(_status_error(503, said=said), now=lambda: NOW), TransientError)


@pytest.mark.parametrize("case", STATUSES, ids=lambda case: f"{case.status}-{case.code}-{case.headers}")
def test_a_status_decides(case: Status) -> None:
    """Status, error code and the server's own word make an error transient or permanent."""
    ours = translate(_status_error(case.status, code=case.code, headers=case.headers), now=lambda: NOW)
    assert type(ours) is case.error
    assert ours.status == case.status
    assert ours.retry_after_s == case.retry_after_s


def test_a_retry_error_of_instructor_is_its_cause() -> None:
    """The wrapper is taken off, however deep, and our own errors come back as they are."""
    inner = TransientError("later", status=503)
    wrapped = InstructorRetryException("x", n_attempts=1, total_usage=0)
    wrapped.__cause__ = inner
    outer = InstructorRetryException("y", n_attempts=1, total_usage=0)
    outer.__cause__ = wrapped
    assert translate(outer) is inner
    assert isinstance(translate(InstructorRetryException("z", n_attempts=1, total_usage=0)), InvalidOutputError)


def test_what_nobody_knows_is_permanent() -> None:
    """An exception of no vendor is not retried."""
    assert type(translate(KeyError("x"))) is PermanentError


@pytest.mark.parametrize("stated", ["", "nan", "inf", "-3", "Fri, 99 Nov"])
def test_an_unreadable_wish_is_none_or_zero(stated: str) -> None:
    """No header of a server can make the wait negative, endless or an exception."""
    assert retry_after_s({"retry-after": stated}, now=lambda: NOW) in (None, 0.0)


async def _tries(policy: RetryPolicy, error: EngineError) -> tuple[int, list[float]]:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    tried = 0
    with pytest.raises(type(error)):
        async for attempt in retrying(policy, sleep=sleep):
            with attempt:
                tried += 1
                raise error
    return tried, waits


async def test_waits_are_jittered_and_bounded() -> None:
    """Full jitter: between nothing and a ceiling that doubles up to its maximum."""
    policy = RetryPolicy(attempts=9, first_wait_s=1.0, longest_jitter_s=8.0)
    tried, waits = await _tries(policy, TransientError("x"))
    assert (tried, len(waits)) == (9, 8)
    assert all(0 <= wait <= min(8.0, 2.0**n) for n, wait in enumerate(waits))
    assert len(set(waits)) > 1


async def test_only_transient_errors_are_tried_again() -> None:
    """Permanent and invalid ones end at once."""
    for error in (PermanentError("x"), InvalidOutputError("x")):
        assert await _tries(RetryPolicy(attempts=5), error) == (1, [])


async def test_a_wish_beyond_patience_ends_the_tries() -> None:
    """A server that asks for an hour is not waited for; the error carries its wish."""
    policy = RetryPolicy(attempts=5, longest_wait_s=60.0)
    assert await _tries(policy, TransientError("x", retry_after_s=3600.0)) == (1, [])
    tries, waits = await _tries(policy, TransientError("x", retry_after_s=60.0))
    assert (tries, len(waits)) == (5, 4)
    assert all(60.0 <= wait <= 60.0 + MOST_SPREAD_S for wait in waits)
    assert len(set(waits)) == 4  # they do not all come back at once
