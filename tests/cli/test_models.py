"""The command with a model, live on loopback: settings and their sources, one line for each fault, what it cost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from summarizer import Options, Store, Summarizer
from summarizer.cli.main import main
from summarizer.domain.brief import Brief
from tests.engines.samples import SENTENCES
from tests.reference_endpoint.faults import EVERYTHING
from tests.reference_endpoint.server import MODEL, ReferenceEndpoint

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

Capture = pytest.CaptureFixture[str]
TEXT = "\n\n".join(text for text, _ in SENTENCES)


@pytest.fixture
def endpoint() -> Iterator[ReferenceEndpoint]:
    """A reference endpoint on a free port, with every fault."""
    with ReferenceEndpoint(scenarios=EVERYTHING) as running:
        yield running


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """The article that an answer of the endpoint was written for."""
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def _settings(folder: Path, endpoint: ReferenceEndpoint, more: str = "", scenario: str | None = None) -> Path:
    path = folder / "summarizer.toml"
    provider = f'[providers.maison]\nbase_url = "{endpoint.base_url(scenario)}"\n'
    rule = '[[providers.maison.models]]\nmatch = ["*"]\nprice = { input = 10, output = 20 }\n'
    path.write_text(f"{more}\n{provider}{rule}", encoding="utf-8")
    return path


def test_a_file_of_settings_makes_a_run(
    tmp_path: Path, article: Path, endpoint: ReferenceEndpoint, capsys: Capture
) -> None:
    """Model, means, limits and price come from it; brief, notes and sum at the end say so."""
    path = _settings(
        tmp_path, endpoint, f'model = "maison/{MODEL}"\nstructured = "json_object"\nseed = 7\nmax_cost = 5'
    )
    assert main(["run", str(article), "--format", "jsonl"]) == 0
    out, err = capsys.readouterr()
    provenance = json.loads(out)["brief"]["provenance"]
    body = json.loads(endpoint.bodies[0])
    assert (body["seed"], body["response_format"], body["max_tokens"]) == (7, {"type": "json_object"}, 16384)
    assert provenance["parameters"] == {"mode": "json_object", "seed": 7, "window_tokens": 6000}
    usage = provenance["usage"]
    assert provenance["cost_usd"] == pytest.approx((usage["input"] * 10 + usage["output"] * 20) / 1e6)
    assert (provenance["prices"], provenance["cost_note"]) == ("summarizer.toml", None)
    assert f"settings: {path}\n" in err
    assert f"cost: {provenance['cost_usd']:.4f} USD by summarizer.toml\n" in err


def test_an_option_stands_over_the_file(tmp_path: Path, article: Path, endpoint: ReferenceEndpoint) -> None:
    """Each of them, and a file by another name is read where it is named."""
    path = _settings(tmp_path, endpoint, f'model = "maison/{MODEL}"\nseed = 7').rename(tmp_path / "other.toml")
    assert main(["run", str(article), "-q", "--config", str(path), "--seed", "8", "--structured", "text"]) == 0
    body = json.loads(endpoint.bodies[0])
    assert body["seed"] == 8 and "response_format" not in body


def test_the_rules_read_no_settings(tmp_path: Path, article: Path) -> None:
    """A broken file is nobody's business where no model is wanted."""
    (tmp_path / "summarizer.toml").write_text("=", encoding="utf-8")
    assert main(["run", str(article), "-q", "--engine", "rules"]) == 0
    assert main(["run", str(article), "-q"]) == 2


@pytest.mark.parametrize(
    "option",
    [("--structured", "text"), ("--seed", "1"), ("--rpm", "5"), ("--max-cost", "1"), ("--temperature", "0")],
    ids=lambda option: option[0],
)
def test_what_only_a_model_can_use_is_refused_without_one(
    option: tuple[str, str], article: Path, capsys: Capture
) -> None:
    """It would be passed over in silence."""
    assert main(["run", str(article), *option]) == 2
    assert f"{option[0]} needs a model" in capsys.readouterr().err


@dataclass(frozen=True)
class Told:
    """A scenario or address, the line that is told, the exit code, and how many completions are kept."""

    scenario: str
    says: str
    exit: int = 4
    kept: int = 0
    options: tuple[str, ...] = ()


TOLD = (
    Told("401", "the provider answered 401: Incorrect API key provided. Check OPENAI_API_KEY and what it may use."),
    Told("no-model", "the provider answered 404: The model `reference-answers` does not exist. Check the model's name"),
    Told("quota", "The account has no credit left: waiting does not help."),
    Told("html", "a web page came back, not an API's answer: check --base-url and the proxy"),
    Told("proxy-403", "a web page came back, not an API's answer: check --base-url and the proxy"),
    Told("only-tools", "The server refuses this means of structured output: choose another with --structured."),
    Told("silence", "Request timed out. Raise --timeout or try later.", options=("--timeout", "0.05")),
    Told("silence", "the article's time is over", options=("--total-timeout", "0.2")),
    Told("length", "the answer was cut off at the token limit; shorten the article, raise --max-tokens", 3, 1),
    Told("refusal", "the model refused: Je ne peux pas traiter ce texte.", 4, 1),
)


@pytest.mark.parametrize("case", TOLD, ids=lambda case: f"{case.scenario}{'-'.join(case.options)}")
def test_each_fault_is_one_line_and_a_code_and_nothing_paid_is_lost(
    case: Told, tmp_path: Path, article: Path, endpoint: ReferenceEndpoint, capsys: Capture
) -> None:
    """One line on standard error beside the counts; every answer that came is in the store."""
    store = tmp_path / "s.db"
    address = endpoint.base_url(case.scenario)
    arguments = ["run", "-q", str(article), "--model", MODEL, "--base-url", address, "--store", str(store)]
    assert main([*arguments, *case.options]) == case.exit
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and err.startswith(f"failed: {article}: ")
    assert case.says in err
    with Store(store) as opened:
        assert opened.counts()["completions"] == case.kept


def test_no_key_is_one_line(article: Path, capsys: Capture) -> None:
    """Said before anything is read or sent, with the provider's own variable."""
    assert main(["run", str(article), "--model", "mistral/mistral-small-latest"]) == 2
    err = capsys.readouterr().err
    assert "needs a key: set MISTRAL_API_KEY" in err and err.count("\n") == 1


def test_a_dead_endpoint_is_told_once(tmp_path: Path, endpoint: ReferenceEndpoint, capsys: Capture) -> None:
    """The first article that was not sent has its line, the others are counted; each has its row all the same."""
    rows = tmp_path / "articles.jsonl"
    rows.write_text("".join(json.dumps({"text": f"{TEXT} {n}."}) + "\n" for n in range(12)), encoding="utf-8")
    address = endpoint.base_url("proxy-502")
    arguments = ["run", str(rows), "--model", MODEL, "--base-url", address, "--concurrency", "1", "--format", "jsonl"]
    assert main(arguments) == 4
    out, err = capsys.readouterr()
    kinds = [json.loads(line)["error"]["kind"] for line in out.splitlines()]
    tried = kinds.count("transient")
    assert kinds == [*["transient"] * tried, *["endpoint_down"] * (12 - tried)] and 1 <= tried <= 2
    assert endpoint.requests["proxy-502"] <= 8
    assert "the endpoint does not answer" in err
    assert f"failed: {11 - tried} more, for the same reason: the endpoint does not answer" in err


def test_the_limit_of_the_cost_stops_a_run_and_another_goes_on(
    tmp_path: Path, endpoint: ReferenceEndpoint, capsys: Capture
) -> None:
    """What is done stays done: the next run with more money pays for the rest alone."""
    _settings(tmp_path, endpoint, f'model = "maison/{MODEL}"\nmax_tokens = 2000')
    rows = tmp_path / "articles.jsonl"
    rows.write_text("".join(json.dumps({"text": f"{TEXT}\n\nFin {n}."}) + "\n" for n in range(6)), encoding="utf-8")
    arguments = ["run", str(rows), "--store", str(tmp_path / "s.db"), "--format", "jsonl"]
    assert main([*arguments, "--max-cost", "0.12"]) == 7
    out, err = capsys.readouterr()
    done = [json.loads(line)["status"] for line in out.splitlines()].count("done")
    sent = endpoint.requests.total()
    assert 0 < done < 6
    assert "of the 0.12 USD of --max-cost are spent: nothing more is sent" in err
    assert main([*arguments, "--max-cost", "9"]) == 0
    assert endpoint.requests.total() >= sent + 6 - done
    stored = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert sum(row["stored"] for row in stored) == done


def test_an_unknown_price_is_said(article: Path, endpoint: ReferenceEndpoint, capsys: Capture) -> None:
    """Null with a note, in the brief and at the end: never zero."""
    assert main(["run", str(article), "--model", MODEL, "--base-url", endpoint.base_url(), "--format", "jsonl"]) == 0
    out, err = capsys.readouterr()
    provenance = json.loads(out)["brief"]["provenance"]
    assert (provenance["cost_usd"], provenance["prices"]) == (None, None)
    assert provenance["cost_note"] == f"no price is known for {MODEL}"
    assert f"cost: not known (no price is known for {MODEL})" in err


def test_a_failed_row_says_what_was_paid(
    tmp_path: Path, article: Path, endpoint: ReferenceEndpoint, capsys: Capture
) -> None:
    """Two answers that were no drafts have their tokens and their price in the row of the article."""
    _settings(tmp_path, endpoint, f'model = "maison/{MODEL}"', "always-invalid")
    assert main(["run", "-q", str(article), "--format", "jsonl"]) == 3
    error = json.loads(capsys.readouterr().out)["error"]
    usage = error["usage"]
    assert (error["kind"], error["attempts"]) == ("invalid_output", 2)
    assert usage["input"] > 0
    assert error["cost_usd"] == pytest.approx((usage["input"] * 10 + usage["output"] * 20) / 1e6)


async def test_a_caller_is_shown_the_verified_brief_while_it_comes(endpoint: ReferenceEndpoint) -> None:
    """Each partial brief is checked as the last one is: claims grow, spans hold, nothing is firmer than the article."""
    shown: list[Brief] = []
    options = Options(base_url=endpoint.base_url("streamed"), on_partial=shown.append)
    async with Summarizer(MODEL, options=options) as summarizer:
        brief = await summarizer.brief(TEXT)
    counts = [len(one.claims) for one in shown]
    assert counts == sorted(counts) and counts[-1] == len(brief.claims) > 1 and len(shown) > 1
    for one in shown:
        assert one.id == brief.id
        assert all(span.text == TEXT[span.start : span.end] for claim in one.claims for span in claim.evidence)


async def test_a_file_of_settings_is_read_from_python_where_it_is_named(
    tmp_path: Path, endpoint: ReferenceEndpoint
) -> None:
    """Only where it is named: the folder at hand never sends an article anywhere by itself."""
    path = _settings(tmp_path, endpoint, f'model = "maison/{MODEL}"')
    given: dict[str, Any] = {"repairs": 0}
    async with Summarizer(options=Options(config=path, **given)) as summarizer:
        brief = await summarizer.brief(TEXT)
        assert summarizer.spent.usd == brief.provenance.cost_usd
    async with Summarizer() as summarizer:
        assert (await summarizer.brief(TEXT)).provenance.engine == "rules"


def test_a_dry_run_estimates_tokens_and_price(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Per article and in all; a price that is not known is none, never zero."""
    given = ["run", str(articles), "--dry-run", "--format", "jsonl", "--model"]
    assert main([*given, "openai/gpt-4o-mini"]) == 0
    out, err = capsys.readouterr()
    rows = [json.loads(line) for line in out.splitlines()]
    assert all(row["tokens"]["input"] > 1_000 and 0 < row["cost_usd"] < 0.01 for row in rows)
    assert f"2 articles would take about {sum(row['tokens']['input'] for row in rows)} tokens in" in err
    assert main([*given, "ollama/x"]) == 0
    out, err = capsys.readouterr()
    assert all(json.loads(line)["cost_usd"] is None for line in out.splitlines())
    assert "the price is not known" in err
