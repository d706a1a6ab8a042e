"""``python -m tests.record``: record every cassette anew.

Without settings: against the reference endpoint, started here on its fixed port. With RECORD_BASE_URL, RECORD_MODEL and
OPENAI_API_KEY: against that provider; the same tests must then hold. Prints what was recorded.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import yaml

from tests.recording.guards import CASSETTES, ROOT, cassette_files, named_cassettes
from tests.recording.source import KEY_VARIABLE, Source, read_source, recording_source, write_source
from tests.reference_endpoint.server import FIXED_PORT, ReferenceEndpoint

TESTS = [str(Path(__file__).parent / "recording" / name) for name in ("test_cassettes.py", "test_faults.py")]


def main(folder: Path = CASSETTES) -> int:
    """Record, say what was recorded, and return pytest's exit code."""
    source = recording_source()
    before = read_source()
    if not source.reference:
        os.environ[KEY_VARIABLE] = os.environ.get("OPENAI_API_KEY") or ""
        if not os.environ[KEY_VARIABLE]:
            raise SystemExit("set OPENAI_API_KEY to the key of that provider")
    with contextlib.ExitStack() as stack:
        if source.reference:
            stack.enter_context(ReferenceEndpoint(FIXED_PORT))
        write_source(source)
        command = [sys.executable, "-m", "pytest", "--record-mode=rewrite", "-q", *TESTS]
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if code:
        write_source(before)
        print("recording failed: see above; cassettes/ may hold a mixture, record again", file=sys.stderr)
    else:
        _sweep(source, folder)
    _tell(source, folder)
    return code


def _sweep(source: Source, folder: Path) -> None:
    """Delete the cassettes that no test plays any more: of an older prompt, of a test that is gone, of faults."""
    named = named_cassettes(ROOT / "tests", reference=source.reference)
    for name, path in cassette_files(folder).items():
        if name not in named:
            path.unlink()
            print(f"  {name}: deleted, nothing plays it")
            with contextlib.suppress(OSError):
                path.parent.rmdir()


def _tell(source: Source, folder: Path) -> None:
    print(f"{source.base_url} (model {source.model}): {source.note}")
    for name, path in cassette_files(folder).items():
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))["interactions"]
        codes = ", ".join(str(row["response"]["status"]["code"]) for row in rows)
        print(f"  {name}: {len(rows)} interaction(s), status {codes}")


if __name__ == "__main__":
    sys.exit(main())
