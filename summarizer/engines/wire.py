"""The client of the model engine: address, key, one request. The only network and the only secret.

Law: the client never retries; one call is one request. Never in it: a prompt, a draft, a wait.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import httpx2
from openai import AsyncOpenAI

from summarizer.engines.request import LLMOptions
from summarizer.engines.retry import translate
from summarizer.errors import SettingsError

Client: TypeAlias = AsyncOpenAI

_PATH = "/chat/completions"
_OPTIONS: Any = {"security": {"bearer_auth": True}}
"""What the client's own call of this path says (openai 3.3, resources/chat/completions): the key, as a bearer token."""


def connect(model: str, options: LLMOptions, client: Client | None = None) -> Client | None:
    """Return the client of these options, None for a replay; one that is given loses its retries.

    Raises SettingsError where there is no key, or an address that is none.
    """
    if client is not None:
        return client.with_options(max_retries=0, timeout=options.timeout_s)
    if options.replay_only:
        return None
    base_url = _address(options.base_url or os.environ.get("OPENAI_BASE_URL"))
    given = _key(options.api_key) or _key(os.environ.get("OPENAI_API_KEY"))
    api_key = given or ("unused" if _loopback(base_url) else None)
    if api_key is None:
        raise SettingsError(
            f"the model {model!r} needs a key: set OPENAI_API_KEY (any text, where your server asks for "
            "none), or name a local server with --base-url, or use --engine rules, which works offline"
        )
    try:
        return AsyncOpenAI(api_key=api_key, base_url=base_url, max_retries=0, timeout=options.timeout_s)
    except Exception as error:  # the vendors' border: what their URL parser refuses
        raise SettingsError(f"no client for the address {base_url!r} (--base-url): {error}") from error


async def post(client: Client, body: Mapping[str, Any]) -> str:
    """Send a body and return the response's, as it came; raises EngineError.

    By the client's general call: its ``chat.completions.create`` walks the whole body for what there is to rename
    (nothing), a third of a request's processor time.
    """
    try:
        response = await client.post(_PATH, body=body, options=_OPTIONS, cast_to=httpx2.Response)
    except Exception as error:
        raise translate(error) from error
    return response.content.decode("utf-8", "replace")


def _key(given: str | None) -> str | None:
    """Return a key without blanks around it, None for nothing; raises SettingsError, which never shows the key."""
    key = (given or "").strip()
    wrong = next((place for place, sign in enumerate(key, start=1) if not (sign.isascii() and sign.isprintable())), 0)
    if wrong:
        raise SettingsError(
            f"the key (OPENAI_API_KEY) has a non-ASCII or control character at place {wrong} of {len(key)}: "
            "copy it again from the provider's page"
        )
    return key or None


def _address(given: str | None) -> str | None:
    """Return an address without blanks around it, None for nothing; raises SettingsError where it is no http URL."""
    address = (given or "").strip()
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        usable = usable and address.isprintable() and " " not in address
    except ValueError:
        usable = False
    if address and not usable:
        raise SettingsError(
            f"{address!r} is no address (--base-url or OPENAI_BASE_URL): give scheme and host, "
            "as in http://localhost:8000/v1"
        )
    return address or None


def _loopback(base_url: str | None) -> bool:
    host = urlsplit(base_url or "").hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.")
