"""A run that is killed again and again: ``python -m benchmarks.kills [KILLS]``.

A batch with a store is begun, killed with SIGKILL at an instant of its own, and begun again, as often as asked; then it
runs to its end. The endpoint writes down every request that it answers; after each kill the store is looked into. What
must hold: no answer that the store had is paid for again, requests sent again are at most the concurrency per kill, at
the end every article has its brief, once, and the store is whole.

The process that is killed is forked from one that has loaded everything, so that the instants fall into the work and
not into imports. Nothing here is a provider's output.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.workload import article, base_texts, write_answers
from summarizer.store.database import Store

CONCURRENCY = 8
LATENCY_S = 0.05
STEP_S = 0.004
"""By how much an instant differs from the one before. Ours: a request takes 50 ms, a brief some 30 ms of work."""


@dataclass(slots=True)
class Outcome:
    """What came of a batch that was killed. ``paid_twice`` counts answers that the store had and that came again."""

    articles: int
    kills: int = 0
    answered: int = 0
    paid_twice: int = 0
    most_again: int = 0
    briefs: int = 0
    completions: int = 0
    problems: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Tell whether all that must hold does."""
        return (
            not self.paid_twice
            and not self.problems
            and self.briefs == self.completions == self.articles
            and self.most_again <= CONCURRENCY
        )


def killed(folder: Path, *, articles: int, kills: int) -> Outcome:
    """Kill a batch so many times, let it end, and return what came of it."""
    texts = base_texts()[:20]
    inputs = folder / "articles"
    inputs.mkdir()
    for number in range(articles):
        (inputs / f"{number:05d}.txt").write_text(article(texts, number).text, encoding="utf-8")
    write_answers(folder / "answers.json", texts)
    store, log = folder / "briefs.db", folder / "answered.log"
    log.touch()
    outcome = Outcome(articles)
    with _endpoint(folder / "answers.json", log) as address:
        given = [
            *("run", str(inputs), "--model", "local/killed", "--base-url", address, "--store", str(store), "-q"),
            *("--concurrency", str(CONCURRENCY), "--jobs", "0", "--repairs", "0", "-o", os.devnull),
        ]
        lost = 0
        for kill in range(kills):
            had, before = _stored(store), _answered(log)
            child = _fork(given)
            while len(_answered(log)) == len(before) and _runs(child):
                time.sleep(0.001)
            time.sleep(kill * STEP_S % (6 * LATENCY_S))
            if not _kill(child):
                break
            outcome.kills += 1
            time.sleep(2 * LATENCY_S)
            outcome.paid_twice += sum(digest in had for digest in _answered(log)[len(before) :])
            unkept = len(_answered(log)) - len(_stored(store))
            outcome.most_again, lost = max(outcome.most_again, unkept - lost), unkept
        had, before = _stored(store), _answered(log)
        code = os.waitstatus_to_exitcode(os.waitpid(_fork(given), 0)[1])
        outcome.problems += () if code == 0 else (f"the last run ended with {code}",)
        outcome.paid_twice += sum(digest in had for digest in _answered(log)[len(before) :])
    with Store(store) as whole:
        counts = whole.counts()
        outcome.briefs, outcome.completions = counts["briefs"], counts["completions"]
        outcome.problems += whole.verify()
    outcome.answered = len(_answered(log))
    return outcome


def _fork(given: list[str]) -> int:
    """Begin a run in a process of its own and return its number."""
    child = os.fork()
    if child == 0:
        from summarizer.cli.main import main

        with open(os.devnull, "w") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        os._exit(main(given))
    return child


def _kill(child: int) -> bool:
    """Kill a process; tell whether it was still running."""
    if not _runs(child):
        return False
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def _runs(child: int) -> bool:
    """Tell whether a child still runs; one that has ended is taken note of, once."""
    try:
        return os.waitpid(child, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        return False


def _answered(log: Path) -> list[str]:
    """Return the requests that were answered, in order."""
    return log.read_text(encoding="ascii").splitlines()


def _stored(store: Path) -> set[str]:
    """Return the requests whose answers the store has; looked at from outside."""
    if not store.exists():
        return set()
    with contextlib.closing(sqlite3.connect(store, timeout=30)) as db:
        try:
            return {digest for (digest,) in db.execute("SELECT request_sha256 FROM completions")}
        except sqlite3.OperationalError:  # killed before the tables were made
            return set()


@contextlib.contextmanager
def _endpoint(answers: Path, log: Path) -> Iterator[str]:
    """Run the endpoint in a process of its own and give its address."""
    command = [sys.executable, "-m", "benchmarks.endpoint", str(answers), str(LATENCY_S), str(log)]
    here = Path(__file__).parents[1]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=here) as process:
        assert process.stdout
        yield process.stdout.readline().strip()
        process.communicate()


def main() -> int:
    """Kill a batch as often as asked (100), print what came of it, and return 1 where something does not hold."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    warm()
    with tempfile.TemporaryDirectory() as folder:
        outcome = killed(Path(folder), articles=kills * 12, kills=kills)
    print(f"{outcome.kills} kills with SIGKILL, {CONCURRENCY} requests at once, {LATENCY_S * 1000:.0f} ms each")
    print(f"{outcome.articles} articles, {outcome.briefs} briefs, {outcome.completions} completions in the store")
    print(f"{outcome.answered} requests answered; most answers lost by one kill: {outcome.most_again} of {CONCURRENCY}")
    print(f"answers that the store had and that were paid again: {outcome.paid_twice}")
    print(f"problems: {', '.join(outcome.problems) or 'none'}")
    return 0 if outcome.holds else 1


def warm() -> None:
    """Load all that a run with a model loads."""
    import summarizer.cli.run
    import summarizer.engines.llm
    import summarizer.pipeline

    assert summarizer.cli.run and summarizer.engines.llm
    summarizer.pipeline.warm()


if __name__ == "__main__":
    sys.exit(main())
