"""Tokens in and out per article, ours against two other tools: ``python -m benchmarks.tokens`` (``make peers``).

Each request is really built by its tool. Ours is the body that the engine sends. langextract is run with a model that
notes its prompts, once in one chunk and once with its defaults, with a task of the same claim fields and one small
example, which it cannot do without. instructor is a plain call whose response model is our full draft and whose system
message is one sentence: the same fields, none of the rules by which they are filled. Schemas count as they go over the
wire. Answers hold the same content, the maintainers' (tests/reference_endpoint), in the form of each tool and without
blanks; langextract has no summary and no headline, which makes it shorter. They are nobody's output: the table tells
what a form costs.

Counted with Mistral's tekken tokenizer, whose vocabulary is in the wheel of mistral-common; without it in characters.
"""

from __future__ import annotations

import asyncio
import json
import logging
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from summarizer.assets.prompts import load_prompt, render
from summarizer.domain.analysis import Analysis
from summarizer.domain.article import Article
from summarizer.domain.draft import Draft
from summarizer.engines.llm import LLMEngine, LLMOptions
from summarizer.text.analyse import analyse
from tests.reference_endpoint.answers import FOLDER, compact, numbered_sentences, resolved

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples" / "articles").glob("*.txt"))
TASK = (
    "Extrais de cet article les affirmations, chacune avec le passage exact qui la porte, sa source, le type de "
    "source, la certitude, la position de l'article, la polarité, le temps, le statut et les indices ; puis les "
    "acteurs et les nombres. Ne sois jamais plus affirmatif que l'article."
)
"""What the other tools are told: one sentence of what, one of how."""

Count = Callable[[str], int]


@dataclass(frozen=True)
class Cost:
    """What one article costs with one tool."""

    sent: int
    answered: int


def counter() -> tuple[str, Count]:
    """Return what is counted, and how."""
    try:
        import mistral_common
        from mistral_common.tokens.tokenizers.tekken import Tekkenizer
    except ImportError:
        return "characters", len
    path = Path(mistral_common.__file__).parent / "data" / "tekken_240911.json"
    tokenizer = Tekkenizer.from_file(path)
    return f"tokens ({path.stem}, mistral-common {version('mistral-common')})", lambda text: len(
        tokenizer.encode(text, False, False)
    )


def dense(value: object) -> str:
    """Return JSON without blanks and without escapes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def of_body(body: dict[str, Any], count: Count) -> int:
    """Return what a request body costs: the text of its messages, and any schema or tool as it is written."""
    messages = sum(count(str(message["content"])) for message in body["messages"])
    rest = {key: body[key] for key in ("response_format", "tools") if body.get(key)}
    return messages + sum(count(dense(value)) for value in rest.values())


def answer_to(name: str, analysis: Analysis) -> tuple[dict[str, Any], dict[int, str]]:
    """Return the maintainers' answer to an example article, and the sentences that a prompt shows of it."""
    sentences = numbered_sentences(render(load_prompt("brief"), analysis)[1].content)
    return resolved(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")), sentences), sentences


def ours(ref: str, analysis: Analysis, answer: dict[str, Any], sentences: dict[int, str], count: Count) -> Cost:
    """Return the cost of one of our prompts."""
    prompt = load_prompt(ref)
    engine = LLMEngine("local/model", prompt=prompt, options=LLMOptions(base_url="http://127.0.0.1:1/v1"))
    said = answer if prompt.info.output_schema == "draft.v1" else compact(answer, sentences)
    return Cost(of_body(engine.request(analysis), count), count(dense(said)))


def static(ref: str, count: Count) -> int:
    """Return how much of a request of ours is the same for every article: system part and schema."""
    body = LLMEngine(
        "local/model", prompt=load_prompt(ref), options=LLMOptions(base_url="http://127.0.0.1:1/v1")
    ).request(analyse(Article.of("Il pleut sur la ville.")))
    return of_body({**body, "messages": body["messages"][:1]}, count)


def plain_instructor(text: str, answer: dict[str, Any], count: Count) -> Cost:
    """Return the cost of a plain call of instructor with our draft as its response model."""
    import instructor

    bodies: list[dict[str, Any]] = []

    async def create(**body: Any) -> Any:
        bodies.append(body)
        raise StopAsyncIteration

    async def ask() -> None:
        call: Any = instructor.patch(create=create, mode=instructor.Mode.TOOLS)  # type: ignore[call-overload]
        messages = [{"role": "system", "content": TASK}, {"role": "user", "content": text}]
        try:
            await call(response_model=Draft, messages=messages, max_retries=1, model="local/model")
        except Exception:  # noqa: BLE001  # the call is for its body alone
            return

    asyncio.run(ask())
    return Cost(of_body(bodies[0], count), count(dense(answer)))


def extractions(answer: dict[str, Any]) -> Iterator[Any]:
    """Yield an answer as langextract writes it: a class, the exact words, attributes."""
    from langextract.core.data import Extraction

    names = {source["key"]: source["name"] for source in answer["sources"]}
    fields = ("source_type", "report_form", "certainty", "endorsement", "polarity", "tense", "event_status", "text")
    for claim in answer["claims"]:
        attributes: dict[str, Any] = {name: claim[name] for name in fields}
        attributes["sources"] = [names[link["source"]] for link in claim["sources"]]
        attributes["disputed_by"] = [names[key] for key in claim["disputed_by"]]
        attributes["cues"] = [f"{cue['type']}: {cue['quote']}" for cue in claim["cues"]]
        yield Extraction("affirmation", claim["evidence"][0]["quote"], attributes=attributes)
    for actor in answer["actors"]:
        attributes = {"kind": actor["kind"], "role": actor["role"] or "", "aliases": actor["aliases"]}
        yield Extraction("acteur", actor["name"], attributes=attributes)
    for number in answer["numbers"]:
        yield Extraction("nombre", number["quote"], attributes={"measures": number["measures"]})


def langextract_cost(text: str, answer: dict[str, Any], count: Count, **options: Any) -> Cost:
    """Return the cost of langextract over all its chunks; its answer is written by its own format handler."""
    import langextract
    from langextract.core.base_model import BaseLanguageModel
    from langextract.core.data import ExampleData
    from langextract.core.format_handler import FormatHandler
    from langextract.core.types import ScoredOutput

    prompts: list[str] = []

    class Noting(BaseLanguageModel):
        """A model that notes what it is asked and extracts nothing."""

        def infer(self, batch_prompts: Sequence[str], **_: Any) -> Iterator[list[ScoredOutput]]:
            """Yield an empty answer to each prompt."""
            for prompt in batch_prompts:
                prompts.append(prompt)
                yield [ScoredOutput(score=1.0, output='{"extractions": []}')]

    sample = json.loads((FOLDER / "00-essai.json").read_text(encoding="utf-8"))
    shown = " ".join(dict.fromkeys(quote["quote"] for claim in sample["claims"] for quote in claim["evidence"])) + "."
    example = ExampleData(text=shown, extractions=list(extractions(sample)))
    langextract.extract(
        text, prompt_description=TASK, examples=[example], model=Noting(), show_progress=False, **options
    )
    handler = FormatHandler(use_fences=False)
    said = handler.format_extraction_example(list(extractions(answer)))
    return Cost(sum(map(count, prompts)), count(dense(json.loads(said))))


def main() -> int:
    """Print a Markdown table: a row per example article, then the means."""
    logging.disable(logging.CRITICAL)  # both tools warn of calls that were only made for their bodies
    unit, count = counter()
    try:
        version("langextract")
    except PackageNotFoundError:
        print("langextract is not installed: make peers", file=sys.stderr)
        return 2
    tools = ("brief@1.2.0", "brief@1.1.0", "langextract, one chunk", "langextract, defaults", "instructor, plain")
    versions = ", ".join(f"{name} {version(name)}" for name in ("langextract", "instructor"))
    print(f"In {unit}; {versions}. Each cell: in / out.\n")
    print(f"| article | alone | claims | {' | '.join(tools)} |\n|---|---|---|{'---|' * len(tools)}")
    rows: list[list[Cost]] = []
    for path in EXAMPLES:
        text = path.read_text(encoding="utf-8")
        analysis = analyse(Article.of(text))
        answer, sentences = answer_to(path.stem, analysis)
        row = [
            ours("brief@1.2.0", analysis, answer, sentences, count),
            ours("brief@1.1.0", analysis, answer, sentences, count),
            langextract_cost(text, answer, count, max_char_buffer=100_000),
            langextract_cost(text, answer, count),
            plain_instructor(text, answer, count),
        ]
        rows.append(row)
        cells = " | ".join(f"{cost.sent} / {cost.answered}" for cost in row)
        print(f"| {path.stem} | {count(text)} | {len(answer['claims'])} | {cells} |", flush=True)
    means = [
        [statistics.mean(getattr(row[n], what) for row in rows) for what in ("sent", "answered")] for n in range(5)
    ]
    print(f"| mean | | | {' | '.join(f'{sent:.0f} / {said:.0f}' for sent, said in means)} |")
    print(f"\nThe same for every article: {static('brief@1.2.0', count)} of brief@1.2.0's,", end=" ")
    print(f"{static('brief@1.1.0', count)} of brief@1.1.0's; a provider that caches prefixes bills them at a fraction.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
