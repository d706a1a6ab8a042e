"""What a client costs beside the model's time: ``python -m benchmarks.overhead``; ``-h`` tells the options.

Every row is a process of its own against one endpoint of fixed latency in another (``benchmarks.endpoint``). The ideal
is articles × latency ÷ concurrency: wall time beyond it is the client's. Processor time is that of the row's process
and its children, connections and first calls included, imports and one call before not. Rows take turns, round by
round, so that the machine's mood falls on all; medians are printed.

The first table says how fast the endpoint is with a raw client and no latency. The second goes from a prompt to a
validated draft. The third goes the whole way of ``Summarizer.run``: analyse, prompt, call, validate, verify, store;
what of its processor time is the main process's is what the event loop is kept from its connections. The last ones show
the peak of memory, of the main process, for a tenth and for five times the articles.
"""

from __future__ import annotations

import argparse
import asyncio
import compileall
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.clients import CLIENTS, Ask
from benchmarks.workload import Work, article, base_texts, read_work, write_answers, write_work
from summarizer.workers import common_count

ROOT = Path(__file__).parent.parent
WHOLE = {"the whole way, one process": 0, "the whole way, with workers": common_count()}
"""Rows of the whole way, and how many processes they may start beside their own."""
_FIGURES = ("wall_s", "cpu_s", "own_cpu_s", "peak_mib", "endpoint_cpu_s")
PACKAGES = ("openai", "instructor", "aiohttp", "httpx2", "pydantic", "pydantic-ai-slim", "llm", "langextract")


@dataclass(frozen=True, slots=True)
class Load:
    """How much is asked of a client. Times in seconds."""

    articles: int
    latency_s: float
    concurrency: int

    @property
    def ideal_s(self) -> float:
        """Return the least time that the endpoint allows."""
        return self.articles * self.latency_s / self.concurrency


def cpu_s() -> float:
    """Return the processor time of this process and of its children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def own_cpu_s() -> float:
    """Return the processor time of this process alone."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def peak_mib() -> float:
    """Return the most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def clocks() -> Iterator[dict[str, float]]:
    """Give a dict that holds wall and processor seconds of what is done inside, once it is done."""
    spent: dict[str, float] = {}
    before = time.perf_counter(), cpu_s(), own_cpu_s()
    yield spent
    after = time.perf_counter(), cpu_s(), own_cpu_s()
    spent.update(
        zip(("wall_s", "cpu_s", "own_cpu_s"), (b - a for a, b in zip(before, after, strict=True)), strict=True)
    )


async def drafted(ask: Ask, works: list[Work], concurrency: int) -> dict[str, float]:
    """Return wall and processor seconds of drafting all, so many at a time."""
    await ask(works[0])
    todo = iter(works)

    async def worker() -> None:
        for work in todo:
            await ask(work)

    with clocks() as spent:
        await asyncio.gather(*(worker() for _ in range(concurrency)))
    return spent


async def briefed(base_url: str, load: Load, folder: Path, workers: int) -> dict[str, float]:
    """Return wall and processor seconds of the whole way, with a store on disk."""
    from summarizer import Options, Summarizer
    from summarizer.domain.run import Done

    texts = base_texts()
    settings = Options(base_url=base_url, repairs=0, workers=workers)
    done = 0
    with tempfile.TemporaryDirectory(dir=folder) as place:
        async with Summarizer("benchmark", store=Path(place) / "store.db", options=settings) as warm:
            await warm.brief(article(texts, 99_999))
        summarizer = Summarizer(
            "benchmark", store=Path(place) / "briefs.db", concurrency=load.concurrency, options=settings
        )
        with clocks() as spent:  # until the workers have ended: only then is their time counted
            async with summarizer:
                async for outcome in summarizer.run(article(texts, number) for number in range(load.articles)):
                    done += isinstance(outcome, Done)
    if done != load.articles:
        raise SystemExit(f"{load.articles - done} of {load.articles} articles have no brief")
    return spent


def measured(name: str, base_url: str, load: Load, folder: Path) -> dict[str, float]:
    """Return what one row takes, measured in this process."""
    if name in WHOLE:
        spent = asyncio.run(briefed(base_url, load, folder, WHOLE[name]))
    else:
        works = read_work(folder / "work.pickle")[: load.articles]

        async def run() -> dict[str, float]:
            return await drafted(CLIENTS[name](base_url), works, load.concurrency)

        spent = asyncio.run(run())
    return {**spent, "peak_mib": peak_mib()}


@contextmanager
def endpoint(folder: Path, latency_s: float) -> Iterator[tuple[str, dict[str, Any]]]:
    """Start the endpoint; give its address and a dict that holds what it did when it has ended."""
    command = [sys.executable, "-m", "benchmarks.endpoint", str(folder / "answers.json"), str(latency_s)]
    did: dict[str, Any] = {}
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin and process.stdout
        yield process.stdout.readline().strip(), did
        process.stdin.close()
        did.update(json.loads(process.stdout.readline()))


def row(name: str, load: Load, folder: Path) -> dict[str, float] | str:
    """Return what one row takes in a process of its own, with the endpoint's own processor time; or why it cannot."""
    with endpoint(folder, load.latency_s) as (base_url, did):
        command = [sys.executable, "-m", "benchmarks.overhead", "--row", name, "--base-url", base_url]
        command += ["--folder", str(folder), "--articles", str(load.articles), "--latency", str(load.latency_s)]
        command += ["--concurrency", str(load.concurrency)]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ran.returncode:
        return (ran.stderr.strip().splitlines() or ["failed"])[-1][:160]
    found: dict[str, float] = json.loads(ran.stdout.strip().splitlines()[-1])
    return {**found, "endpoint_cpu_s": did["cpu_s"], "connections": did["connections"]}


def table(names: list[str], load: Load, rounds: int, folder: Path) -> None:
    """Measure the rows in turn, print a Markdown table of medians."""
    print(f"\n{load.articles} articles, {load.latency_s:g} s latency, concurrency {load.concurrency}: ", end="")
    print(f"ideal {load.ideal_s:.2f} s; {rounds} round(s), medians\n")
    found: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    reasons: dict[str, str] = {}
    for _ in range(rounds):
        for name in names:
            if name not in reasons:
                one = row(name, load, folder)
                if isinstance(one, str):
                    reasons[name] = one
                else:
                    found[name].append(one)
    print("| client | wall, s | × ideal | least × ideal | CPU per article, ms | of it in the main process |", end="")
    print(" peak, MiB | endpoint's CPU per request, ms |")
    print("|---|---|---|---|---|---|---|---|")
    for name, rows in found.items():
        if not rows:
            print(f"| {name} | not measured: {reasons[name]} | | | | | | |")
            continue
        wall, spent, own, peak, theirs = (statistics.median(one[key] for one in rows) for key in _FIGURES)
        least = min(one["wall_s"] for one in rows)
        told = [f"{wall:.2f}", f"{wall / load.ideal_s:.2f}", f"{least / load.ideal_s:.2f}"]
        told += [f"{seconds / load.articles * 1000:.2f}" for seconds in (spent, own)]
        print(f"| {name} | {' | '.join(told)} | {peak:.0f} | {theirs / load.articles * 1000:.2f} |", flush=True)


def installed() -> str:
    """Return which versions are measured."""
    told = []
    for name in PACKAGES:
        try:
            told.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            told.append(f"no {name}")
    return ", ".join([f"Python {sys.version.split()[0]}", *told])


def arguments() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.overhead", description=__doc__.split("\n\n")[0])
    parser.add_argument("--articles", type=int, default=1000, help="per row (default 1000)")
    parser.add_argument("--rounds", type=int, default=3, help="of which the median is printed (default 3)")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="one row alone; may be repeated")
    parser.add_argument("--skip-clients", action="store_true", help="leave out the first table")
    parser.add_argument("--skip-whole", action="store_true", help="leave out the whole way and memory")
    for hidden in ("--row", "--base-url", "--folder"):
        parser.add_argument(hidden, help=argparse.SUPPRESS)
    parser.add_argument("--latency", type=float, default=0.2, help=argparse.SUPPRESS)
    parser.add_argument("--concurrency", type=int, default=64, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> int:
    """Print the tables."""
    given = arguments()
    if given.row:
        load = Load(given.articles, given.latency, given.concurrency)
        print(json.dumps(measured(given.row, given.base_url, load, Path(given.folder))))
        return 0
    for package in ("summarizer", "benchmarks"):
        compileall.compile_dir(ROOT / package, quiet=1)
    print(installed())
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        texts = base_texts()
        write_answers(folder / "answers.json", texts)
        if not given.skip_clients:
            write_work(folder / "work.pickle", texts, given.articles)
        words = statistics.mean(len(text.split()) for text in texts)
        drafts = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
        sizes = {form: round(statistics.mean(map(len, contents))) for form, contents in drafts.items()}
        print(f"{words:.0f} words, {sizes['draft']} characters of draft each; {sizes['compact']} in the compact form,")
        print("which is what the whole way asks for; the client rows ask for the full one")
        if not given.skip_clients:
            table(["raw aiohttp"], Load(given.articles, 0.0005, 64), 1, folder)
            table(given.only or list(CLIENTS), Load(given.articles, 0.2, 64), given.rounds, folder)
        if not given.skip_whole:
            table(list(WHOLE), Load(given.articles, 2.0, 128), given.rounds, folder)
            for articles in (given.articles // 10, given.articles, given.articles * 5):
                table(list(WHOLE), Load(articles, 0.05, 128), 1, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
