"""Values as JSON inside HTML, whatever their strings hold.

The result stands in ``<script type="application/json">``. There only «</script» and «<!--» end or change the element
(HTML Living Standard, «Restrictions for contents of script elements»); without «<» neither can be written.
"""

from __future__ import annotations

import json

_ESCAPED = "<>&\u2028\u2029\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""Markup, what JavaScript before ES2019 took for line ends, and what reorders the source for whoever reads it
(Unicode UAX #9; CVE-2021-42574)."""
_ESCAPES = {char: f"\\u{ord(char):04x}" for char in (*_ESCAPED, *map(chr, range(0x7F, 0xA0)), "\ufffe", "\uffff")}
_SURROGATES = {code: f"\\u{code:04x}" for code in range(0xD800, 0xE000)}


def embedded(value: object) -> str:
    """Return the value as JSON without any character that HTML, an encoder or a reader's eye could take for another.

    ``json.loads`` gives the value back. Raises ValueError for numbers that JSON has not.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char, escape in _ESCAPES.items():  # most are nowhere, and looking for them one by one is far quicker than a map
        text = text.replace(char, escape)
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.translate(_SURROGATES)
    return text
