"""Articles: the exact text that everything else points into, and what is known about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class ArticleMeta:
    """What is known of an article beside its text. ``published`` is an ISO date that may be partial («2023-05»).

    ``language`` is a BCP 47 tag, or empty where nobody has said and the text layer should find out.
    """

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    path: str | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article. ``id`` is the sha256 (hex) of the exact text in UTF-8; the text is never normalised in place."""

    id: str
    text: str
    meta: ArticleMeta = field(default_factory=ArticleMeta)

    @classmethod
    def of(cls, text: str, meta: ArticleMeta | None = None) -> Article:
        """Return the article of this exact text."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(id=digest, text=text, meta=meta or ArticleMeta())

    def with_meta(self, **changes: str | None) -> Article:
        """Return the same article with some metadata replaced."""
        return replace(self, meta=replace(self.meta, **changes))  # type: ignore[arg-type]  # field types checked by dataclass
