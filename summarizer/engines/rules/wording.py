"""Wording: the text of a claim, from its statement. It keeps the article's mood and adds a carried attribution.

Nothing is rewritten: a claim's text is the statement itself, with quotation marks made whole and, where its source
stands in another sentence, «Selon X» before it or «, selon X» after direct speech.
"""

from __future__ import annotations

from summarizer.domain.analysis import Analysis, Holder, Reading
from summarizer.domain.span import Span
from summarizer.text.wording import (
    lower_first,
    sentence_text,
    stand_alone,
    with_article,
    with_referent,
    without_connector,
)

_FRAGMENT_WORDS = 9
_ABOUT_BEFORE = ("ce que ", "ce qu'", "ce qu’", "ce qui ", "ce dont ", "chose que ", "dont ", "lequel ", "laquelle ")
"""How a clause opens that takes up the clause before it: alone it says nothing («…, ce que conteste la majorité»)."""


def claim_text(analysis: Analysis, reading: Reading, *, framed: bool) -> str:
    """Return the claim's text; ``framed`` tells that the attribution stands in the statement itself."""
    text = analysis.article.text
    sentence = analysis.sentence(reading.sentence)
    whole = sentence is not None and not reading.nested and _is_fragment(reading, sentence.span)
    whole = whole or (sentence is not None and _is_answered(analysis, reading))
    statement = sentence.span if whole and sentence is not None else reading.statement
    quoted = [quotation.span for quotation in analysis.quotations if quotation.span.overlaps(statement)]
    bare = sentence_text(text, statement, quoted)
    if reading.nested and reading.about is not None:
        bare = stand_alone(text, bare, reading.about, lasting=reading.tense == "present")
    elif framed and reading.chain and not whole:
        bare = with_subject(bare, with_article(text, reading.chain[0].holder.span), reading)
    if (framed and not _needs_speaker(analysis, reading)) or not reading.chain:
        return name_pronoun(without_connector(bare), reading) if reading.chain else without_connector(bare)
    name = with_article(text, _speaker(reading).span)
    if reading.report_form == "direct":
        inner = bare.strip('«»“”" \u00a0\u202f.')
        return f"« {inner} », selon {name}."
    return f"Selon {name}, {lower_first(without_connector(bare), analysis.names)}"


def with_subject(sentence: str, name: str, reading: Reading) -> str:
    """Return the sentence with whom it is about, where a cut has left its subject behind.

    «(La maire a salué l'accord,) mais rejette le calendrier», «…, qui dit l'avoir lu», «…, pour qui rien n'est signé».
    """
    opening, _, rest = sentence.partition(" ")
    if _inside(reading.chain[0].holder, reading) or not rest:
        return sentence
    if opening == "Qui":
        return f"{name[:1].upper()}{name[1:]} {rest}"
    if opening == "Pour" and rest.startswith("qui "):
        return f"Selon {name}, {rest.removeprefix('qui ')}"
    start = reading.statement.start
    verbs = [cue.span for cue in reading.cues if cue.type.startswith("verb_") and cue.span.within(reading.statement)]
    told = min(verbs, key=lambda span: span.start, default=None)
    before = reading.statement.text[: told.start - start].lower().split() if told is not None else []
    if told is None or "-" in told.text or not {*before[:1]} <= {*_JOINING, *_BEFORE_VERB}:
        return sentence
    if not {*before[1:]} <= {*_BEFORE_VERB}:
        return sentence
    return f"{name[:1].upper()}{name[1:]} {sentence[:1].lower()}{sentence[1:]}"


_JOINING = ("et", "mais", "puis", "ou")
_BEFORE_VERB = ("n'", "n’", "ne", "se", "s'", "s’", "y", "en")
"""What may stand before a verb whose subject is further back. Source: Grevisse & Goosse, § 681 (clitics)."""


def _speaker(reading: Reading) -> Holder:
    """Return who the words are given to by a frame in another sentence: in speech, the outermost of the chain."""
    outside = [
        link.holder for link in reading.chain if not _inside(link.holder, reading) and link.holder.kind != "media"
    ]
    return outside[-1] if reading.report_form == "direct" and outside else reading.chain[0].holder


def _needs_speaker(analysis: Analysis, reading: Reading) -> bool:
    """Tell whether the statement is a piece of speech that names an inner source («Selon le rectorat, …») alone."""
    if reading.report_form != "direct" or all(_inside(link.holder, reading) for link in reading.chain):
        return False
    return any(
        quotation.span.start <= reading.statement.start and reading.statement.end < quotation.span.end
        for quotation in analysis.quotations
    )


def _is_fragment(reading: Reading, sentence: Span) -> bool:
    """Tell whether the statement is a tail without a verb of its own («pas plus de 800 selon la mairie»)."""
    tail = reading.statement.start > sentence.start + 2
    low = reading.statement.text.lower()
    if tail and (low.startswith(_ABOUT_BEFORE) or (low.startswith("qui ") and not reading.chain)):
        return True
    return (
        tail
        and len(reading.statement.text.split()) <= _FRAGMENT_WORDS
        and any(cue.type == "attribution_prep" for cue in reading.cues)
    )


def _is_answered(analysis: Analysis, reading: Reading) -> bool:
    """Tell whether a statement of nobody is denied right behind it: «Le groupe a payé, ce que conteste la majorité»."""
    sentence = analysis.sentence(reading.sentence)
    if sentence is None or reading.chain or reading.endorsement != "disputed" or reading.nested:
        return False
    text = analysis.article.text[sentence.span.start : sentence.span.end]
    rest = text[reading.statement.end - sentence.span.start :].lower().lstrip(" ,")
    opens = reading.statement.start <= sentence.span.start + 2
    return opens and rest.startswith(("ce que ", "ce qu'", "ce qu’"))


def is_framed(reading: Reading) -> bool:
    """Tell whether the statement names its own source, so that its text needs no frame."""
    if not reading.chain:
        return True
    return any(_inside(link.holder, reading) for link in reading.chain) or any(
        cue.span.within(reading.statement)
        for cue in reading.cues
        if cue.type in ("attribution_prep", "relay") or (cue.type.startswith("verb_"))
    )


def _inside(holder: Holder, reading: Reading) -> bool:
    return holder.span.within(reading.statement)


def name_pronoun(sentence: str, reading: Reading) -> str:
    """Return the sentence with «[name]» behind the pronoun that stands for its source, where only a pronoun does."""
    source = next((link.holder for link in reading.chain if not _inside(link.holder, reading)), None)
    if source is None or any(_inside(link.holder, reading) for link in reading.chain):
        return sentence
    return with_referent(sentence, source.name)
