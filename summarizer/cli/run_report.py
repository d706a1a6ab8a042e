"""What a run came to, as one JSON object (``run --report FILE``), and the command that tries again what failed."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Sequence

from summarizer.cli.tally import Tally
from summarizer.domain.run import Cost, EngineIdentity
from summarizer.errors import SettingsError

_RETRY = "--retry-errors"


def run_report(
    tally: Tally, *, engine: EngineIdentity, spent: Cost, seconds: float, argv: Sequence[str] | None, ended: str
) -> dict[str, object]:
    """Return the report: counts, what failed by kind, tokens, cost in US dollars, seconds, and how to go on.

    ``ended`` is «complete», «interrupted» or «failed»; ``retry`` is a command, or None where nothing failed. Tokens are
    those of this run; the cost includes failed and repeated requests and is None where it is not known.
    """
    prompt = engine.prompt
    return {
        "ended": ended,
        "engine": {
            "name": engine.name,
            "version": engine.version,
            "model": engine.model,
            "prompt": f"{prompt.id}@{prompt.version}" if prompt else None,
        },
        "articles": tally.seen,
        "done": tally.done,
        "stored": tally.stored,
        "skipped": dict(tally.reasons),
        "failed": dict(tally.kinds),
        "items": {kind: tally.items[kind] for kind in ("repaired", "reserved", "dropped")},
        "claims": dict(tally.levels),
        "tokens": {"input": tally.usage.input, "cached": tally.usage.cached, "output": tally.usage.output},
        "cost_usd": spent.usd,
        "prices": spent.prices,
        "cost_notes": list(spent.notes),
        "seconds": round(seconds, 3),
        "retry": retry_command(tally, argv),
    }


def retry_command(tally: Tally, argv: Sequence[str] | None) -> str | None:
    """Return the command that tries again what failed, now or before; None where nothing did or it is not known."""
    if argv is None or not (tally.failed or tally.reasons["failed_before"]):
        return None
    return shlex.join(["summarizer", *argv, *([] if _RETRY in argv else [_RETRY])])


def write_report(path: str, report: dict[str, object]) -> None:
    """Write a report in place of an older one; raises SettingsError where the file cannot be made."""
    part = f"{path}.{os.getpid()}.part"
    try:
        with open(part, "w", encoding="utf-8") as stream:
            stream.write(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
        os.replace(part, path)
    except OSError as error:
        raise SettingsError(f"cannot write the report {path}: {error.strerror}") from None
