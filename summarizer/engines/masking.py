"""Keys that somebody sends back: they are taken out before a text is told, written or kept.

Some providers and proxies repeat the key they were given in what they answer. Law: what comes from the wire goes
through here first. Never in it: the network, where a key comes from.
"""

from __future__ import annotations

import json
from typing import Any

HIDDEN = "[key]"
"""What stands where a key stood."""

SHORTEST_KEY = 8
"""A key of fewer signs is a dummy («unused», «none»): it guards nothing and may be a word of an article."""

_PREFIXES = ("sk-", "gsk_")
"""How tokens begin that are keys whoever they belong to. Source: OpenAI, Anthropic, OpenRouter, LiteLLM; Groq."""

_BEARER = "bearer "
_IN_TOKENS = frozenset("-_.~+/=*…")
"""What stands in a token beside letters and digits (RFC 6750 §2.1), and what masks one half."""


def masked(text: str, key: str = "") -> str:
    """Return the text without this key and without what looks like anybody's («sk-…», «Bearer …»)."""
    for form in {key, json.dumps(key)[1:-1]} if len(key) >= SHORTEST_KEY else ():
        text = text.replace(form, HIDDEN)
    for prefix in _PREFIXES:
        text = _without(text, prefix, kept=0)
    return _without(text, _BEARER, kept=len(_BEARER))


def scrubbed(error: BaseException, key: str) -> BaseException:
    """Take keys out of what an exception and its causes say, and return it: a traceback shows them too."""
    one: BaseException | None = error
    while one is not None:
        one.args = tuple(_masked_in(part, key) for part in one.args)
        for name in ("message", "body"):
            if hasattr(one, name):
                setattr(one, name, _masked_in(getattr(one, name), key))
        one = one.__cause__ or one.__context__
    return error


def _masked_in(value: Any, key: str) -> Any:
    match value:
        case str():
            return masked(value, key)
        case dict():
            return {name: _masked_in(part, key) for name, part in value.items()}
        case list():
            return [_masked_in(part, key) for part in value]
        case _:
            return value


def _without(text: str, start: str, *, kept: int) -> str:
    """Return the text without the tokens that begin like that; ``kept`` counts the signs of the beginning that stay."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter that is two in lower case: places would not fit
        lowered = text
    parts, done, at = [], 0, lowered.find(start)
    while at >= 0:
        begin = end = at + len(start)
        while end < len(text) and (text[end].isalnum() or text[end] in _IN_TOKENS):
            end += 1
        starts_word = at == 0 or not (text[at - 1].isalnum() or text[at - 1] in "-_")
        if starts_word and _is_token(text[begin:end]):
            parts += [text[done : at + kept], HIDDEN]
            done = end
        at = lowered.find(start, max(end, at + 1))
    return "".join([*parts, text[done:]])


def _is_token(text: str) -> bool:
    """Tell a token from a word after «bearer»: it is long, or has a digit or a mask in it."""
    return len(text) >= 2 * SHORTEST_KEY or (
        len(text) >= SHORTEST_KEY and any(sign.isdigit() or sign in "*…" for sign in text)
    )
