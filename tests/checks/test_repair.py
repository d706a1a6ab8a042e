"""What goes back to a model, how its answer is merged, and what became of the items."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from summarizer.checks.constraints import constraints, items_of
from summarizer.checks.fates import fates
from summarizer.checks.ground import Ground
from summarizer.checks.merging import merge, read_answer
from summarizer.checks.rules import RULES
from summarizer.checks.verify import verified_on
from summarizer.domain.draft import Draft, DraftActor, DraftQuote, DraftSource, DraftSourceLink
from summarizer.domain.item import Item
from tests.checks.builders import ANALYSIS, PROVENANCE, TRUTHFUL

PAGE = (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")
EMPTY = Draft(actors=[], numbers=[], sources=[], claims=[], summary=[], headline="")


def edited(draft: Draft, place: int, **changes: object) -> Draft:
    """Return the draft with one claim changed."""
    claims = list(draft.claims)
    claims[place] = claims[place].model_copy(update=changes)
    return draft.model_copy(update={"claims": claims})


def test_every_rule_says_whether_it_goes_back_and_the_page_says_the_same() -> None:
    """The page lists exactly the rules that ask and those that join."""
    for kind in ("asks", "joins"):
        (row,) = [line for line in PAGE.splitlines() if line.startswith(f"| `{kind}` |")]
        listed = [name.strip().strip("`") for name in row.split("|")[3].split(",")]
        assert listed == [name for name, rule in RULES.items() if rule.repair == kind]


def test_what_is_lost_or_disagreed_on_asks() -> None:
    """Every error of verification is a reason to ask; so are certainty, endorsement and texts that were replaced."""
    asked = {name for name, rule in RULES.items() if rule.repair == "asks"}
    assert {name for name, rule in RULES.items() if rule.by == "verify" and rule.severity == "error"} <= asked
    assert {"settled.endorsement", "settled.certainty", "hardening.text", "hardening.sentence"} <= asked
    assert not [name for name, rule in RULES.items() if rule.repair != "no" and rule.severity == "info"]
    assert {rule.by for rule in RULES.values() if rule.fate} == {"verify"}


@dataclass(frozen=True)
class Spoilt:
    """A change of the truthful draft, the item it breaks, the rules told of it, and words that must be told."""

    id: str
    change: Callable[[Draft], Draft]
    item: Item
    rules: tuple[str, ...]
    says: tuple[str, ...] = field(default=())


def _first_actor(draft: Draft) -> Draft:
    stranger = DraftActor(name="Jeanne Orvault", kind="person", role=None, aliases=[])
    return draft.model_copy(update={"actors": [stranger, *draft.actors]})


SPOILT = (
    Spoilt(
        "an invented quote names the nearest sentence",
        lambda draft: edited(
            draft, 0, evidence=[DraftQuote(sentence=2, quote="la fermeture des quais sud de Varenne")]
        ),
        Item("claim", "k1"),
        ("evidence.dropped",),
        ("la fermeture des quais sud", "la fermeture des quais nord de Varenne."),
    ),
    Spoilt(
        "a hardened text names both verbs",
        lambda draft: edited(draft, 1, text="La décision coûte 12 millions d'euros, selon une source portuaire."),
        Item("claim", "k2"),
        ("hardening.text",),
        ("«coûte»; the article has «coûterait»", "La décision coûterait 12 millions"),
    ),
    Spoilt(
        "a certainty names the words of the reading",
        lambda draft: edited(draft, 1, endorsement="asserted", cues=[]),
        Item("claim", "k2"),
        ("settled.endorsement",),
        ("coûterait",),
    ),
    Spoilt(
        "an invented actor",
        _first_actor,
        Item("actor", "Jeanne Orvault"),
        ("actor.invented",),
        ("Jeanne Orvault",),
    ),
    Spoilt(
        "a headline with a number of its own",
        lambda draft: draft.model_copy(update={"headline": "Varenne : la fermeture coûterait 40 millions d'euros"}),
        Item("headline"),
        ("hardening.title",),
        ("40 millions",),
    ),
)


@pytest.mark.parametrize("case", SPOILT, ids=lambda case: case.id)
def test_a_failing_item_becomes_a_constraint(case: Spoilt) -> None:
    """Only that item is asked again, with its rule, the draft's words and the article's."""
    ground = Ground.of(ANALYSIS)
    draft = case.change(TRUTHFUL)
    known = constraints(verified_on(TRUTHFUL, ground, run_id="r", provenance=PROVENANCE), TRUTHFUL, ground)
    found = constraints(verified_on(draft, ground, run_id="r", provenance=PROVENANCE), draft, ground)
    new = [one for one in found if one not in known]
    assert {one.item for one in new if one.item != Item("headline")} <= {case.item}  # it rests on the first claim
    assert set(case.rules) <= {one.rule for one in new if one.item == case.item}
    told = " ".join(" ".join([one.message, one.said, *one.cues, *(place.words for place in one.places)]) for one in new)
    assert [words for words in case.says if words not in told] == []
    for one in new:
        for place in one.places:
            sentence = ground.analysis.sentence(place.number)
            assert sentence is not None and sentence.span.text == place.words


def test_a_sentence_that_wants_for_a_claim_asked_again_is_not_asked() -> None:
    """The claim is left out and the sentence with it; mending the claim mends both."""
    ground = Ground.of(ANALYSIS)
    draft = edited(TRUTHFUL, 3, evidence=[DraftQuote(sentence=8, quote="Le trafic a doublé")])
    verified = verified_on(draft, ground, run_id="r", provenance=PROVENANCE)
    assert Item("summary", "2") in {note.item for note in verified.notes}
    assert {one.item for one in constraints(verified, draft, ground)} >= {Item("claim", "k4")}
    assert Item("summary", "2") not in {one.item for one in constraints(verified, draft, ground)}


def test_only_asked_items_are_merged() -> None:
    """A claim under an asked key comes in; one that nobody asked for, or that the draft has not, is named and left."""
    draft = TRUTHFUL
    first, second = draft.claims[:2]
    answer = EMPTY.model_copy(
        update={
            "claims": [
                second.model_copy(update={"text": "Neuf."}),
                first.model_copy(update={"text": "Autre."}),
                first.model_copy(update={"key": "c99"}),
            ],
            "headline": "Autre titre",
        }
    )
    asked = [Item("claim", second.key)]
    read = read_answer(answer, draft, asked)
    assert read.strays == ("claim k1", "claim c99", "headline")
    merged = merge(draft, read, read.items)
    assert merged == edited(draft, 1, text="Neuf.")


def test_a_whole_draft_as_the_answer_is_read_the_same_way() -> None:
    """What it repeats is no stray; the asked item comes in."""
    draft = TRUTHFUL
    whole = edited(draft, 1, text="Neuf.")
    read = read_answer(whole, draft, [Item("claim", draft.claims[1].key)])
    assert read.strays == ()
    assert merge(draft, read, read.items) == whole


def test_items_without_a_key_stand_for_what_was_asked_in_order() -> None:
    """An actor under another name takes the place of the one asked for; one of the draft does not."""
    draft = _first_actor(TRUTHFUL)
    known = draft.actors[1]
    other = DraftActor(name="La préfecture", kind="state_body", role=None, aliases=[])
    read = read_answer(EMPTY.model_copy(update={"actors": [known, other]}), draft, [Item("actor", "Jeanne Orvault")])
    assert read.items == {Item("actor", "Jeanne Orvault"): Item("actor", "La préfecture")}
    assert merge(draft, read, read.items).actors == [other, *draft.actors[1:]]


def test_sentences_of_the_summary_stand_for_those_of_the_same_claims() -> None:
    """One sentence of two that were asked for: by its claims; in order where they do not tell."""
    draft = TRUTHFUL
    asked = [Item("summary", str(place)) for place in range(1, len(draft.summary) + 1)]
    assert len(asked) > 1
    last = draft.summary[-1].model_copy(update={"text": "Neuf."})
    read = read_answer(EMPTY.model_copy(update={"summary": [last]}), draft, asked)
    assert merge(draft, read, read.items).summary == [*draft.summary[:-1], last]


def test_a_new_source_comes_with_the_claim_that_names_it() -> None:
    """And goes with it: where the claim is not taken, the source is not."""
    draft = TRUTHFUL
    new = DraftSource(key="s99", name="La préfecture", kind="state_body")
    spare = DraftSource(key="s98", name="Le trafic", kind="unknown")
    link = DraftSourceLink(source="s99", role="origin")
    claim = draft.claims[0].model_copy(update={"sources": [link]})
    answer = EMPTY.model_copy(update={"claims": [claim], "sources": [new, spare]})
    read = read_answer(answer, draft, [Item("claim", claim.key)])
    assert read.strays == ("source s98",)
    assert merge(draft, read, read.items).sources == [*draft.sources, new]
    assert merge(draft, read, []) == draft


def test_an_answer_may_give_nothing() -> None:
    """What cannot be mended is not given: the draft stays as it is."""
    draft = TRUTHFUL
    read = read_answer(EMPTY, draft, list(items_of(draft)))
    assert (read.items, read.strays) == ({}, ())
    assert merge(draft, read, read.items) == draft


def test_an_actor_that_lost_an_alias_is_not_told_as_dropped() -> None:
    """One that lost all its names is."""
    ground = Ground.of(ANALYSIS)
    actor = DraftActor(name="Alain Brisset", kind="person", role=None, aliases=["Jeanne Orvault"])
    draft = _first_actor(TRUTHFUL.model_copy(update={"actors": [actor]}))
    found = fates(verified_on(draft, ground, run_id="r", provenance=PROVENANCE), draft, {})
    told = {fate.item.key: fate.outcome for fate in found if fate.item.kind == "actor"}
    assert told == {"Jeanne Orvault": "dropped"}
