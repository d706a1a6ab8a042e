"""Free indirect speech: the author's sentences between two of one holder's, given to that holder.

Runs over readings that are complete otherwise. Never in it: anything that reaches over a paragraph (``carry``).
"""

from __future__ import annotations

from dataclasses import replace

from summarizer.domain.analysis import Cue, Holder, Reading
from summarizer.text.carry import ACCOUNT, Voices, is_others
from summarizer.text.holders import holder_at, without_leading_article
from summarizer.text.pack import pattern, word_set
from summarizer.text.view import View

_ADVERBIAL = 40
"""Characters of an adverbial before a comma, behind which a sentence's subject is looked for."""


def between(voices: Voices, readings: list[Reading]) -> list[Reading]:
    """Return the readings with the author's sentences between two of one holder's given to that holder.

    Free indirect speech: inside one paragraph, somebody's words before and after, nobody else's between, and the
    sentence does not speak of that holder or of another person by name («Elle préfère attendre»).
    """
    result = list(readings)
    for index, reading in enumerate(readings):
        if reading.source_type != "author" or reading.endorsement != "asserted":
            continue
        before = _neighbour(voices.view, readings, index, -1)
        after = _neighbour(voices.view, readings, index, 1)
        if before is None or after is None or is_others(after, before.chain[0].holder):
            continue
        carried = before.carried_from or before.sentence
        opened = any(other.carried_from == carried for other in result[max(0, index - 2) : index])
        if before.chain[0].holder.kind == "document" or _tells_of_somebody(voices.view, reading, opened=opened):
            continue
        result[index] = replace(
            reading,
            source_type="anonymous" if before.chain[0].holder.anonymous else "named",
            chain=before.chain[:1],
            report_form="indirect",
            endorsement="attributed",
            cues=(*reading.cues, Cue("carry_over", before.chain[0].holder.span)),
            carried_from=carried,
            rules=(*reading.rules, "S1"),
        )
    return result


def _neighbour(view: View, readings: list[Reading], index: int, step: int) -> Reading | None:
    """Return the nearest statement of the paragraph with a source, on that side, over the author's own."""
    here = view.sentences[readings[index].sentence - 1].paragraph
    at = index + step
    while 0 <= at < len(readings) and view.sentences[readings[at].sentence - 1].paragraph == here:
        if readings[at].chain:
            return readings[at]
        if readings[at].source_type != "author" or abs(at - index) > ACCOUNT:
            return None
        at += step
    return None


def _tells_of_somebody(view: View, reading: Reading, *, opened: bool) -> bool:
    """Tell whether the statement's subject is a person, or a pronoun where nothing was carried before it.

    A lawyer's «son client» is no such person. «Nous» outside quotation marks is the desk.
    """
    start, end = reading.statement.start, reading.statement.end
    if view.low.startswith(("c'est ce qu", "c'est du moins ce qu", "c'est en tout cas ce qu"), start):
        return True
    if pattern("voices", "of_the_article_regex").search(view.low, start, end) is not None:
        return True
    if pattern("voices", "set_off_regex").match(view.low, start, end) is not None:
        return True
    words = view.words_in(start, end)[:8]
    if words and words[0].low in word_set("voices", "no_free_indirect"):
        return True
    lows = {word.low for word in words}
    if {"client", "cliente", "clients"} & lows:
        return False
    if words and words[0].low in ("il", "elle", "ils", "elles", "celui-ci", "celle-ci", "lui"):
        return not opened
    if lows & word_set("voices", "of_the_desk"):
        return True
    holder = holder_at(view, start, end)
    comma = view.low.find(", ", start, min(end, start + _ADVERBIAL)) if holder is None else -1
    holder = holder_at(view, comma + 2, end) if comma >= 0 else holder
    return holder is not None and (holder.kind in ("person", "media") or _is_name(holder))


def _is_name(holder: Holder) -> bool:
    return holder.kind == "unknown" and without_leading_article(holder.name)[:1].isupper()
