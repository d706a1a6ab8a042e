"""What goes wrong at an endpoint, recorded: each fault is one outcome after a known number of requests.

Only the reference endpoint fails when told to, so that a provider's recording has none of these. The table is the one
of docs/recording.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from summarizer.domain.brief import Brief
from summarizer.domain.run import Usage
from summarizer.errors import (
    ContentFilterError,
    ContentTypeError,
    EmptyAnswerError,
    EngineError,
    NoJSONError,
    PermanentError,
    QuotaError,
    RefusalError,
    TransientError,
    TruncatedError,
)
from summarizer.pipeline import brief_article
from tests.recording.articles import SMALL, example_article
from tests.recording.conftest import MakeEngine, recorded
from tests.recording.guards import ROOT, cassette_files, interactions, prompt_in_use, recorded_completions
from tests.reference_endpoint.answers import INVENTED

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Fault:
    """A scenario and what becomes of it: the error, or None where a brief is made.

    ``naps`` is how often the engine waits; ``stated`` the wait that the server asked for; ``rules`` are findings that
    must be there; ``said`` stands in the error's message.
    """

    scenario: str
    error: type[EngineError] | None = None
    requests: int = 1
    naps: int = 0
    stated: float | None = None
    said: str = ""
    rules: frozenset[str] = frozenset()
    options: dict[str, Any] = field(default_factory=dict)


FAULTS = [
    recorded("fault-429-retry-after", Fault("429-then-ok", requests=2, naps=1, stated=2.0), reference=True),
    recorded("fault-500-once", Fault("500-then-ok", requests=2, naps=1), reference=True),
    recorded(
        "fault-500-for-good", Fault("500", TransientError, requests=4, naps=3, said="answered 500"), reference=True
    ),
    recorded("fault-reset-once", Fault("reset-then-ok", requests=2, naps=1), reference=True),
    recorded("fault-reset-for-good", Fault("reset", TransientError, requests=4, naps=3), reference=True),
    recorded(
        "fault-timeout-once",
        Fault("silence-then-ok", requests=2, naps=1, options={"timeout_s": 0.5}),
        reference=True,
    ),
    recorded("fault-quota", Fault("quota", QuotaError, said="no credit left"), reference=True),
    recorded("fault-wrong-key", Fault("401", PermanentError, said="OPENAI_API_KEY"), reference=True),
    recorded("fault-truncated-json", Fault("truncated-json", NoJSONError, said="no JSON"), reference=True),
    recorded("fault-length", Fault("length", TruncatedError, said="token limit"), reference=True),
    recorded("fault-refusal", Fault("refusal", RefusalError, said="Je ne peux pas"), reference=True),
    recorded(
        "fault-content-filter", Fault("content-filter", ContentFilterError, said="content filter"), reference=True
    ),
    recorded("fault-web-page", Fault("html", ContentTypeError, said="web page"), reference=True),
    recorded("fault-empty-choices", Fault("empty-choices", EmptyAnswerError, said="no choices"), reference=True),
    recorded("fault-invalid-once", Fault("invalid-then-valid", requests=2), reference=True),
    recorded("fault-wrong-quote", Fault("invented-always", rules=frozenset({"evidence.dropped"})), reference=True),
    recorded("fault-hardened-claim", Fault("hardened-always", rules=frozenset({"hardening.text"})), reference=True),
    recorded(
        "fault-wrong-language",
        Fault("wrong-language", rules=frozenset({"hardening.text", "hardening.title"})),
        reference=True,
    ),
    recorded("fault-empty-lists", Fault("empty-lists", rules=frozenset({"summary.length"})), reference=True),
]


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_fault_has_one_outcome(
    fault: Fault, make_engine: MakeEngine, naps: list[float], request: pytest.FixtureRequest
) -> None:
    """The error, the requests, the waits and what was paid are those of the table; a brief is never firmer."""
    engine = make_engine(fault.scenario, **fault.options)
    outcome: Brief | EngineError
    try:
        outcome = await brief_article(example_article(SMALL), engine, now=lambda: MOMENT, timer=lambda: 0.0, repairs=0)
    except EngineError as error:
        outcome = error
    assert type(outcome) is (fault.error or Brief), outcome
    assert len(naps) == fault.naps
    assert fault.stated is None or fault.stated <= naps[0] <= 1.25 * fault.stated
    about = outcome.provenance if isinstance(outcome, Brief) else outcome
    assert about.attempts == fault.requests
    if isinstance(outcome, Brief):
        assert fault.rules <= {finding.rule for finding in outcome.findings}
        told = [outcome.headline, *outcome.claims, *outcome.summary]
        assert not any(INVENTED in str(one) for one in told)
    else:
        assert fault.said in str(outcome)
    name = f"{prompt_in_use()}/{request.node.callspec.id}"
    if name in cassette_files():
        paid = sum((completion.usage for completion in recorded_completions(name)), Usage())
        usage = about.usage if isinstance(about, EngineError) else tuple(about.usage.model_dump().values())
        assert usage == (paid.input, paid.cached, paid.output)
        assert len(interactions(name)) == fault.requests


def test_every_fault_has_its_row_in_the_documents() -> None:
    """docs/recording.md tells of each fault what happens, after how many requests."""
    rows = (ROOT / "docs" / "recording.md").read_text(encoding="utf-8").splitlines()
    for case in FAULTS:
        told = [row for row in rows if row.startswith(f"| `{case.id}` |")]
        assert len(told) == 1, case.id
        assert told[0].split(" | ")[-2].strip() == str(case.values[0].requests), told
