"""The client of the model engine: address, key, one request. The only network and the only secret.

Law: the client never retries; one call is one request. Never in it: a prompt, a draft, a wait.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import aclosing
from typing import Any, TypeAlias, cast
from urllib.parse import urlsplit

import httpx2
import openai
from openai import AsyncAzureOpenAI, AsyncOpenAI

from summarizer.engines.answer import error_of, is_web_page, web_page
from summarizer.engines.masking import masked, scrubbed
from summarizer.engines.providers import DEFAULT_PROVIDER, Provider, Target, built_in
from summarizer.engines.request import LLMOptions
from summarizer.engines.retry import broken_off, retry_after_s, translate, utc_now
from summarizer.engines.streaming import Assembly
from summarizer.errors import ContentTypeError, EngineError, SettingsError, TransientError

Client: TypeAlias = AsyncOpenAI

_PATH = "/chat/completions"
_OPTIONS: Any = {"security": {"bearer_auth": True}, "headers": {"X-Stainless-Raw-Response": "stream"}}
"""What the client's own call says of this path (openai 3.3, resources/chat/completions): the key as a bearer token; and
that the response is wanted before its body has come."""

_FOREIGN = ("OpenAI-Organization", "OpenAI-Project")
"""Headers that the client fills from the environment and that are nobody's business but one provider's."""


def connect(target: Target, options: LLMOptions, client: Client | None = None) -> Client | None:
    """Return the client of these options, None for a replay; one that is given loses its retries.

    Raises SettingsError where there is no key, or an address that is none.
    """
    if client is not None:
        return client.with_options(max_retries=0, timeout=options.timeout_s)
    if options.replay_only:
        return None
    provider = target.provider
    address = address_of(provider, options)
    if address is None:
        raise SettingsError(
            f"the provider {target.provider_name!r} has no address: name it with --base-url"
            + (f", or set {provider.base_url_env}" if provider.base_url_env else ", or as base_url in summarizer.toml")
        )
    api_key = _key_of(target, options, address)
    try:
        if provider.api == "azure":
            version = os.environ.get(provider.api_version_env or "") or provider.api_version
            return AsyncAzureOpenAI(
                azure_endpoint=address, api_version=version, api_key=api_key, max_retries=0, timeout=options.timeout_s
            )
        own = built_in()[DEFAULT_PROVIDER].base_url
        foreign = {} if own in (address, provider.base_url) else dict.fromkeys(_FOREIGN, openai.Omit())
        return AsyncOpenAI(
            api_key=api_key,
            base_url=address,
            max_retries=0,
            timeout=options.timeout_s,
            default_headers=cast(Any, foreign),
        )
    except Exception as error:  # the vendors' border: what their URL parser refuses
        raise SettingsError(f"no client for the address {address!r} (--base-url): {error}") from error


def address_of(provider: Provider, options: LLMOptions) -> str | None:
    """Return where the provider stands: by option, by its variable, else by the table; raises SettingsError."""
    variable = provider.base_url_env
    return _address(options.base_url or os.environ.get(variable or ""), variable) or _address(provider.base_url)


def has_address(options: LLMOptions, variable: str | None) -> bool:
    """Tell whether an address is given, by option or in that variable."""
    return bool((options.base_url or os.environ.get(variable or "") or "").strip())


async def post(
    client: Client, body: Mapping[str, Any], *, key: str, on_text: Callable[[str], None] | None = None
) -> str:
    """Send a body and return the response's, as it came; raises EngineError.

    ``key`` is the variable that the key comes from, for the messages. With ``on_text`` the answer is streamed: it is
    told the answer's text so far, and what is returned is the body as it had come unstreamed. What is no JSON and says
    so by its content type is an error here already: no model answered, so there is nothing to keep. It goes by the
    client's general call: its ``chat.completions.create`` walks the whole body for what there is to rename (nothing), a
    third of a request's processor time. A key that the answer repeats is taken out of all that is returned or raised.
    """
    secret = str(client.api_key or "")
    try:
        answer = await client.post(_PATH, body=body, options=_OPTIONS, cast_to=httpx2.Response)
        async with aclosing(answer) as response:
            kind = str(response.headers.get("content-type", "")).partition(";")[0].strip()
            if on_text is not None and kind == "text/event-stream":
                return await _assembled(response, on_text, secret)
            text = masked(await _read(response, secret), secret)
    except EngineError:
        raise
    except Exception as error:
        scrubbed(error, secret)
        raise translate(error, key=key) from error
    if is_web_page(text):
        raise web_page(text)
    found = error_of(text, retry_after_s(response.headers, now=utc_now))
    if found is not None and (found.of_account or isinstance(found, TransientError)):
        raise found
    if kind and "json" not in kind.lower() and not text.lstrip().startswith("{"):
        said = " ".join(text.split())[:200]
        raise ContentTypeError(f"the answer is {kind}, not JSON: check --base-url ({said})", status=200)
    return text


async def _assembled(response: httpx2.Response, on_text: Callable[[str], None], secret: str) -> str:
    assembly = Assembly()
    lines = response.aiter_lines()
    while True:
        try:
            line = await anext(lines)
        except StopAsyncIteration:
            return masked(assembly.body(), secret)
        except Exception as error:
            raise broken_off(scrubbed(error, secret)) from error
        if assembly.add(masked(line, secret)):
            on_text(assembly.text)


async def _read(response: httpx2.Response, secret: str) -> str:
    try:
        return (await response.aread()).decode("utf-8", "replace")
    except Exception as error:
        raise broken_off(scrubbed(error, secret)) from error


def _key_of(target: Target, options: LLMOptions, address: str) -> str:
    """Return the key: by option, by the provider's variable; a dummy where the server is local or wants none."""
    variable = target.provider.api_key_env
    given = _key(options.api_key, variable) or _key(os.environ.get(variable or ""), variable)
    if given or is_loopback(address) or variable == "":
        return given or "unused"
    if variable is None:
        raise SettingsError(
            f"the provider {target.provider_name!r} names no variable with its key: add api_key_env to it in "
            'summarizer.toml ("" where the server asks for none)'
        )
    raise SettingsError(
        f"the model {target.named!r} needs a key: set {variable} (any text, where your server asks for "
        "none), or name a local server with --base-url, or use --engine rules, which works offline"
    )


def _key(given: str | None, variable: str | None) -> str | None:
    """Return a key without blanks around it, None for nothing; raises SettingsError, which never shows the key."""
    key = (given or "").strip()
    wrong = next((place for place, sign in enumerate(key, start=1) if not (sign.isascii() and sign.isprintable())), 0)
    if wrong:
        raise SettingsError(
            f"the key ({variable or 'api_key'}) has a non-ASCII or control character at place {wrong} of {len(key)}: "
            "copy it again from the provider's page"
        )
    return key or None


def _address(given: str | None, variable: str | None = None) -> str | None:
    """Return an address without blanks around it, None for nothing; raises SettingsError where it is no http URL."""
    address = (given or "").strip()
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        usable = usable and address.isprintable() and " " not in address
    except ValueError:
        usable = False
    if address and not usable:
        where = " or ".join(filter(None, ("--base-url", variable, "base_url in summarizer.toml")))
        raise SettingsError(
            f"{address!r} is no address ({where}): give scheme and host, as in http://localhost:8000/v1"
        )
    return address or None


def is_loopback(address: str) -> bool:
    """Tell whether an address is this machine's own."""
    host = urlsplit(address).hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.")
