"""An error that stands in a body with status 200 or in a stream: which status it means, and which error of ours it is.

Relays have sent the 200 before the provider fails. Never in it: a vendor's type, the network, a retry.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from summarizer.errors import ContentFilterError, EngineError, PermanentError, QuotaError, TransientError

QUOTA_CODES = frozenset({"insufficient_quota", "billing_hard_limit_reached", "insufficient_credits"})
"""A 429 or 402 that no waiting cures. Source: OpenAI, guide «Error codes», 429; OpenRouter, «Errors», 402."""

FILTER_CODES = frozenset({"content_filter", "content_policy_violation"})
"""A 400 for what the article says. Source: Azure OpenAI, guide «Content filtering»; OpenAI, guide «Error codes»."""

TRANSIENT_STATUS = frozenset({408, 409, 429})
"""Beside all of 5xx. Source: what the openai client itself retries (openai/_base_client.py, 3.3)."""

PAYMENT_REQUIRED = 402

OVERLOADED = 529
"""Source: Anthropic, «Errors», 529. Not 503: somebody did answer."""

NAMED_STATUS: Mapping[str, int] = MappingProxyType(
    {
        "rate_limit_exceeded": 429,
        "rate_limit_error": 429,
        "rate_limited": 429,
        "too_many_requests": 429,
        "resource_exhausted": 429,
        "throttling_error": 429,
        "request_timeout": 408,
        "timeout": 408,
        "timeout_error": 408,
        "server_error": 500,
        "internal_error": 500,
        "internal_server_error": 500,
        "api_error": 500,
        "internal": 500,
        "unavailable": 503,
        "service_unavailable": 503,
        "overloaded": OVERLOADED,
        "overloaded_error": OVERLOADED,
        "authentication_error": 401,
        "invalid_api_key": 401,
        "unauthenticated": 401,
        "insufficient_quota": 429,
        "insufficient_credits": 402,
    }
)
"""Code, type or status of an error → the status it would have had. Source: OpenAI, Anthropic and Mistral, guides on
errors; Google's gRPC names; LiteLLM's proxy 1.108."""


def error_in(body: Mapping[str, Any]) -> Any:
    """Return the error that a body has in place of an answer: its own, or that of its first choice; else None."""
    choices = body.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    if isinstance(first, dict) and first.get("error"):
        return first["error"]
    return body.get("error") if not choices else None


def reported(error: Any, *, streamed: bool = False, retry_after_s: float | None = None) -> EngineError:
    """Return our error for one that stands in a body or, ``streamed``, in the middle of an answer that may be billed.

    What says nothing of its status is permanent.
    """
    given: Mapping[str, Any] = error if isinstance(error, dict) else {"message": error}
    names = {str(given.get(name)).lower() for name in ("code", "type", "status")}
    status = _status(given, names)
    said = " ".join(str(given.get("message") or json.dumps(error, ensure_ascii=False)).split())[:200].rstrip(".")
    code = f" ({status})" if status else ""
    where = f"broke off with an error{code}" if streamed else f"answered with an error{code} in a 200 response"
    message = f"the provider {where}: {said}"
    ours: EngineError
    if names & QUOTA_CODES or status == PAYMENT_REQUIRED:
        ours = QuotaError(f"{message}. The account has no credit left: waiting does not help.", status=status)
    elif names & FILTER_CODES:
        ours = ContentFilterError(message, status=status)
    elif is_transient(status):
        ours = TransientError(message, status=status, retry_after_s=retry_after_s)
    else:
        ours = PermanentError(message, status=status or 200)
    ours.of_account = isinstance(ours, QuotaError) or is_of_key(status, said)
    ours.perhaps_paid = streamed
    return ours


def is_transient(status: int | None) -> bool:
    """Tell whether another try may help with this status."""
    return status is not None and (status in TRANSIENT_STATUS or status >= 500)


def is_of_key(status: int | None, said: str) -> bool:
    """Tell whether an error is about the key: 401, 403 but for a moderator's, and a 400 that says so.

    Source: OpenRouter, «Errors», 403 (moderation); Gemini API, «API key not valid» comes as 400.
    """
    words = said.lower()
    match status:
        case 401:
            return True
        case 403:
            return not any(word in words for word in ("moderat", "flagged", "policy", "filter"))
        case 400:
            return "api key" in words
        case _:
            return False


def _status(given: Mapping[str, Any], names: set[str]) -> int | None:
    for value in (given.get("code"), given.get("status"), given.get("status_code")):
        if str(value).isdecimal() and 400 <= int(str(value)) < 600:
            return int(str(value))
    named = next((NAMED_STATUS[name] for name in sorted(names) if name in NAMED_STATUS), None)
    said = str(given.get("message") or "").lower()
    return named or (OVERLOADED if "overloaded" in said else None)
