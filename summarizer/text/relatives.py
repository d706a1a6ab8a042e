"""Relatives that give words to what stands before them: «le maire, pour qui…», «une note selon laquelle…».

The holder is the phrase right before the relative; of a noun that only names a statement («l'idée selon laquelle») it
is whoever the noun is of. Never in it: relatives with «qui» before a verb of saying (``subjects``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.domain.analysis import Attribution, Cue, Holder
from summarizer.text.holders import head_word, holder_at
from summarizer.text.pack import table, word_set
from summarizer.text.subjects import before_relative, speaks
from summarizer.text.view import View

_ENDS = re.compile(r", |; |: |\. ?$")


def relative_voices(view: View) -> Iterator[Attribution]:
    """Yield the attributions of «pour qui», «aux yeux de qui», «selon lequel», «d'après laquelle»."""
    regex = re.compile(table("voices")["relative_prep_regex"])
    for anchored in view.anchored(tuple(table("voices")["anchors"]["relative_prep"])):
        if anchored.kind != "body":
            continue
        for match in regex.finditer(view.low, anchored.span.start, anchored.span.end):
            cue = Cue("attribution_prep", view.span(*match.span("cue")))
            stop = _ENDS.search(view.low, match.end(), anchored.span.end)
            scope = view.span(match.end("cue"), stop.start() if stop is not None else anchored.span.end)
            quotation = view.quotation_at(scope.end)
            if quotation is not None and quotation.span.start > match.start():
                scope = view.span(scope.start, min(quotation.span.end, anchored.span.end))
            holder = before_relative(view, match.start(), anchored)
            if holder is not None and head_word(holder.name) in word_set("voices", "statement_nouns"):
                yield Attribution(cue, _whose(view, holder), scope)
            elif holder is not None and (speaks(holder) or holder.kind == "document"):
                yield Attribution(cue, holder, scope)


def _whose(view: View, statement: Holder) -> Holder | None:
    """Return whose statement it is: «l'accusation du préfet»; None where nothing says it."""
    match = re.search(r" (?:de (?=la |l')|d'|de |(?=du |des ))", statement.span.text.lower().replace("’", "'"))
    if match is None:
        return None
    start = statement.span.start + match.end()
    start += 3 * view.low.startswith("du ", start)
    holder = holder_at(view, start, statement.span.end)
    return holder if holder is not None and speaks(holder) else None
