"""The table of rules: every finding a check can make, with its severity and one line. docs/checks.md explains each.

``audit`` rules are decided on any finished brief; ``verify`` rules record what was changed or left out on the way from
a draft to its brief; ``written`` rules are told of what others wrote, beside those of the audit. A brief that left
``verify`` has no finding of an audit rule with severity error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from summarizer.domain.finding import Finding
from summarizer.domain.item import Item, Outcome
from summarizer.domain.span import Span
from summarizer.domain.terms import Severity

Repair = Literal["asks", "joins", "no"]
"""Whether a finding goes back to the model: it is reason enough to ask again, it goes along where its item is asked
again anyway, or it is told to the reader alone."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule is worth and says; ``by`` names the door that reports it.

    ``repair`` says whether it goes back to the model, ``fate`` what it means for the item it is about, if anything.
    """

    severity: Severity
    line: str
    by: Literal["audit", "verify", "written"]
    repair: Repair = "no"
    fate: Outcome | None = None


def _audit(severity: Severity, line: str, repair: Repair = "no") -> Rule:
    return Rule(severity, line, "audit", repair)


def _verify(severity: Severity, line: str, repair: Repair = "no", fate: Outcome | None = None) -> Rule:
    return Rule(severity, line, "verify", repair, fate)


def _written(severity: Severity, line: str) -> Rule:
    return Rule(severity, line, "written")


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "article.mismatch": _audit("error", "the brief is of another article, or of another text of it"),
        "span.text": _audit("error", "a span does not repeat the article's characters at its offsets"),
        "span.border": _audit("error", "evidence begins or ends inside a word or a figure"),
        "cue.verbatim": _audit("error", "a cue's words are not those of its span"),
        "source.verbatim": _audit("error", "a source's name is not in the article"),
        "actor.verbatim": _audit("error", "an actor's name, alias or mention is not in the article"),
        "quote.verbatim": _audit("error", "a text quotes words that are not in the article"),
        "number.value": _audit("error", "a number is not what the article has at that place"),
        "reference.unknown": _audit("error", "an id is referred to that the brief does not have"),
        "reference.duplicate": _audit("error", "an id stands twice"),
        "hedging.level": _audit("error", "a hedging level is not the computed one"),
        "source.presence": _audit("error", "sources are empty if and only if the source type is author or unspecified"),
        "disputed.presence": _audit("error", "a disputed claim names who disputes it, and no other claim does"),
        "status.hypothetical": _audit("error", "a hypothetical event has certainty unknown"),
        "status.tense": _audit("error", "a planned or predicted event is never past"),
        "reserve.conditional": _audit("error", "evidence has a reportive conditional: hedging is at least 3"),
        "reserve.disclaimer": _audit("error", "a figure under a verification disclaimer: hedging is at least 3"),
        "reserve.cue": _audit("error", "withheld endorsement rests on a withholding cue"),
        "certainty.cue": _audit("error", "probable and possible rest on an epistemic cue"),
        "clause.negation": _audit("error", "the clause around the evidence is negated, the claim is not"),
        "clause.conditional": _audit("error", "the clause around the evidence is conditional, the claim is not"),
        "firmer.endorsement": _audit("warning", "the claim is endorsed more firmly than the article reads"),
        "firmer.certainty": _audit("warning", "the claim is more certain than the article reads"),
        "firmer.source": _audit("warning", "the claim is given to the author where the article gives it to a source"),
        "firmer.status": _audit("warning", "the event is more real than the article reads"),
        "hardening.claim": _audit("error", "the text of a claim at level 3 or 4 shows no reserve"),
        "hardening.summary": _audit("error", "a summary sentence over claims at level 3 or 4 shows no reserve"),
        "hardening.headline": _audit("error", "the headline over claims at level 3 or 4 shows no reserve"),
        "hardening.number": _audit("error", "a text has a number that the article does not have"),
        "hardening.bound": _audit("error", "a text gives as exact a number that its passage bounds or estimates"),
        "hardening.mood": _audit(
            "error", "a text has in the indicative a verb that its passage has in the conditional"
        ),
        "hardening.status": _audit(
            "error", "a text says that something happens which its passage only plans or allows"
        ),
        "hardening.doubt": _audit("error", "a text that repeats a sentence leaves out its word of doubt"),
        "text.tense": _audit("error", "a text puts ahead what its passage says has happened"),
        "text.negation": _audit("error", "a text denies what its passage says, or says what it denies"),
        "text.number": _audit("error", "a text has a number of the article that its passage does not have"),
        "text.unit": _audit("error", "a text gives a number in another unit or currency than its passage"),
        "text.date": _audit(
            "error", "a text has a day, a year, a time or another figure that its passage does not have"
        ),
        "text.contrary": _audit("error", "a text says the contrary of a word of its passage"),
        "text.changed": _audit("error", "a text that repeats a sentence has other words in the place of some of them"),
        "text.name": _audit("error", "a text names somebody whom neither its passage nor its sources name"),
        "text.source": _audit("error", "a text gives its words to somebody who is no source of it"),
        "text.beyond": _audit("error", "a text says what its passage does not say, or what another sentence says"),
        "text.ordered": _audit("error", "a text has words of its own where the article gives orders to a model"),
        "hardening.certainty": _audit("error", "a text states plainly what is less than certain"),
        "text.thin": _written("warning", "few words of a text are in its passage: to be read against the article"),
        "hardening.attribution": _audit(
            "warning", "the text of an attributed claim does not say whose words it is", "joins"
        ),
        "summary.claims": _audit("error", "a summary sentence has no claim behind it"),
        "summary.length": _audit("warning", "the summary has fewer than 2 or more than 5 sentences"),
        "coverage.number": _audit("info", "a number of the article that no claim carries"),
        "coverage.holder": _audit("info", "somebody named to whom the article gives words, and no claim does"),
        "coverage.conditional": _audit("info", "a press conditional of the article that no claim carries"),
        "figures.sum": _audit("warning", "the article's own sum does not add up"),
        "figures.heading": _audit("warning", "title or heading and body give different numbers of the same thing"),
        "evidence.missing": _verify(
            "error", "claim left out: none of its evidence is in the article", "asks", "dropped"
        ),
        "evidence.dropped": _verify("error", "evidence dropped: it is not in the article", "asks"),
        "evidence.noise": _verify("warning", "evidence dropped: it stands in noise (slug, advert, byline)", "joins"),
        "evidence.moved": _verify("info", "evidence found in another sentence than the one named"),
        "evidence.widened": _verify("info", "evidence widened to the whole figure and the words that bound it"),
        "cue.missing": _verify("error", "cue dropped: it is not in the article", "asks"),
        "source.invented": _verify("error", "source dropped: its name is not in the article", "asks", "dropped"),
        "source.unknown": _verify("error", "link dropped: the draft has no source of that key", "asks"),
        "source.fallback": _verify(
            "warning", "source taken from the text layer's reading instead of the draft", "joins", "reserved"
        ),
        "source.unresolved": _verify(
            "error", "claim left out: it is attributed, and to nobody in the article", "asks", "dropped"
        ),
        "source.chain": _verify(
            "warning", "source type and sources contradicted each other; the reserved one stands", "joins", "reserved"
        ),
        "disputed.nobody": _verify(
            "warning", "disputed by nobody in the article: settled as doubted", "joins", "reserved"
        ),
        "settled.endorsement": _verify(
            "warning", "endorsement settled to the more reserved reading", "asks", "reserved"
        ),
        "settled.certainty": _verify("warning", "certainty settled to the weaker reading", "asks", "reserved"),
        "settled.source": _verify("warning", "source settled to that of the article's reading", "joins", "reserved"),
        "settled.holder": _verify(
            "warning", "source settled to whom the article gives the words of the evidence", "joins", "reserved"
        ),
        "settled.status": _verify("warning", "event status settled to the less real reading", "asks", "reserved"),
        "settled.polarity": _verify(
            "warning", "polarity settled to unknown, as the article leaves it open", "joins", "reserved"
        ),
        "settled.tense": _verify(
            "warning", "tense settled: planned or predicted, or no verb of it is past", "no", "reserved"
        ),
        "settled.clause": _verify(
            "warning", "claim settled to the conditional of the clause around its evidence", "asks", "reserved"
        ),
        "clause.dropped": _verify(
            "error", "claim left out: the clause around its evidence is negated, it is not", "asks", "dropped"
        ),
        "reserve.unfounded": _verify(
            "error", "claim left out: withheld, but no cue of the article withholds it", "asks", "dropped"
        ),
        "certainty.unfounded": _verify(
            "warning", "probable or possible without an epistemic cue: settled as unknown", "joins", "reserved"
        ),
        "hardening.text": _verify(
            "warning", "text of a claim replaced by its evidence in an attributed frame", "asks", "reserved"
        ),
        "hardening.sentence": _verify(
            "warning", "summary sentence dropped: firmer than its claims, or not verbatim", "asks", "dropped"
        ),
        "hardening.title": _verify(
            "warning", "headline replaced by the text of the most prominent claim", "asks", "reserved"
        ),
        "summary.unknown": _verify(
            "warning", "reference dropped: the claim is not in the draft, or was left out", "no"
        ),
        "summary.dropped": _verify(
            "warning", "summary sentence dropped: no claim is left behind it", "joins", "dropped"
        ),
        "summary.filled": _verify("info", "summary sentence made of the text of a claim, to reach two"),
        "summary.cut": _verify("info", "summary cut to five sentences"),
        "draft.key": _verify("warning", "a key stands twice in the draft: the first one counts"),
        "actor.invented": _verify("error", "actor or alias dropped: it is not in the article", "asks", "dropped"),
        "actor.unnamed": _verify(
            "warning", "actor or alias dropped: a pronoun or article names nobody", "joins", "dropped"
        ),
        "actor.role": _verify(
            "warning", "role dropped: it is not in the article, or stands beside somebody else", "joins"
        ),
        "number.missing": _verify("error", "number dropped: it is not in the article", "asks", "dropped"),
        "number.unread": _verify(
            "warning", "number dropped: the article has no quantity at that place", "joins", "dropped"
        ),
        "number.measures": _verify("info", "measured phrase is not in the article: the text layer's is used"),
        "claim.left_out": _verify(
            "error", "claim left out: it failed a check that could not be settled", "asks", "dropped"
        ),
    }
)


def finding(rule: str, message: str, *, span: Span | None = None, claim: str | None = None) -> Finding:
    """Return a finding of a rule of the table, with its severity; raises KeyError for a rule that is not in it."""
    return Finding(rule=rule, severity=RULES[rule].severity, message=message, span=span, claim=claim)


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with one text: a rule and why."""

    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Note:
    """A finding with what a second answer needs of it: the item of the draft, its words at fault, the flaws behind."""

    finding: Finding
    item: Item | None = None
    said: str = ""
    flaws: tuple[Flaw, ...] = ()


@dataclass(slots=True)
class Log:
    """Findings in the order they were made, each in a note."""

    notes: list[Note] = field(default_factory=list)

    def add(
        self,
        rule: str,
        message: str,
        *,
        span: Span | None = None,
        claim: str | None = None,
        item: Item | None = None,
        said: str | Sequence[Flaw] = "",
    ) -> None:
        """Record a finding of a rule; ``said`` is what the draft says there, or the flaws of its text."""
        words, flaws = (said, ()) if isinstance(said, str) else ("", tuple(said))
        self.notes.append(Note(finding(rule, message, span=span, claim=claim), item, words, flaws))
