"""When a request is sent again, and what every vendor exception means here.

Law: one retry layer per cause. The openai client never retries; this policy retries transport (408, 409, 429, 5xx,
timeouts, broken connections); instructor re-asks on invalid output only. ``VENDOR_ERRORS`` is the one table from
vendor class to our error; a test demands that every class of both vendors is listed. Never in it: a request, a
prompt.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import Any

import openai
import pydantic
from instructor.core import exceptions as instructor_errors
from instructor.v2.core.exceptions import RegistryError, ValidationContextError
from openai import _exceptions as openai_private
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt, wait_random_exponential

from summarizer.engines.answer import is_web_page, web_page
from summarizer.engines.pace import spread
from summarizer.engines.reported import FILTER_CODES, PAYMENT_REQUIRED, QUOTA_CODES, is_of_key, is_transient
from summarizer.errors import (
    ContentFilterError,
    EngineError,
    InvalidOutputError,
    PermanentError,
    QuotaError,
    TransientError,
    TruncatedError,
)

VENDOR_ERRORS: Mapping[type[Exception], type[EngineError]] = MappingProxyType(
    {
        # openai: transport and status. A status decides over the class: see _by_status.
        openai.OpenAIError: PermanentError,
        openai.APIError: PermanentError,
        openai.APIStatusError: PermanentError,
        openai.BadRequestError: PermanentError,
        openai.AuthenticationError: PermanentError,
        openai.OAuthError: PermanentError,
        openai.PermissionDeniedError: PermanentError,
        openai.NotFoundError: PermanentError,
        openai.UnprocessableEntityError: PermanentError,
        openai.ConflictError: TransientError,
        openai.RateLimitError: TransientError,
        openai.InternalServerError: TransientError,
        openai.APIConnectionError: TransientError,
        openai.APITimeoutError: TransientError,
        openai.APIResponseValidationError: InvalidOutputError,
        openai.LengthFinishReasonError: TruncatedError,
        openai.ContentFilterFinishReasonError: ContentFilterError,
        # openai: features this package does not use; listed so that none is forgotten.
        openai.InvalidWebhookSignatureError: PermanentError,
        openai.WebSocketConnectionClosedError: PermanentError,
        openai.WebSocketQueueFullError: PermanentError,
        openai_private.SubjectTokenProviderError: PermanentError,
        # instructor: what a completion could not become, and wrong use of the library.
        instructor_errors.InstructorError: PermanentError,
        instructor_errors.IncompleteOutputException: TruncatedError,
        instructor_errors.InstructorRetryException: InvalidOutputError,
        instructor_errors.TokenBudgetError: PermanentError,
        instructor_errors.TokenBudgetExceeded: PermanentError,
        instructor_errors.TokenUsageUnavailableError: PermanentError,
        instructor_errors.ValidationError: InvalidOutputError,
        instructor_errors.AsyncValidationError: InvalidOutputError,
        instructor_errors.ResponseParsingError: InvalidOutputError,
        instructor_errors.ProviderError: PermanentError,
        instructor_errors.ConfigurationError: PermanentError,
        instructor_errors.ModeError: PermanentError,
        instructor_errors.ClientError: PermanentError,
        instructor_errors.MultimodalError: PermanentError,
        RegistryError: PermanentError,
        ValidationContextError: PermanentError,
        pydantic.ValidationError: InvalidOutputError,
    }
)
"""Vendor exception class → our error. An unlisted class counts as its nearest listed ancestor."""

QUOTA_WORDS = "exceeded your current quota"
"""The same where a relay hands on the provider's words alone (LiteLLM's proxy 1.108: code 429, throttling_error)."""

RELAYED_WAIT = "llm_provider-retry-after"
"""The provider's Retry-After under the name that LiteLLM's proxy gives it."""

UNPAID_TIMEOUTS = frozenset({"ConnectTimeout", "PoolTimeout", "WriteTimeout"})
"""Timeouts before a whole request was sent, by the transport's class (httpx2). After all others it may be billed."""

_MEANS = ("response_format", "json_schema", "json_object", "tool_choice", "tools", "structured output", "strict")
"""Words by which servers name the means of structured output that they refuse."""

_OPTIONS = {
    "temperature": "--temperature",
    "seed": "--seed",
    "random_seed": "--seed",
    "max_tokens": "--max-tokens",
    "max_completion_tokens": "--max-tokens",
    "reasoning_effort": "--reasoning-effort",
}
"""Parameter of a request → the option that sets it."""


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often and how long. Times in seconds.

    ``longest_wait_s``: where a server wishes for more, the tries end and the error carries the wish. ``paid_again``:
    how often a request is sent again that may be billed although its answer never came whole.
    """

    attempts: int = 4
    paid_again: int = 1
    first_wait_s: float = 0.5
    longest_jitter_s: float = 30.0
    longest_wait_s: float = 120.0


def retrying(policy: RetryPolicy, *, sleep: Callable[[float], Awaitable[None]]) -> AsyncRetrying:
    """Return the tenacity policy: TransientError only, Retry-After and a little where stated, else full jitter.

    Not deterministic: the jitter is random. The last error is raised as it is.
    """
    jitter = wait_random_exponential(multiplier=policy.first_wait_s, max=policy.longest_jitter_s)
    left = policy.paid_again

    def wait(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        wish = error.retry_after_s if isinstance(error, EngineError) else None
        return jitter(state) if wish is None else wish + spread(wish)

    def again(error: BaseException) -> bool:
        nonlocal left
        if not isinstance(error, TransientError) or (error.retry_after_s or 0.0) > policy.longest_wait_s:
            return False
        left -= error.perhaps_paid
        return left >= 0

    return AsyncRetrying(
        stop=stop_after_attempt(max(1, policy.attempts)),
        wait=wait,
        retry=retry_if_exception(again),
        sleep=sleep,
        reraise=True,
    )


def utc_now() -> datetime:
    """Return the moment, from which a Retry-After that is a date is counted."""
    return datetime.now(UTC)


def translate(
    error: Exception, *, now: Callable[[], datetime] | None = None, key: str = "OPENAI_API_KEY"
) -> EngineError:
    """Return our error for a vendor's; our own errors come back as they are.

    instructor's retry error is unwrapped to its cause first. ``now`` is read where Retry-After is a date; ``key`` is
    the variable that the key comes from.
    """
    cause = _unwrapped(error)
    if isinstance(cause, EngineError):
        return cause
    kind = next((VENDOR_ERRORS[base] for base in type(cause).__mro__ if base in VENDOR_ERRORS), PermanentError)
    if isinstance(cause, openai.APIStatusError):
        return _by_status(cause, now or utc_now, key)
    if kind is InvalidOutputError:
        return InvalidOutputError(f"the answer is no draft: {_problems(cause)}")
    ours = kind(f"{_said(cause)}{_transport(cause)}. {_advice(cause, key)}".rstrip())
    is_timeout = isinstance(cause, openai.APITimeoutError)
    ours.perhaps_paid = is_timeout and type(cause.__cause__).__name__ not in UNPAID_TIMEOUTS
    return ours


def broken_off(error: BaseException) -> TransientError:
    """Return the error for an answer that began and did not come whole: it may be billed all the same."""
    ours = TransientError(f"the answer broke off on its way ({_said(error)}). Check the network, or try later.")
    ours.perhaps_paid = True
    return ours


def retry_after_s(headers: Mapping[str, str], *, now: Callable[[], datetime]) -> float | None:
    """Return the server's wish in seconds: retry-after-ms, else Retry-After in seconds or as an HTTP date.

    None where there is none or it cannot be read; never negative. Source: RFC 9110 §10.2.3.
    """
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return max(0.0, milliseconds / 1000)
    stated = headers.get("retry-after") or headers.get(RELAYED_WAIT)
    seconds = _number(stated)
    if seconds is not None:
        return max(0.0, seconds)
    try:
        moment = parsedate_to_datetime(stated or "")
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now()).total_seconds())


def _unwrapped(error: BaseException) -> BaseException:
    while isinstance(error, instructor_errors.InstructorRetryException) and error.__cause__ is not None:
        error = error.__cause__
    return error


def _problems(error: BaseException) -> str:
    if not isinstance(error, pydantic.ValidationError):
        return _said(error)
    found = error.errors(include_url=False, include_input=False, include_context=False)
    shown = [f"{'.'.join(str(step) for step in entry['loc']) or 'answer'}: {entry['msg']}" for entry in found[:3]]
    return "; ".join(shown) + (f"; and {len(found) - 3} more" if len(found) > 3 else "")


def _by_status(error: openai.APIStatusError, now: Callable[[], datetime], key: str) -> EngineError:
    ours = _of_status(error, now, key)
    of_key = type(ours) is PermanentError and is_of_key(error.status_code, _said(error))
    ours.of_account = isinstance(ours, QuotaError) or of_key
    return ours


def _of_status(error: openai.APIStatusError, now: Callable[[], datetime], key: str) -> EngineError:
    status = error.status_code
    codes = {str(getattr(error, "code", None)), str(getattr(error, "type", None))}
    page = isinstance(error.body, str) and is_web_page(error.body)
    said = "a web page, as a proxy's" if page else _said(error)
    message = f"the provider answered {status}: {said}. {_advice(error, key)}".rstrip()
    headers = error.response.headers
    stated = headers.get("x-should-retry")
    transient = is_transient(status)
    if _is_spent(error):
        return QuotaError(message, status=status)
    if codes & FILTER_CODES:
        return ContentFilterError(message, status=status)
    if stated in ("true", "false"):
        transient = stated == "true"
    if transient:
        return TransientError(message, status=status, retry_after_s=retry_after_s(headers, now=now))
    return web_page(str(error.body), status=status) if page else PermanentError(message, status=status)


def _is_spent(error: BaseException) -> bool:
    """Tell whether the account has no credit left."""
    codes = {getattr(error, "code", None), getattr(error, "type", None)}
    if codes & QUOTA_CODES or getattr(error, "status_code", None) == PAYMENT_REQUIRED:
        return True
    return isinstance(error, openai.RateLimitError) and QUOTA_WORDS in _said(error)


def _said(error: BaseException) -> str:
    body: Any = getattr(error, "body", None)
    stated = body.get("message") if isinstance(body, dict) else None
    text = str(stated or getattr(error, "message", "") or error or type(error).__name__)
    return " ".join(text.split())[:300].rstrip(".")


def _transport(error: BaseException) -> str:
    """Return in brackets what the transport said of a broken connection: no such name, refused."""
    deeper = str(error.__cause__ or "").strip()
    return f" ({' '.join(deeper.split())[:200]})" if isinstance(error, openai.APIConnectionError) and deeper else ""


def _advice(error: BaseException, key: str) -> str:
    if _is_spent(error):
        return "The account has no credit left: waiting does not help."
    match error:
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            return f"Check {key} and what it may use."
        case openai.APIStatusError(status_code=400) if is_of_key(400, _said(error)):
            return f"Check {key} and what it may use."
        case openai.APIStatusError(status_code=400 | 404 | 422 | 501) if means := _refused_means(error):
            return means
        case openai.NotFoundError():
            return "Check the model's name and --base-url."
        case openai.APITimeoutError():
            return "Raise --timeout or try later."
        case openai.APIConnectionError():
            return "Check the network and --base-url."
        case _:
            return ""


def _refused_means(error: openai.APIStatusError) -> str:
    """Return what to do where a server refuses the means of structured output or a parameter; empty for others."""
    option = _OPTIONS.get(str(error.param or ""))
    if option:
        return f"Leave {option} out, or set it as this model takes it."
    if any(word in f"{error.param} {_said(error)}".lower() for word in _MEANS):
        return "The server refuses this means of structured output: choose another with --structured."
    return ""


def _number(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if value == value and abs(value) != float("inf") else None
