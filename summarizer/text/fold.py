"""Typographic folding: comparing texts that differ in typography only, without ever changing the article.

Two foldings. ``flatten`` replaces one code point by one code point, so that offsets survive: all cue matching runs on
it. ``fold`` also joins what typography writes in several code points (combining marks, ligatures, ellipses, digit
groups) and keeps a map back to source offsets: alignment of quotations runs on it.

Never in it: NFKC (it turns «½» into «1⁄2» and «²» into «2»), edit distance, any change of letters or case.
Source of the classes: Unicode 15.1 general categories Zs, Pd, Pi, Pf; Imprimerie nationale, *Lexique des règles
typographiques* (2002), for what French copy uses.
"""

from __future__ import annotations

_APOSTROPHES = "’‘ʼʹ′`´＇‛"
_DOUBLE_QUOTES = "“”„‟«»″＂〝〞"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_DASHES = "‐‑‒–—―−﹘﹣－"

_FLAT = str.maketrans(
    {
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_DOUBLE_QUOTES, '"'),
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_DASHES, "-"),
    }
)


def flatten(text: str) -> str:
    """Return the text with apostrophes, double quotes, spaces and dashes made uniform, one code point for one.

    Line breaks stay. ``len(flatten(t)) == len(t)`` and offsets agree, always.
    """
    return text.translate(_FLAT)
