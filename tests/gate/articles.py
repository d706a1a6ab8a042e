"""Gold articles: how the briefs of the offline engine agree with what two readers settled (gold/README.md).

A gold claim is paired with the claim of the brief whose evidence shares most with it. «also» values count as right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import product
from pathlib import Path
from typing import Any

from summarizer.checks.verify import verify
from summarizer.domain.analysis import Analysis
from summarizer.domain.article import Article
from summarizer.domain.brief import Actor, Brief, Claim, Provenance
from summarizer.domain.terms import hedging_level
from summarizer.engines.rules.engine import propose
from summarizer.text.analyse import analyse
from tests.gate.attributions import score_attributions
from tests.gate.scores import Score

ROOT = Path(__file__).resolve().parents[2]
GOLD = Path(__file__).parent / "gold"
FIELDS = ("source_type", "report_form", "certainty", "endorsement", "polarity", "tense", "event_status")
_PROVENANCE = Provenance(
    engine="rules", engine_version="0", draft_schema_sha256="", created_at="2026-01-01T00:00:00Z", duration_ms=0
)

GoldObject = dict[str, Any]


@dataclass(slots=True)
class ArticleScores:
    """Scores by name; a field's score counts paired claims as right or missed, with a line per error."""

    claims: int = 0
    scores: dict[str, Score] = field(default_factory=dict)

    def of(self, name: str) -> Score:
        """Return the score of that name."""
        return self.scores.setdefault(name, Score(name))


@dataclass(frozen=True, slots=True)
class Read:
    """One gold article with what the project made of it."""

    name: str
    gold: GoldObject
    text: str
    analysis: Analysis
    brief: Brief


@cache
def load_gold() -> tuple[GoldObject, ...]:
    """Return the gold of all articles, in order of file name."""
    return tuple(json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json")))


def read(gold: GoldObject) -> Read:
    """Return a gold article, read and briefed by the offline engine."""
    path = ROOT / gold["article"]
    text = path.read_bytes().decode("utf-8")
    analysis = analyse(Article.of(text))
    brief = verify(propose(analysis), analysis, run_id="", provenance=_PROVENANCE)
    return Read(path.stem, gold, text, analysis, brief)


def score_articles(golds: Sequence[GoldObject]) -> ArticleScores:
    """Return the scores over articles."""
    scores = ArticleScores()
    for gold in golds:
        one = read(gold)
        score_claims(one, scores)
        _score_conditionals(one, scores)
        score_attributions(
            one.name,
            one.text,
            one.gold["claims"],
            one.analysis.attributions,
            scores.of,
            partial(_is_same, actors=one.gold["actors"]),
        )
        _score_actors(one, scores)
        _score_numbers(one, scores)
        _score_structure(one, scores)
    return scores


def _place(text: str, quote: str) -> tuple[int, int]:
    start = text.find(quote)
    if start < 0:
        raise ValueError(f"not in the article: {quote!r}")
    return start, start + len(quote)


def _pairs(one: Read) -> Iterator[tuple[GoldObject, Claim | None]]:
    for gold in one.gold["claims"]:
        start, end = _place(one.text, gold["quote"])

        def shared(claim: Claim, start: int = start, end: int = end) -> tuple[float, float]:
            length = sum(span.end - span.start for span in claim.evidence[:1])
            common = sum(max(0, min(end, span.end) - max(start, span.start)) for span in claim.evidence[:1])
            return common / max(1, end - start), common / max(1, length)

        best = max(one.brief.claims, key=shared, default=None)
        yield gold, best if best is not None and shared(best)[0] >= 0.5 else None


def score_claims(one: Read, scores: ArticleScores) -> None:
    """Compare the claims of a brief with those of its gold, field by field."""
    paired: set[str] = set()
    for gold, claim in _pairs(one):
        scores.claims += 1
        line = f"{one.name}: «{gold['quote'][:110]}»"
        found = scores.of("claims found")
        if claim is None and gold.get("optional"):
            continue
        if claim is None:
            found.missed += 1
            found.errors.append(line)
            continue
        found.right += 1
        paired.add(claim.id)
        for name in FIELDS:
            allowed = [gold[name], *gold.get("also", {}).get(name, [])]
            _tell(scores.of(name), getattr(claim, name), allowed, line)
        _tell(scores.of("hedging level"), claim.hedging.level, _levels(gold), line)
        _tell(scores.of("no firmer than the gold"), claim.hedging.level, range(min(_levels(gold)), 5), line)
        _score_sources(gold, claim, scores, (line, one.gold["actors"]))
    spans = [_place(one.text, gold["quote"]) for gold in one.gold["claims"]]
    for claim in one.brief.claims:
        evidence = claim.evidence[0]
        if claim.id not in paired and not any(start < evidence.end and evidence.start < end for start, end in spans):
            scores.of("claims found").spurious += 1
            scores.of("claims found").errors.append(f"{one.name}: spurious «{claim.text[:110]}»")


def _tell(score: Score, got: object, allowed: Sequence[object], line: str) -> None:
    if got in allowed:
        score.right += 1
    else:
        score.missed += 1
        score.errors.append(f"{got!r}, gold {allowed!r}: {line}")


def _levels(gold: GoldObject) -> list[int]:
    also = gold.get("also", {})
    values = [[gold[name], *also.get(name, [])] for name in ("endorsement", "certainty", "source_type")]
    return sorted({hedging_level(*combination) for combination in product(*values)})


def _score_sources(gold: GoldObject, claim: Claim, scores: ArticleScores, where: tuple[str, list[GoldObject]]) -> None:
    line, actors = where
    wanted = [[source["name"] for source in gold["sources"]]]
    for other in gold.get("also", {}).get("sources", []):
        wanted.append([source["name"] if isinstance(source, dict) else source for source in _listed(other)])
    got = [source.name for source in claim.sources]
    _tell(
        scores.of("source (chain)"),
        True,
        [any(_same_chain(got, names, actors) for names in wanted)],
        f"{got} {wanted} {line}",
    )
    first = [names[:1] for names in wanted]
    _tell(
        scores.of("source (origin)"),
        True,
        [any(_same_chain(got[:1], n, actors) for n in first)],
        f"{got[:1]} {first} {line}",
    )
    denied = [gold["disputed_by"], *(_listed(other) for other in gold.get("also", {}).get("disputed_by", []))]
    got = [source.name for source in claim.disputed_by]
    right = any(
        bool(got) == bool(names) and (not got or any(_is_same(g, n, actors) for g in got for n in names))
        for names in denied
    )
    _tell(scores.of("disputed by"), True, [right], f"{got} {denied} {line}")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _same_chain(got: Sequence[str], wanted: Sequence[str], actors: list[GoldObject]) -> bool:
    return len(got) == len(wanted) and all(_is_same(one, other, actors) for one, other in zip(got, wanted, strict=True))


def _is_same(one: str, other: str, actors: list[GoldObject]) -> bool:
    """Tell whether two names are one holder: alike, or both names of one gold actor."""
    if _same(one, other):
        return True
    return any(
        any(_same(one, name) for name in names) and any(_same(other, name) for name in names)
        for names in ((actor["name"], *actor["aliases"]) for actor in actors)
    )


_SMALL = frozenset(
    ["le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "au", "aux", "et", "ce", "cette", "son", "sa"]
) | frozenset(["ses", "leur", "leurs", "m", "mme", "me", "mm"])


def _tokens(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", name.casefold())) - _SMALL


def _same(one: str, other: str) -> bool:
    """Tell whether two names name one holder: the words of one are all in the other."""
    first, second = _tokens(one), _tokens(other)
    return bool(first) and bool(second) and (first <= second or second <= first)


def _score_conditionals(one: Read, scores: ArticleScores) -> None:
    score = scores.of("conditional reportive")
    spans = [_place(one.text, gold["quote"]) for gold in one.gold["claims"]]
    gold = set()
    for claim in one.gold["claims"]:
        start, _ = _place(one.text, claim["quote"])
        for kind, words in claim["cues"]:
            if kind == "conditional_reportive":
                at = one.text.find(words.split(" … ")[0], start)
                gold.add(at)
    got = {
        form.span.start
        for form in one.analysis.conditionals
        if form.use == "reportive" and any(start <= form.span.start < end for start, end in spans)
    }
    near = {place for place in gold if any(abs(place - other) <= 12 for other in got)}
    extra = {place for place in got if not any(abs(place - other) <= 12 for other in gold)}
    score.right += len(near)
    score.missed += len(gold - near)
    score.spurious += len(extra)
    for place in sorted((gold - near) | extra):
        kind = "spurious" if place in extra else "missed"
        score.errors.append(f"{kind} {one.name}: «{one.text[max(0, place - 50) : place + 50]}»")


def _score_actors(one: Read, scores: ArticleScores) -> None:
    score, clean = scores.of("actors (must)"), scores.of("actors (not spurious or split)")
    matched: dict[int, list[Actor]] = {}
    for actor in one.brief.actors:
        index = next((i for i, gold in enumerate(one.gold["actors"]) if _is_actor(actor, gold)), None)
        if index is None:
            clean.missed += 1
            clean.errors.append(f"spurious {one.name}: {actor.name} ({actor.kind})")
            continue
        matched.setdefault(index, []).append(actor)
    for index, gold in enumerate(one.gold["actors"]):
        found = matched.get(index, [])
        if len(found) > 1:
            clean.missed += len(found) - 1
            clean.errors.append(f"split {one.name}: {', '.join(actor.name for actor in found)}")
        if found:
            clean.right += 1
            score.right += bool(gold["must"])
            _tell(
                scores.of("actor kind"),
                found[0].kind,
                [gold["kind"], *gold.get("also", {}).get("kind", [])],
                found[0].name,
            )
        elif gold["must"]:
            score.missed += 1
            score.errors.append(f"missed {one.name}: {gold['name']}")


def _is_actor(actor: Actor, gold: GoldObject) -> bool:
    names = (actor.name, *actor.aliases)
    return any(_same(mine, theirs) for mine in names for theirs in (gold["name"], *gold["aliases"]))


def _score_numbers(one: Read, scores: ArticleScores) -> None:
    score, comparator, unit = scores.of("numbers"), scores.of("number comparator"), scores.of("number unit")
    rest = [mention for mention in one.analysis.numbers if mention.kind != "rank"]
    for gold in one.gold["numbers"]:
        context, _ = _place(one.text, gold["context"])
        start = one.text.find(gold["quote"], context)
        end = start + len(gold["quote"])
        hit = next((m for m in rest if m.span.start < end and start < m.span.end), None)
        line = f"{one.name}: «{gold['context']}»"
        if hit is None:
            if not gold.get("optional"):
                score.missed += 1
                score.errors.append(f"missed {line}")
            continue
        rest.remove(hit)
        also = gold.get("also", {})
        lows, highs = [gold["low"], *also.get("low", [])], [gold["high"], *also.get("high", [])]
        values = list(product(lows, highs))
        if gold.get("optional"):
            continue
        if (hit.span.start, hit.span.end) == (start, end) and any(
            _close((hit.low, hit.high), value) for value in values
        ):
            score.right += 1
        else:
            score.missed += 1
            score.errors.append(f"{hit.span.text} {hit.low}..{hit.high}, gold {gold['quote']} {values}: {line}")
        _tell(comparator, hit.comparator, [gold["comparator"], *gold.get("also", {}).get("comparator", [])], line)
        _tell(
            unit,
            hit.unit.casefold(),
            [_unit(gold["unit"]), *(_unit(other) for other in gold.get("also", {}).get("unit", []))],
            line,
        )
    bodies = [s.span for s in one.analysis.sentences if s.kind != "noise"]
    for mention in rest:
        if any(mention.span.within(span) for span in bodies):
            score.spurious += 1
            score.errors.append(
                f"spurious {one.name}: {mention.span.text} in «{_around(one.text, mention.span.start)}»"
            )


def _unit(name: str | None) -> str:
    """Return a unit of the gold as the brief writes it: readers who had not seen the list wrote «hour» for «h»."""
    low = (name or "").casefold()
    return _UNITS.get(low, low)


_UNITS = {"hour": "h", "minute": "min", "second": "s"}


def _around(text: str, at: int) -> str:
    return text[max(0, at - 40) : at + 40].replace("\n", " ")


def _close(got: tuple[Any, Any], gold: tuple[Any, Any]) -> bool:
    """Tell whether two bounds are the same value; the gold writes fractions below one in rounded decimals."""
    return all(
        (g is None) == (w is None) and (g is None or abs(g - w) <= (0.005 if abs(w) < 1 else 1e-9 * abs(w)))
        for g, w in zip(got, gold, strict=True)
    )


def _score_structure(one: Read, scores: ArticleScores) -> None:
    score = scores.of("noise kept out")
    told = [span for claim in one.brief.claims for span in claim.evidence]
    for line in one.gold["noise"]:
        starts = [match.start() for match in re.finditer(re.escape(line), one.text)]
        repeated = one.gold["title"] == line
        for start in starts[1:] if repeated and len(starts) > 1 else starts:
            leaked = any(span.start < start + len(line) and start < span.end for span in told)
            _tell(score, leaked, [False], f"{one.name}: «{line[:80]}»")
    headings = {s.span.text for s in one.analysis.sentences if s.kind in ("heading", "title")}
    wanted = {*one.gold["headings"], *([one.gold["title"]] if one.gold["title"] else [])}
    heading = scores.of("title and headings")
    heading.right += len(wanted & headings)
    heading.missed += len(wanted - headings)
    heading.errors += [f"missed {one.name}: {line}" for line in sorted(wanted - headings)]
