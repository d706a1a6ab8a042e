"""What anybody wrote about an article, checked against it: prose, claims with quotations, or a brief.

A sentence becomes a claim over the passages it is about (``pairing``): theirs are its evidence, sources, certainty and
endorsement. Then the rules that hold for every text of a brief hold for it. Never in it: files, formats, what a rule
says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from summarizer.checks.audit import audit
from summarizer.checks.ground import Ground, chain_of, hedging_of, level_of
from summarizer.checks.grounding import name_in_article
from summarizer.checks.hardening import check_claim_text, check_text
from summarizer.checks.pairing import BEYOND, THIN, Pairing, Pairs
from summarizer.checks.rules import finding
from summarizer.domain.analysis import Analysis
from summarizer.domain.article import Article, ArticleMeta
from summarizer.domain.brief import Brief, BriefCue, Claim
from summarizer.domain.finding import Finding
from summarizer.domain.span import Span
from summarizer.domain.terms import SourceType, hedging_level, most_reserved, weakest_certainty
from summarizer.domain.written import Checked, Statement, WrittenBrief, findings_of
from summarizer.errors import ArticleError, InputError
from summarizer.text.analyse import analyse
from summarizer.text.likeness import keys_of, name_key, name_keys, names_of
from summarizer.text.markers import shortened, with_gaps
from summarizer.text.view import view_of

_FEWEST_KEYS = 3
"""Keys below which a line without a full stop is a label («Résumé», «Points clés») and says nothing of the article."""
_LONG_NAME = 4
"""Letters of a name's stem from which on a word of the article that begins with it names the same."""
_RESERVED = 3
"""Level from which on a text has to show reserve (invariant 6)."""
_MARKS = ' «»“”"'
_SOURCE_ORDER: tuple[SourceType, ...] = ("author", "named", "anonymous", "unspecified")


def check(given: str | Brief | WrittenBrief | Mapping[str, object], article: str | Article) -> tuple[Finding, ...]:
    """Return what is wrong with what somebody wrote about an article: prose, a brief, or claims (``WrittenBrief``).

    A finding's ``claim`` is the id of the brief's claim, or c1…, s1… and «headline» in the order of what was given; its
    ``span`` is the passage of the article.
    Raises InputError for claims of another form, and for an article or a text that holds no sentence.
    """
    analysis = analyse(Article.of(article) if isinstance(article, str) else article)
    if isinstance(given, Brief):
        return audit(given, analysis)
    if isinstance(given, str):
        return findings_of(check_statements(sentences_of(given), analysis))
    written = given if isinstance(given, WrittenBrief) else written_brief(given)
    return findings_of(check_statements(statements_of(written), analysis))


def written_brief(value: object) -> WrittenBrief:
    """Return the claims of a JSON value: an object, or the bare list of its claims.

    Raises InputError that names the first field that does not fit.
    """
    try:
        return WrittenBrief.model_validate({"claims": value} if isinstance(value, list) else value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "claims"
        said = "unknown field" if first["type"] == "extra_forbidden" else first["msg"]
        raise InputError(f"{where}: {said} ({error.error_count()} errors in all; see docs/contracts.md)") from None


def statements_of(written: WrittenBrief) -> tuple[Statement, ...]:
    """Return the texts of claims, summary and headline, each to be checked by itself; raises InputError for none."""
    found = [Statement("headline", "headline", written.headline)] if written.headline else []
    if isinstance(written.summary, str):
        found += sentences_of(written.summary, headline=False)
    else:
        found += [Statement(f"s{place}", "summary", text) for place, text in enumerate(written.summary, 1)]
    for place, one in enumerate(written.claims, 1):
        found.append(Statement(f"c{place}", "claim", one.text, None, one.quotes, one.source, one.level))
    if not found:
        raise InputError("there is no claim, no summary and no headline in it: give at least one")
    return tuple(found)


def sentences_of(text: str, *, headline: bool = True) -> tuple[Statement, ...]:
    """Return the sentences of prose, with their lines; a first line without a full stop is its headline.

    Labels («Résumé») are left out. Raises InputError where nothing is left.
    """
    found: list[Statement] = []
    for sentence in view_of(text).sentences:
        words = sentence.span.text
        if sentence.kind != "body" and len(keys_of(words)) < _FEWEST_KEYS:
            continue
        line = text.count("\n", 0, sentence.span.start) + 1
        if sentence.kind == "title" and headline and not found:
            found.append(Statement("headline", "headline", words, line))
        else:
            number = len(found) + 1 - any(one.part == "headline" for one in found)
            found.append(Statement(f"s{number}", "summary", words, line))
    if not found:
        raise InputError("there is no sentence in it: give prose, claims or a brief")
    return tuple(found)


def check_statements(statements: Sequence[Statement], analysis: Analysis) -> tuple[Checked, ...]:
    """Return each statement with the passages it is about and what is wrong with it, in the order given."""
    ground = Ground.of(analysis)
    room = _Room(ground, Pairs(ground), name_keys(ground.text))
    own = _read(statements)
    return tuple(_check(one, room, own.get(one.key, _Own())) for one in statements)


def check_brief(brief: Brief, analysis: Analysis) -> tuple[Checked, ...]:
    """Return a brief's claims with what the audit finds on them, and the brief itself with all else."""
    return by_claim(brief, audit(brief, analysis))


def by_claim(brief: Brief, findings: Iterable[Finding]) -> tuple[Checked, ...]:
    """Return the findings on a brief by the claim they name."""
    left = list(findings)
    checked = []
    for claim in {claim.id: claim for claim in brief.claims}.values():
        mine = tuple(one for one in left if one.claim == claim.id)
        left = [one for one in left if one.claim != claim.id]
        checked.append(Checked(Statement(claim.id, "claim", claim.text), claim.evidence, mine))
    whole = Statement("brief", "brief", brief.headline)
    return (*checked, Checked(whole, (), tuple(left)))


@dataclass(frozen=True, slots=True)
class _Room:
    """One article, ready for statements: its ground, its passages, the keys of all its words."""

    ground: Ground
    pairs: Pairs
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Own:
    """How the text layer reads a statement itself: whether it gives words to somebody, and its most reserved level."""

    attributed: bool = False
    level: int = 0


def _read(statements: Sequence[Statement]) -> dict[str, _Own]:
    """Return how each statement reads; a summary is read as one text: «Selon X, … . Ils …» attributes both."""
    summary = [one for one in statements if one.part == "summary"]
    others = [[one] for one in statements if one.part != "summary"]
    return {key: own for together in (summary, *others) for key, own in _read_together(together)}


def _read_together(statements: Sequence[Statement]) -> Iterator[tuple[str, _Own]]:
    text = " ".join(one.text for one in statements)
    try:
        readings = analyse(Article.of(text, ArticleMeta(language="fr"))).readings
    except ArticleError:  # nothing but labels
        return
    start = 0
    for one in statements:
        end = start + len(one.text)
        mine = [reading for reading in readings if start <= reading.statement.start < end]
        levels = [hedging_level(reading.endorsement, reading.certainty, reading.source_type) for reading in mine]
        yield one.key, _Own(any(reading.source_type != "author" for reading in mine), max(levels, default=0))
        start = end + 1


def _check(statement: Statement, room: _Room, own: _Own) -> Checked:
    text = with_gaps(curled(statement.text))
    places, found = _places(statement, room.ground)
    pairing = room.pairs.within(places) if places else room.pairs.of(text)
    spans = tuple(sorted(places)) if places else pairing.spans
    share = room.pairs.share(text, pairing) * (2 if places else 1)  # a quotation shows itself what a text is about
    strange = share < BEYOND
    if strange:
        found.append(finding("text.beyond", f"the article says nothing of this there: «{shortened(text, 120)}»"))
    elif share < THIN:
        found.append(finding("text.thin", f"few words of this are in its passage: «{shortened(text, 120)}»"))
    claim = _claim(text, pairing, spans) if spans and not strange else None
    found += _texts(text, statement, claim, room)
    spared = _spared(statement, claim, own)
    found = [one for one in found if one.rule not in spared]
    found += _fields(statement, claim, room)
    first = spans[0] if spans else None
    told = [one.model_copy(update={"claim": statement.key, "span": one.span or first}) for one in found]
    return Checked(statement, spans, tuple(told))


def _spared(statement: Statement, claim: Claim | None, own: _Own) -> frozenset[str]:
    """Return the rules that a statement keeps in its own way.

    Whose words it tells may stand in the sentence before, in another field, or be a part of the source's name; and its
    reserve may be one that the text layer reads in it, as it would in an article.
    """
    spared = set()
    told = keys_of(statement.text)
    named = claim is not None and any(told & keys_of(source.name) for source in claim.sources)
    if own.attributed or named or statement.source or statement.part == "headline":
        spared.add("hardening.attribution")
    level = level_of(claim) if claim is not None else 0
    shown = own.level if level >= _RESERVED else max(own.level, _RESERVED * ("hardening.attribution" in spared))
    if shown >= min(level, _RESERVED):
        spared.add(f"hardening.{statement.part}")
    return frozenset(spared)


def _places(statement: Statement, ground: Ground) -> tuple[list[Span], list[Finding]]:
    """Return where the quotations stand that a claim was given with, and a finding for each that stands nowhere."""
    places, found = [], []
    for quote in statement.quotes:
        span = ground.aligner.align(quote.strip(_MARKS)).span
        if span is None:
            found.append(finding("quote.verbatim", f"«{shortened(quote, 120)}» is not in the article"))
        else:
            places.append(span)
    return places, found


def _claim(text: str, pairing: Pairing, spans: tuple[Span, ...]) -> Claim:
    """Return the claim that the text would be over these passages: as reserved as the most reserved of them."""
    readings = pairing.readings
    chains = [source for reading in readings for source in chain_of(reading.chain)]
    denials = [source for reading in readings for source in chain_of(reading.disputed_by)]
    cues = {(cue.type, cue.span): cue for reading in readings for cue in reading.cues if cue.span.text.strip()}
    main = readings[0] if readings else None
    claim = Claim.model_construct(
        id="",
        text=text,
        evidence=spans,
        source_type=max((reading.source_type for reading in readings), key=_SOURCE_ORDER.index, default="author"),
        sources=tuple(dict.fromkeys(chains)),
        report_form=main.report_form if main else "none",
        certainty=weakest_certainty(*(reading.certainty for reading in readings)),
        endorsement=most_reserved(*(reading.endorsement for reading in readings)),
        disputed_by=tuple(dict.fromkeys(denials)),
        polarity=main.polarity if main else "positive",
        tense=main.tense if main else "unspecified",
        event_status=main.event_status if main else "realized",
        hedging=hedging_of(0),
        cues=tuple(BriefCue(type=cue.type, text=cue.span.text, span=cue.span) for cue in cues.values()),
        actors=(),
        numbers=(),
    )
    return claim.model_copy(update={"hedging": hedging_of(level_of(claim))})


def _texts(text: str, statement: Statement, claim: Claim | None, room: _Room) -> Iterator[Finding]:
    """Yield what the rules of all texts find, under the name of what the statement is, and names from nowhere."""
    if claim is None:
        found = [finding(flaw.rule, flaw.message) for flaw in check_text(text, (), room.ground, "claim")]
    else:
        found = list(check_claim_text(claim, room.ground))
    for one in found:
        if one.rule == "hardening.claim" and statement.part != "claim":
            one = finding(f"hardening.{statement.part}", one.message)
        yield one
    if not any(one.rule == "text.name" for one in found):
        for name in dict.fromkeys(names_of(statement.text)):
            missing = [word for word in name.split() if not _is_known(name_key(word), room.names)]
            if missing:
                yield finding("text.name", f"«{' '.join(missing)}» is not in the article: «{shortened(text, 120)}»")


def _is_known(key: str, names: frozenset[str]) -> bool:
    """Tell whether a word of a name is in the article, or one that begins with it: «Europe» over «européens»."""
    return key in names or (len(key) >= _LONG_NAME and any(name.startswith(key) for name in names))


def _fields(statement: Statement, claim: Claim | None, room: _Room) -> Iterator[Finding]:
    """Yield what is wrong with the source and the level that a claim was given with."""
    if statement.source and name_in_article(statement.source, room.ground) is None:
        yield finding("source.verbatim", f"«{statement.source}» is not in the article")
    level = level_of(claim) if claim else None
    if statement.level is not None and level is not None and statement.level < level:
        yield finding("hedging.level", f"level is {statement.level}, the passage gives {level}")


def curled(text: str) -> str:
    """Return the text with straight quotation marks, where they come in pairs, as “ and ”; offsets stay."""
    parts = text.split('"')
    if len(parts) % 2 == 0:
        return text
    return parts[0] + "".join(f"{mark}{part}" for mark, part in zip("“”" * len(parts), parts[1:], strict=False))
