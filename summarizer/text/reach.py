"""What the use of a conditional hangs on outside its clause: tables, sources and conditionals within reach.

Rule K7 of docs/claims.md, backwards over three sentences and forwards to the next. Never in it: which use it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from summarizer.domain.analysis import Attribution, ConditionalForm, Sentence
from summarizer.domain.span import Span
from summarizer.text.conditionals import Form
from summarizer.text.pack import alternation, table
from summarizer.text.reporting import VerbUse
from summarizer.text.view import View

_REACH_SENTENCES = 3
"""Rule K7: how many sentences back an attribution or reportive conditional reaches."""


@dataclass(frozen=True, slots=True)
class Context:
    """An article while its conditionals are read; ``done`` holds those decided so far."""

    view: View
    verbs: tuple[VerbUse, ...]
    attributions: tuple[Attribution, ...]
    done: list[ConditionalForm]
    by_sentence: dict[int, list[Attribution]]
    forms: tuple[Form, ...]

    def near(self, sentence: Sentence) -> list[Attribution]:
        """Return the attributions whose words stand in the sentence or that point back to it."""
        return self.by_sentence.get(sentence.number, [])


@dataclass(frozen=True, slots=True)
class Rules:
    """The tables of ``fr/conditionals.json`` that decide a use, compiled."""

    attenuation_stems: frozenset[str]
    formulas: re.Pattern[str]
    expected: re.Pattern[str]
    norms: re.Pattern[str]
    time: re.Pattern[str]
    hypothetical: re.Pattern[str]
    counterfactual_verbs: frozenset[str]
    counterfactual: re.Pattern[str]
    accusation: re.Pattern[str]
    past_auxiliaries: frozenset[str]
    past_participles: frozenset[str]
    past_nouns: frozenset[str]
    own_opinion: re.Pattern[str]


@cache
def rules() -> Rules:
    """Return the tables, prepared once."""
    data = table("conditionals")
    hypothetical = data["hypothetical"]
    return Rules(
        attenuation_stems=frozenset(data["attenuation"]["stems"]),
        formulas=re.compile(alternation(data["attenuation"]["formulas"])),
        expected=re.compile(r"\b(?:" + alternation(data["expected"]["verbs"]) + r")\b"),
        norms=re.compile(r"\b(?:" + alternation(data["expected"]["agent_norm"]) + r")\b"),
        time=re.compile(data["expected"]["time_regex"]),
        hypothetical=re.compile(r"(?<!\w)(?:" + alternation(hypothetical["triggers"]) + ")"),
        counterfactual_verbs=frozenset(hypothetical["counterfactual_verbs"]),
        counterfactual=re.compile(r"(?<!\w)(?:" + alternation(hypothetical["counterfactual_triggers"]) + ")"),
        accusation=re.compile(data["accusation"]["regex"]),
        past_auxiliaries=frozenset(data["que_past_verbs"]["auxiliaries"]),
        past_participles=frozenset(data["que_past_verbs"]["extra_participles"]),
        past_nouns=frozenset(data["que_past_verbs"]["nouns"]),
        own_opinion=re.compile(data["own_opinion"]["regex"]),
    )


def compound_later(context: Context, form: Form, sentence: Sentence) -> Span | None:
    """Return a compound conditional of the same sentence: «Il serait aigri : il aurait perdu…»."""
    for other in context.forms:
        after = form.end < other.start < sentence.span.end
        if after and other.compound and other.person == 3 and other.participle not in ("pu", "dû"):
            counterfactual = other.participle.split()[-1] in rules().counterfactual_verbs
            return None if counterfactual else context.view.span(other.start, other.end)
    return None


def reported_next(context: Context, sentence: Sentence) -> Span | None:
    """Return the source that the sentence right behind names for its own conditional: «Cela ne suffirait plus. …»."""
    if sentence.number >= len(context.view.sentences):
        return None
    after = context.view.sentences[sentence.number]
    if after.kind != "body" or after.paragraph != sentence.paragraph:
        return None
    forms = [f for f in context.forms if after.span.start <= f.start < after.span.end and f.person == 3]
    sources = [a for a in context.near(after) if a.cue.type in ("attribution_prep", "verb_neutral", "verb_assertive")]
    quoted = context.view.quotation_at(forms[0].start) if forms else None
    spoken = any(a.scope.start > a.cue.span.start for a in sources)  # «X a dit que…» reports in the future of the past
    return sources[0].cue.span if forms and sources and quoted is None and not spoken else None


def supposition_before(context: Context, form: Form, sentence: Sentence) -> Span | None:
    """Return the condition that the sentence right before stands under («Si la digue cédait, …»)."""
    if form.compound or not context.done or sentence.number < 2:
        return None
    last = context.done[-1]
    there = context.view.sentence_at(last.span.start)
    before = there is not None and there.number == sentence.number - 1 and there.paragraph == sentence.paragraph
    if before and last.use == "hypothetical" and last.rule == "K3" and last.confidence == "high":
        return None if context.near(sentence) else last.trigger
    return None


def carried(context: Context, form: Form, sentence: Sentence) -> Span | None:
    """Return the attribution or reportive conditional within reach before the sentence, direct speech apart.

    The reach goes over paragraphs, over a heading only where the sentence goes on («De plus») or leans («Ils»).
    """
    view = context.view
    body = [s for s in view.sentences[: sentence.number - 1] if s.kind == "body"][-_REACH_SENTENCES:]
    if not body:
        return None
    floor = body[0].span.start
    for done in reversed(context.done):
        before = floor <= done.span.start < sentence.span.start and done.use == "reportive"
        if before and _same_stretch(view, done.span.start, sentence):
            return done.span
    for done in reversed(context.done):
        if sentence.span.start <= done.span.start < form.start and done.use == "reportive":
            return done.span
    for attribution in reversed(context.attributions):
        cue = attribution.cue
        before = floor <= cue.span.start < sentence.span.start
        reports = cue.type not in ("verb_directive", "verb_commissive")
        if before and reports and _same_stretch(view, cue.span.start, sentence):
            return cue.span
    return None


_LEANING = re.compile(rf"(?:{alternation(table('conditionals')['leaning'])})\b")
_CONTINUING = re.compile(rf"(?:{alternation(table('conditionals')['continuing'])})\b")


def _same_stretch(view: View, offset: int, sentence: Sentence) -> bool:
    """Tell whether the offset is in the sentence's section, or the sentence says that it goes on («De plus»)."""
    there = view.sentence_at(offset)
    if there is None or there.section == sentence.section:
        return True
    low = view.low[sentence.span.start : sentence.span.end]
    return _CONTINUING.match(low) is not None or _LEANING.match(low) is not None
