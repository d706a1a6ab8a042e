"""The command line against a server that is not ours: ``python -m benchmarks.interop LITELLM``.

LITELLM is the command of LiteLLM's proxy, in an environment of its own (``make interop``). It is started on loopback
with a mock answer, written by the maintainers for one example article, and as a relay to the reference endpoint, so
that our strict schema and the endpoint's faults go through somebody else's code both ways. Prints what a person would
see of each run. Nothing here is a provider's output, and no other network is used.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from summarizer.assets.article_block import article_block
from summarizer.domain.article import Article
from summarizer.text.analyse import analyse
from tests.reference_endpoint.answers import answer_for, compact, numbered_sentences
from tests.reference_endpoint.server import MODEL, ReferenceEndpoint

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "examples" / "articles" / "03-economie-usine.txt"
FAULTS = ("429-then-ok", "500", "401", "quota", "length", "refusal", "invalid-then-valid", "invented-then-repaired")
START_S, STEP_S = 180, 0.5


def mock_answer() -> str:
    """Return the maintainers' answer for the article, its sentence numbers filled in."""
    shown = article_block(analyse(Article.of(ARTICLE.read_text(encoding="utf-8"))))
    return json.dumps(compact(answer_for(shown), numbered_sentences(shown)), ensure_ascii=False)


def config(endpoint: ReferenceEndpoint) -> dict[str, object]:
    """Return the proxy's settings: a mock, a relay, and a relay to each fault; it does not retry by itself."""
    models = [_model("mock", mock_response=mock_answer()), _model("relay", api_base=endpoint.base_url())]
    models += [_model(f"relay-{name}", api_base=endpoint.base_url(name)) for name in FAULTS]
    return {"model_list": models, "litellm_settings": {"num_retries": 0}, "router_settings": {"num_retries": 0}}


def _model(name: str, **settings: str) -> dict[str, object]:
    return {
        "model_name": name,
        "litellm_params": {"model": f"openai/{MODEL}", "api_key": "unused", "max_retries": 0, **settings},
    }


@contextmanager
def proxy(command: str, settings: Path, key: str) -> Iterator[str]:
    """Start LiteLLM's proxy on a free port of loopback and give its address once it answers."""
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        port = plug.getsockname()[1]
    quiet = {**os.environ, "LITELLM_LOCAL_MODEL_COST_MAP": "True", "NO_PROXY": "127.0.0.1", "LITELLM_MASTER_KEY": key}
    arguments = [command, "--config", str(settings), "--host", "127.0.0.1", "--port", str(port)]
    log = settings.with_suffix(".log")
    with log.open("w") as kept, subprocess.Popen(arguments, env=quiet, stdout=kept, stderr=kept) as server:
        try:
            _wait(f"http://127.0.0.1:{port}/health/liveliness", server, log)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            server.terminate()


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(int(START_S / STEP_S)):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            if server.poll() is not None:
                break
            time.sleep(STEP_S)
    raise SystemExit(f"the proxy does not answer:\n{log.read_text()[-2000:]}")


def told(model: str, base_url: str, key: str) -> str:
    """Run one article through the command line and return what came of it, in one line."""
    command = [
        sys.executable,
        "-m",
        "summarizer",
        "run",
        str(ARTICLE.relative_to(ROOT)),
        "--model",
        model,
        "--base-url",
        base_url,
    ]
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "SUMMARIZER_"))}
    settings["OPENAI_API_KEY"] = key
    ran = subprocess.run(
        [*command, "--format", "jsonl"], cwd=ROOT, env=settings, capture_output=True, text=True, check=False
    )
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    brief = rows[0].get("brief") if rows else None
    if brief:
        about = brief["provenance"]
        errors = sum(finding["severity"] == "error" for finding in brief["findings"])
        said = f"{len(brief['claims'])} claims, {errors} errors, model {about['model_returned']}, "
        said += f"{about['attempts']} request(s): «{brief['headline']}»"
    else:
        lines = [line for line in ran.stderr.splitlines() if line.startswith("failed: ")]
        said = " ".join(lines or ran.stderr.splitlines())[:300]
    return f"| {model} | {ran.returncode} | {said} |"


def main() -> int:
    """Print a Markdown table of the runs."""
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    with ReferenceEndpoint() as endpoint, tempfile.TemporaryDirectory() as place:
        settings = Path(place) / "litellm.yaml"
        settings.write_text(yaml.safe_dump(config(endpoint), allow_unicode=True), encoding="utf-8")
        key = f"sk-{secrets.token_hex(32)}"
        with proxy(sys.argv[1], settings, key) as base_url:
            print("| model of the proxy | exit | what a person sees |\n|---|---|---|")
            for name in ("mock", "relay", *(f"relay-{fault}" for fault in FAULTS), "unknown"):
                print(told(name, base_url, key), flush=True)
            print(told("mock", base_url, "sk-another"))
        sent = json.loads(endpoint.bodies[0]) if endpoint.bodies else {}
    schema = sent.get("response_format", {}).get("json_schema", {})
    print(f"\nThrough the relay: strict {schema.get('strict')}, fields {', '.join(sorted(sent))}.", end=" ")
    print(
        "Requests that reached the endpoint:", ", ".join(f"{name} {count}" for name, count in endpoint.requests.items())
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
