"""Many articles through the offline engine: ``python -m benchmarks.scale [COUNT …]`` (1000 and 10000).

Each row is ``summarizer run`` in a process of its own over JSON Lines of articles of 350 words, no two alike: with as
many processes as there are processors, with none beside its own, and with a store. Told are articles a second,
processor time per article and the peak of memory of the largest process. Compare rows: times depend on the machine.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.workload import article, base_texts

_ROW = """
import os, resource, sys
from summarizer.cli.main import main
code = main(sys.argv[1:])
own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
spent = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
print(max(own.ru_maxrss, others.ru_maxrss), spent, file=sys.stderr)
sys.exit(code)
"""


def write_inputs(path: Path, count: int, texts: list[str]) -> None:
    """Write so many articles, one a line, without holding them in memory."""
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            stream.write(json.dumps({"text": article(texts, number).text}, ensure_ascii=False) + "\n")


def measured(arguments: list[str]) -> tuple[float, float, float]:
    """Return wall and processor seconds of a run, and the peak of its largest process in MiB."""
    began = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-c", _ROW, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    peak, spent = ran.stderr.split()[-2:]
    return time.perf_counter() - began, float(spent), float(peak) / 1024


def main() -> None:
    """Print a row per count and way."""
    counts = [int(one) for one in sys.argv[1:]] or [1_000, 10_000]
    texts = base_texts()
    print(f"{os.cpu_count()} processors; load {os.getloadavg()[0]:.1f}")
    print(f"{'articles':>9}  {'way':22} {'articles/s':>10} {'ms CPU each':>12} {'peak MiB':>9}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in counts:
            inputs = folder / f"{count}.jsonl"
            write_inputs(inputs, count, texts)
            base = ["run", str(inputs), "--engine", "rules", "-q", "-o", os.devnull]
            ways = {
                "processes": base,
                "no process beside": [*base, "--jobs", "0"],
                "processes, store": [*base, "--store", str(folder / f"{count}.db")],
            }
            for way, arguments in ways.items():
                wall, spent, peak = measured(arguments)
                print(
                    f"{count:>9}  {way:22} {count / wall:>10.1f} {1000 * spent / count:>12.1f} {peak:>9.0f}", flush=True
                )
            (folder / f"{count}.db").unlink()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
