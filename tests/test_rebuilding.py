"""Briefs are made again from what is stored: nothing is sent, what changed is replaced, what cannot be made stays."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.batch import Options, Summarizer
from summarizer.cli.main import main
from summarizer.domain.run import Done
from summarizer.read.articles import read_articles
from summarizer.rebuilding import Rebuilt, rebuild
from summarizer.store.database import Store
from tests.reference_endpoint.server import MODEL, ReferenceEndpoint

EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"
FIRST = str(EXAMPLES / "01-agence-securite.txt")
SECOND = str(EXAMPLES / "02-locale-incendie.txt")

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


@pytest.fixture
def endpoint() -> Iterator[ReferenceEndpoint]:
    """Return a running reference endpoint."""
    with ReferenceEndpoint() as running:
        yield running


async def filled(path: Path, *, model: str | None = None, base_url: str | None = None) -> list[str]:
    """Fill a store with two briefs and return their keys."""
    async with Summarizer(model, store=path, options=Options(base_url=base_url)) as summarizer:
        return sorted(
            [one.brief.id async for one in summarizer.run(read_articles([FIRST, SECOND])) if isinstance(one, Done)]
        )


async def rebuilt(path: Path, *, dry: bool = False) -> list[Rebuilt]:
    """Return what becomes of the briefs of a store, by key."""
    with Store(path) as store:
        return sorted([one async for one in rebuild(store, dry=dry)], key=lambda one: one.brief_id)


def harm(path: Path, statement: str) -> None:
    """Change a store behind its back."""
    db = sqlite3.connect(path)
    db.execute(statement)
    db.commit()
    db.close()


async def test_nothing_changes_where_nothing_moved(tmp_path: Path, endpoint: ReferenceEndpoint) -> None:
    """Rules and model alike give the same briefs under the same keys, without a request."""
    path = tmp_path / "s.db"
    keys = sorted([*await filled(path), *await filled(path, model=MODEL, base_url=endpoint.base_url())])
    sent = endpoint.requests.total()
    assert sent >= 2
    assert [(one.brief_id, one.change) for one in await rebuilt(path)] == [(key, "same") for key in keys]
    assert endpoint.requests.total() == sent
    with Store(path) as store:
        assert store.verify() == ()


async def test_a_brief_that_reads_otherwise_now_is_replaced(tmp_path: Path, endpoint: ReferenceEndpoint) -> None:
    """A trial replaces nothing; then the brief is what a run would make, also of one that cannot be read any more."""
    path = tmp_path / "s.db"
    keys = await filled(path, model=MODEL, base_url=endpoint.base_url())
    with Store(path) as store:
        before = [store.find_brief(key) for key in keys]
    harm(path, f"UPDATE briefs SET json = json_set(json, '$.headline', 'Autre') WHERE id = '{keys[0]}'")
    harm(path, f"UPDATE briefs SET json = json_set(json, '$.schema_version', '0.1.0') WHERE id = '{keys[1]}'")
    assert [one.change for one in await rebuilt(path, dry=True)] == ["changed", "changed"]
    assert [one.change for one in await rebuilt(path)] == ["changed", "changed"]
    with Store(path) as store:
        after = [store.find_brief(key) for key in keys]
        assert store.verify() == ()
    assert [one and one.headline for one in after] == [one and one.headline for one in before]


async def test_an_older_engine_version_gives_way_to_the_new_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key names the engine's version: the old briefs go, a run finds the new ones."""
    path = tmp_path / "s.db"
    with monkeypatch.context() as then:
        then.setattr("summarizer.engines.rules.engine.VERSION", "0.0.1")
        old = await filled(path)
    assert [one.change for one in await rebuilt(path)] == ["changed", "changed"]
    with Store(path) as store:
        kept = sorted(one.id for one in store.stored_briefs())
        assert store.verify() == ()
    assert not {*kept} & {*old}
    assert await filled(path) == kept


async def test_what_cannot_be_made_again_stays_and_is_told(
    tmp_path: Path, endpoint: ReferenceEndpoint, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without its answer a brief stays as it is, and so does that of an engine that nobody knows."""
    path = tmp_path / "s.db"
    keys = await filled(path, model=MODEL, base_url=endpoint.base_url())
    harm(path, "DELETE FROM completions")
    harm(
        path, f"UPDATE briefs SET json = json_set(json, '$.provenance.prompt.version', '0.0.9') WHERE id = '{keys[0]}'"
    )
    found = await rebuilt(path)
    assert [one.change for one in found] == ["failed", "unanswered"]
    assert "0.0.9" in found[0].detail
    with Store(path) as store:
        assert sorted(one.id for one in store.stored_briefs()) == keys


def test_the_command_counts_and_tells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0 where all could be made; 7 where one could not."""
    path = tmp_path / "s.db"
    assert main(["run", FIRST, SECOND, "--engine", "rules", "--store", str(path), "-q", "-o", "/dev/null"]) == 0
    assert main(["store", "rebuild", str(path)]) == 0
    assert "0 briefs made again, 2 are as they were" in capsys.readouterr().err
    harm(path, "UPDATE briefs SET json = json_set(json, '$.provenance.engine', 'other') WHERE rowid = 1")
    assert main(["store", "rebuild", str(path), "--dry-run"]) == 7
    assert "failed: brief" in capsys.readouterr().err
