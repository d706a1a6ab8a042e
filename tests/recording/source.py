"""Where the cassettes come from: one small file beside them, written when recording, read when replaying."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.recording.guards import SOURCE
from tests.reference_endpoint.server import FIXED_PORT, MODEL

KEY_VARIABLE = "RECORD_API_KEY"
BASE_URL_VARIABLE = "RECORD_BASE_URL"
MODEL_VARIABLE = "RECORD_MODEL"


@dataclass(frozen=True)
class Source:
    """A server's address and model. ``reference`` tells that the maintainers wrote the answers."""

    base_url: str
    model: str
    reference: bool

    def address(self, scenario: str) -> str:
        """Return the address of a scenario; a provider has none of them and gets its plain address."""
        return self.base_url.replace("/v1", f"/scenario/{scenario}/v1") if self.reference else self.base_url

    @property
    def note(self) -> str:
        """Return the sentence that the file carries for whoever opens it."""
        if self.reference:
            return "Answers written by the maintainers and served by tests/reference_endpoint: no provider's output."
        return "Answers of a provider's model, recorded with its key."


REFERENCE = Source(f"http://127.0.0.1:{FIXED_PORT}/v1", MODEL, reference=True)


def read_source(path: Path = SOURCE) -> Source:
    """Return where the cassettes at hand were recorded; the reference endpoint where nothing says."""
    if not path.is_file():
        return REFERENCE
    rows = json.loads(path.read_text(encoding="utf-8"))
    return Source(rows["base_url"], rows["model"], rows["reference"])


def write_source(source: Source, path: Path = SOURCE) -> None:
    """Write it beside the cassettes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = {**asdict(source), "note": source.note}
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def recording_source() -> Source:
    """Return what is to be recorded: a provider where RECORD_BASE_URL is set, else the reference endpoint."""
    base_url = os.environ.get(BASE_URL_VARIABLE)
    if not base_url:
        return REFERENCE
    model = os.environ.get(MODEL_VARIABLE)
    if not model:
        raise SystemExit(f"{BASE_URL_VARIABLE} is set: set {MODEL_VARIABLE} too (the model's name at that address)")
    return Source(base_url.rstrip("/"), model, reference=False)


def recording_key() -> str:
    """Return the key of a recording, or the dummy that replays are sent with."""
    return os.environ.get(KEY_VARIABLE) or "unused"
