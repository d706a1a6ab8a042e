"""The article as a model sees it: numbered sentences between delimiters that the article cannot close.

Law: the block is a pure function of the analysis, and one line of it is one sentence, so that an article can neither
end its block nor forge a sentence number. Never in it: an instruction.
"""

from __future__ import annotations

import hashlib
import re

from summarizer.domain.analysis import Analysis, Excerpt

_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What ``str.splitlines`` breaks at: each becomes one space, so that offsets inside a sentence survive."""


def article_token(text: str) -> str:
    """Return the 16 hex digits of the delimiters: from the text's sha256, and guaranteed not to occur in the text."""
    token = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    while token in text:
        token = hashlib.sha256(token.encode()).hexdigest()[:16]
    return token


def article_block(analysis: Analysis) -> str:
    """Return the delimited article: one line per sentence «[12] …», titles and headings as «[3] # …», noise left out.

    Date and outlet stand first, inside the delimiters, because they are as little ours as the text; of an excerpt,
    which sentences it has.
    """
    meta = analysis.article.meta
    known = [("date", meta.published), ("média", meta.outlet)]
    token = article_token("\n".join([analysis.article.text, *(value for _, value in known if value)]))
    lines = [f"({name} : {one_line(value)})" for name, value in known if value]
    first, last = 1, len(analysis.sentences)
    if isinstance(analysis, Excerpt):
        lines.append(f"(extrait : phrases {analysis.first} à {analysis.last} sur {last})")
        first, last = analysis.first, analysis.last
    for sentence in analysis.sentences:
        if sentence.kind == "noise" or not first <= sentence.number <= last:
            continue
        mark = "# " if sentence.kind in ("title", "heading") else ""
        lines.append(f"[{sentence.number}] {mark}{one_line(sentence.span.text)}")
    return "\n".join([f"<article-{token}>", *lines, f"</article-{token}>"])


def one_line(text: str) -> str:
    """Return the text with every line break made one space, length unchanged."""
    return _BREAK.sub(" ", text)
