"""Connections that break or stay silent, as interactions of a cassette: vcrpy alone records answers only.

Status 0 stands for «no answer», its message for the way it failed. Played, it fails the same way.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import httpx2
import vcr.stubs.httpx_stubs as stubs  # type: ignore[import-untyped]  # vcrpy ships no types
from vcr.cassette import Cassette  # type: ignore[import-untyped]

SILENT, BROKEN = "no answer in time", "connection broken"
_FAILURES: dict[str, type[httpx2.TransportError]] = {SILENT: httpx2.ReadTimeout, BROKEN: httpx2.ReadError}
_handle = stubs._vcr_handle_async_request


async def handle_async_request(
    cassette: Cassette, real: Callable[..., Awaitable[Any]], transport: Any, request: httpx2.Request, httpx: Any
) -> Any:
    """Do as vcrpy does, and keep what it does not: that no answer came."""
    try:
        response = await _handle(cassette, real, transport, request, httpx)
    except httpx2.TransportError as error:
        body = b"".join([part async for part in request.stream])  # type: ignore[union-attr]
        said = SILENT if isinstance(error, httpx2.TimeoutException) else BROKEN
        kept = {"status": {"code": 0, "message": said}, "headers": {}, "body": {"string": b""}}
        cassette.append(stubs._make_vcr_request(request, body), kept)
        raise
    if response.status_code == 0:
        said = response.extensions["reason_phrase"].decode()
        raise _FAILURES[said]("", request=request)
    return response
