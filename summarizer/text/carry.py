"""Carry-over: statements that go on with somebody's words although nothing in them says so.

Direct speech that goes on, the reportive conditional after its source (rules S1 and K7), the account that a sentence
announced, the answers of an interview. Never in it: attributions inside the statement itself (``chains``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from summarizer.domain.analysis import Attribution, Cue, Holder, Name, Quotation, Reading, Sentence, SourceLink
from summarizer.domain.span import Span
from summarizer.domain.terms import ReportForm
from summarizer.text.bystanders import Giver, before_quotation, framer, named_after
from summarizer.text.chains import Chain
from summarizer.text.holders import head, holder_at
from summarizer.text.interviews import answers
from summarizer.text.outlooks import outlook
from summarizer.text.pack import alternation, pattern, table
from summarizer.text.stances import in_relative
from summarizer.text.verb_forms import verb_shape
from summarizer.text.view import View
from summarizer.text.voices import INTRODUCES
from summarizer.text.witnesses import only_witnessed

_SPOKEN_WORDS = 3
"""Words that a quotation has at least to be speech and not a name or a quoted word."""
_SPEECH_BACK = 4
"""Sentences over which a bare quotation is given to the last source; nobody is named in more than one of them."""
_CARRY_BACK = 3
"""Sentences without an attribution over which a source is carried on (rule K7's reach)."""
ACCOUNT = 5
"""Sentences over which an announced account reaches inside its paragraph."""


@dataclass(frozen=True, slots=True)
class Voices:
    """Who may go on speaking: the view, its names, announced accounts by sentence, interviewees by paragraph."""

    view: View
    names: tuple[Name, ...]
    announced: Mapping[int, Holder]
    answers: Mapping[int, Holder]


def voices_of(view: View, attributions: tuple[Attribution, ...], names: tuple[Name, ...]) -> Voices:
    """Return who may go on speaking in an article."""
    announced: dict[int, Holder] = {}
    for attribution in attributions:
        if attribution.cue.entry == INTRODUCES and attribution.holder is not None:
            sentence = view.sentence_at(attribution.cue.span.start)
            if sentence is not None:
                announced[sentence.number] = attribution.holder
    return Voices(view, names, announced, answers(view, names))


_State = tuple[Chain, ReportForm, tuple[Cue, ...], bool]


def carry(
    voices: Voices, sentence: Sentence, statement: Span, before: list[Reading], state: _State
) -> tuple[Chain, ReportForm, int | None, tuple[Cue, ...]]:
    """Carry a source on: inside direct speech that goes on, or while the reportive conditional goes on (S1, K7)."""
    view = voices.view
    _, _, cues, reportive = state
    speech, framed = _speech(view, statement)
    answering = voices.answers.get(sentence.paragraph)
    if answering is not None and (speech is None or not framed):
        said = (SourceLink(answering, "origin"),)
        return _chain_from(said), "direct", sentence.number, (*cues, Cue("carry_over", answering.span))
    if speech is not None:
        giver = (
            _speaker(voices, sentence, before, speech)
            if not framed
            else framer(voices.view, voices.names, sentence, speech)
        )
        if giver is None:
            return (
                Chain("unspecified", (), ()),
                "direct" if framed else "none",
                None,
                (*cues, Cue("quote_marks", speech.span)),
            )
        links, number, from_span = giver
        carried = (*cues, Cue("quote_marks", speech.span), Cue("carry_over", from_span))
        return _chain_from(links), "direct", number, carried
    if not reportive:
        return _free_indirect(voices, sentence, statement, before, state)
    if all(in_relative(view, statement, cue.span.start) for cue in cues if cue.type == "conditional_reportive"):
        return Chain("unspecified", (), ()), "none", None, cues
    giver = _giver(voices, sentence, before)
    if giver is None:
        return Chain("unspecified", (), ()), "none", None, cues
    links, number, from_span = giver
    return _chain_from(links), "indirect", number, (*cues, Cue("carry_over", from_span))


def _free_indirect(
    voices: Voices, sentence: Sentence, statement: Span, before: list[Reading], state: _State
) -> tuple[Chain, ReportForm, int | None, tuple[Cue, ...]]:
    """Carry a source on to a hypothesis right after reported words («Faute de quoi, la ville porterait plainte»)."""
    view = voices.view
    chain, form, cues, _ = state
    account = _account(voices, sentence, before)
    if account is not None:
        links, number, from_span = account
        return _chain_from(links), "indirect", number, (*cues, Cue("carry_over", from_span))
    low = view.low[statement.start : statement.end]
    shown = before[-1] if before and low.startswith(tuple(table("voices")["illustrating"])) else None
    if shown is not None and _is_illustrated(view, shown, sentence):
        number = shown.carried_from or shown.sentence
        return _chain_from(shown.chain), "indirect", number, (*cues, Cue("carry_over", shown.chain[0].holder.span))
    plea = _plea(view, sentence, statement, before) or outlook(view, sentence, statement, before)
    if plea is not None:
        links, number, from_span = plea
        return _chain_from(links), "indirect", number, (*cues, Cue("carry_over", from_span))
    quoting = _quoting_subject(view, statement)
    if quoting is not None:
        return _chain_from((SourceLink(quoting, "origin"),)), "mixed", None, (*cues, *_marks(view, statement))
    quoted = _quoted_on(view, sentence, statement, before)
    if quoted is not None:
        carried = (*cues, *_marks(view, statement), Cue("carry_over", quoted[2]))
        return _chain_from(quoted[0]), "mixed", quoted[1], carried
    doer = _quoting_pronoun(voices, statement)
    if doer is not None:
        carried = (*cues, *_marks(view, statement), Cue("carry_over", doer[2]))
        return _chain_from(doer[0]), "mixed", doer[1], carried
    hypothesis = any(cue.type == "conditional_hypothetical" for cue in cues)
    hypothesis = hypothesis and pattern("voices", "own_condition_regex").match(low) is None
    last = before[-1] if before else None
    if not hypothesis or last is None or not last.chain or last.sentence != sentence.number - 1:
        return chain, form, None, cues
    if last.chain[0].holder.kind == "document":
        return chain, form, None, cues
    if view.sentences[last.sentence - 1].paragraph != sentence.paragraph or last.event_status == "requested":
        return chain, form, None, cues
    number = last.carried_from or last.sentence
    return _chain_from(last.chain), "indirect", number, (*cues, Cue("carry_over", last.chain[0].holder.span))


def _is_illustrated(view: View, shown: Reading, sentence: Sentence) -> bool:
    """Tell whether «Par exemple» goes on with a report of the same paragraph that the article holds back."""
    held_back = bool(shown.chain) and shown.endorsement in ("withheld", "disputed")
    return held_back and view.sentences[shown.sentence - 1].paragraph == sentence.paragraph


_CLIENT = re.compile(rf"\b(?:{alternation(table('voices')['clients'])})\b")
_GOING_ON = re.compile(rf"(?:{alternation(table('voices')['going_on'])})\b")


def _plea(view: View, sentence: Sentence, statement: Span, before: list[Reading]) -> Giver | None:
    """Return the lawyer whose plea goes on: «Sa cliente signait tout. Elle ne lisait rien.»."""
    low = view.low[statement.start : statement.end]
    for reading in reversed(before[-3:]):
        if view.sentences[reading.sentence - 1].paragraph != sentence.paragraph:
            return None
        if not reading.chain:
            continue
        counsel = reading.chain[0].holder.name.lower().replace("’", "'").startswith(tuple(table("voices")["counsel"]))
        told = _CLIENT.search(view.low, reading.statement.start, reading.statement.end) or "S1" in reading.rules
        goes_on = _CLIENT.search(low) is not None or (low.startswith(("il ", "elle ", "ils ")) and bool(told))
        named = counsel or " avocat" in reading.chain[0].holder.name.lower()
        if not (named and goes_on):
            return None
        return reading.chain, reading.carried_from or reading.sentence, reading.chain[0].holder.span
    return None


_NAMED = re.compile(r"(?:\b(?:de|du|des|dite?s?|surnomm\w+|baptis\w+|appel\w+|nomm\w+|intitul\w+|sigl\w+)|d') ?$")
"""What stands before quoted words that are a name: «le projet de « collège modulaire »»."""


def _quoting_subject(view: View, statement: Span) -> Holder | None:
    """Return the subject in whose sentence quoted words stand: «Le gérant « croit aux petits pas »».

    Names and titles are quoted too: the quoted words begin in lower case and are two at least.
    """
    quotation = next((q for q in view.quotations if q.span.within(statement)), None)
    if quotation is None or not quotation.inner.text[:1].islower():
        return None
    if _NAMED.search(view.low, statement.start, quotation.span.start) is not None:
        return None
    holder = holder_at(view, statement.start, quotation.span.start)
    if holder is None or holder.kind in ("unknown", "document") or holder.span.end > quotation.span.start:
        return None
    return holder if len(view.words_in(quotation.inner.start, quotation.inner.end)) >= 2 else None


def _quoting_pronoun(voices: Voices, statement: Span) -> Giver | None:
    """Return whose predicate is quoted behind a pronoun: «Le prévenu ne cille pas. Il n'a « jamais menti »."""
    view = voices.view
    quotation = next((q for q in view.quotations if q.span.within(statement)), None)
    if quotation is None or not quotation.inner.text[:1].islower():
        return None
    if pattern("voices", "pronoun_quotes_regex").fullmatch(view.low, statement.start, quotation.span.start) is None:
        return None
    spoken = len(view.words_in(quotation.inner.start, quotation.inner.end)) >= _SPOKEN_WORDS
    return before_quotation(view, voices.names, quotation) if spoken else None


_PREDICATE = re.compile(r"^[^\",;:]{2,40} $")
_BEING = re.compile(r"\b(?:est|sont|était|étaient|reste|restent|serait|seraient|n'est que|n'était que)(?: \w+)? $")
"""What stands before quoted words that are said of something: a subject alone, or a form of being."""


def _quoted_on(view: View, sentence: Sentence, statement: Span, before: list[Reading]) -> Giver | None:
    """Return the last speaker, whose words a predicate in quotation marks goes on with.

    «« Pure affabulation », a balayé le porte-parole. La tuilerie « abrite des moissonneuses ».»
    """
    last = before[-1] if before else None
    if last is None or not last.chain or sentence.number - last.sentence > 1 or last.event_status == "requested":
        return None
    if view.sentences[last.sentence - 1].paragraph != sentence.paragraph:
        return None
    quotation = next((q for q in view.quotations if q.span.within(statement)), None)
    if quotation is None or not quotation.inner.text[:1].islower():
        return None
    words = view.words_in(quotation.inner.start, quotation.inner.end)
    lead = view.low[statement.start : quotation.span.start]
    shape = verb_shape(words[0].low) if words else None
    verb = shape is not None and shape[0] == "sure" and _PREDICATE.search(lead) is not None
    predicate = len(words) >= 2 and _BEING.search(lead) is not None
    if not (verb or predicate):
        return None
    return last.chain, last.carried_from or last.sentence, last.chain[0].holder.span


def _marks(view: View, statement: Span) -> list[Cue]:
    return [Cue("quote_marks", q.span) for q in view.quotations if q.span.within(statement)]


def _chain_from(links: tuple[SourceLink, ...]) -> Chain:
    return Chain("anonymous" if links[0].holder.anonymous else "named", links, ())


def _speech(view: View, statement: Span) -> tuple[Quotation | None, bool]:
    """Return the quotation that makes the statement speech, and whether words outside it frame it.

    It holds nearly all of the statement, or begins it, or follows a colon: somebody speaks, even where no table knows
    the verb.
    """
    quotation = view.quotation_at(statement.start) or view.quotation_at(min(statement.end - 1, statement.start + 3))
    if quotation is None:
        colon = view.low.find(': "', statement.start, statement.end)
        quotation = view.quotation_at(colon + 2) if colon >= 0 else None
        if quotation is None or len(view.words_in(quotation.inner.start, quotation.inner.end)) < _SPOKEN_WORDS:
            return None, False
        return quotation, True
    inside = len(view.words_in(max(statement.start, quotation.inner.start), min(statement.end, quotation.inner.end)))
    total = len(view.words_in(statement.start, statement.end))
    whole = quotation.span.start <= statement.start + 1
    if (total >= 2 or whole) and inside >= 0.8 * total:
        return quotation, False
    opens = quotation.span.start - statement.start <= 2 and quotation.span.end <= statement.end
    tail = view.low[quotation.span.end : statement.end].lstrip()
    if opens and inside >= _SPOKEN_WORDS and tail.startswith(","):
        return quotation, True
    return None, False


def _speaker(voices: Voices, sentence: Sentence, before: list[Reading], speech: Quotation) -> Giver | None:
    """Return who goes on speaking: the source of the last statement of the section, two to four sentences back.

    Else who was announced, or who the sentence behind the quotation says has spoken.
    """
    return (
        _set_against(voices, before, speech)
        or _last_source(voices, sentence, before)
        or named_after(voices.view, voices.names, speech)
        or before_quotation(voices.view, voices.names, speech)
    )


def _set_against(voices: Voices, before: list[Reading], speech: Quotation) -> Giver | None:
    """Return who takes the floor from the last source: «Son gardien, lui, s'en prend à l'arbitre. « … »».

    The sentence right before the quotation is the article's own, and sets its subject against others or opens the
    paragraph with a person's name.
    """
    view = voices.view
    giver = before_quotation(view, voices.names, speech)
    if giver is None or not before or before[-1].chain or before[-1].sentence != giver[1]:
        return None
    there = view.sentences[giver[1] - 1]
    set_off = pattern("voices", "set_off_regex").match(view.low, there.span.start, there.span.end) is not None
    first = giver[2].start - there.span.start <= 4 and view.sentences[there.number - 2].paragraph != there.paragraph
    named = first and any(name.span.within(giver[2]) for name in voices.names)
    spoken = view.low.startswith(("il ", "elle "), speech.inner.start) and not set_off
    reacts = pattern("voices", "reacts_regex").search(view.low, there.span.start, there.span.end) is not None
    return giver if (set_off or named or reacts) and not spoken else None


def _last_source(voices: Voices, sentence: Sentence, before: list[Reading]) -> Giver | None:
    view = voices.view
    announced = _announced(voices, sentence, _CARRY_BACK)
    for reading in reversed(before[-4:]):
        there = view.sentences[reading.sentence - 1]
        if there.section != sentence.section or sentence.number - there.number > _SPEECH_BACK:
            return announced
        if sentence.number - there.number > 2 and _somebody_since(voices, there, sentence):
            return announced
        if announced is not None and there.number < announced[1]:
            return announced
        if reading.chain:
            return reading.chain, reading.carried_from or reading.sentence, reading.chain[0].holder.span
    return announced


def _somebody_since(voices: Voices, there: Sentence, here: Sentence) -> bool:
    """Tell whether a person is named between two sentences, or between the second one's quotation marks."""
    return any(n.kind == "person" and there.span.end <= n.span.start < here.span.end for n in voices.names)


def _announced(voices: Voices, sentence: Sentence, reach: int) -> Giver | None:
    """Return whose account was announced in the sentences before of the same paragraph, ``reach`` back at most."""
    for number in range(sentence.number - 1, max(0, sentence.number - 1 - reach), -1):
        if voices.view.sentences[number - 1].paragraph != sentence.paragraph:
            return None
        holder = voices.announced.get(number)
        if holder is not None:
            return (SourceLink(holder, "origin"),), number, holder.span
    return None


def _account(voices: Voices, sentence: Sentence, before: list[Reading]) -> Giver | None:
    """Return whose announced account the sentence belongs to: nobody else has spoken since in its paragraph."""
    announced = _announced(voices, sentence, ACCOUNT)
    if announced is None:
        return None
    for reading in reversed(before):
        if reading.sentence <= announced[1]:
            return announced
        if reading.source_type == "author" or is_others(reading, announced[0][0].holder):
            return None
    return announced


def is_others(reading: Reading, holder: Holder) -> bool:
    """Tell whether a statement is given to somebody, and not to that holder."""
    return not any(head(link.holder.name) == head(holder.name) for link in reading.chain)


def _giver(voices: Voices, sentence: Sentence, before: list[Reading]) -> Giver | None:
    """Return the source that a reportive conditional goes on with.

    Within a paragraph up to three sentences back; over its border only from the sentence right before, or where that
    one is itself reported; over a heading only where the sentence says that it goes on.
    """
    view = voices.view
    announced = _announced(voices, sentence, _CARRY_BACK)
    witnessed = False
    for steps, reading in enumerate(reversed(before)):
        there = view.sentences[reading.sentence - 1]
        if announced is not None and there.number <= announced[1] and not reading.chain:
            return announced
        gap = _body_gap(view, there, sentence)
        if gap > _CARRY_BACK:
            return None
        if there.section != sentence.section and not _goes_on(view, sentence):
            return None
        onward = reading.endorsement == "withheld" and bool(reading.chain)
        if there.paragraph != sentence.paragraph and (steps or gap > 1) and not (onward and gap <= 2):
            if steps or gap > 1 or reading.chain:
                return None
            continue
        if _denies_charge(view, reading):
            return None  # «Il conteste les faits. L'élu aurait touché…»: the charge is not the accused's
        if only_witnessed(view, reading, before):
            witnessed = True  # «« On a eu peur », raconte une voisine. Deux hommes auraient…»: not hers
            continue
        if witnessed and reading.endorsement != "withheld":
            return None
        if reading.chain and reading.cues and not _own_promise(reading):
            return reading.chain, reading.carried_from or reading.sentence, reading.chain[0].holder.span
        if reading.source_type == "unspecified" and reading.endorsement == "withheld":
            return None
    return None


def _denies_charge(view: View, reading: Reading) -> bool:
    low = view.low[reading.statement.start : reading.statement.end]
    denies = any(cue.type == "verb_denial" for cue in reading.cues)
    return denies and pattern("stances", "charged_regex").search(low) is not None


def _own_promise(reading: Reading) -> bool:
    return reading.event_status == "requested"


def _body_gap(view: View, there: Sentence, here: Sentence) -> int:
    between = view.sentences[there.number : here.number - 1]
    return 1 + sum(1 for sentence in between if sentence.kind == "body")


def _goes_on(view: View, sentence: Sentence) -> bool:
    low = view.low[sentence.span.start : sentence.span.end]
    return _GOING_ON.match(low) is not None
