"""Gzip: what is packed is read as if it were not, never past a limit. Never in it: what the bytes mean."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import IO, cast

from summarizer.errors import ArticleError

MAGIC = b"\x1f\x8b"
"""First bytes of gzip. Source: RFC 1952 §2.3.1."""

SUFFIX = ".gz"


class Unpacked(io.RawIOBase):
    """The bytes of a gzip stream, several members one after the other; raises ArticleError where it is damaged."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._packed = gzip.GzipFile(fileobj=stream, mode="rb")

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the protocol's buffers are memoryviews
        """Read at most as many bytes as the buffer holds."""
        try:
            data = self._packed.read(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise ArticleError(f"the gzip file is cut or damaged ({error}): get it again") from None
        buffer[: len(data)] = data
        return len(data)


def unpacked(stream: IO[bytes]) -> IO[bytes]:
    """Return a stream of the unpacked bytes; nothing is read ahead but a buffer."""
    return cast(IO[bytes], io.BufferedReader(Unpacked(stream), 65_536))
