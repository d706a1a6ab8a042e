"""The command line's grammar and its help texts. Loads nothing of the house, so that --help is quick."""

from __future__ import annotations

import argparse
import sys

from summarizer.cli.parser_assets import PROMPT, add_completion, add_prompts, add_schema
from summarizer.cli.parser_parts import at_least_one, command, inputs, path, whole
from summarizer.cli.parser_store import add_report, add_show, add_store

FORMATS = ("jsonl", "json", "md", "csv", "text")

STRUCTURED = ("json_schema", "tools", "json_object", "text")

CHECK_FORMATS = ("text", "json", "junit", "sarif", "github")

_CHECK_EXAMPLES = """\
examples:
  summarizer check resume.txt --article article.txt
  summarizer check --text "L'usine fermera en mars." --article article.txt
  summarizer check claims.json --article article.txt --format junit > report.xml
  summarizer run article.txt | summarizer check - --article article.txt --strict

exit codes: 0 no error, 100 errors found (with --strict: or warnings), 5 input that cannot be read, 2 usage
"""

_EXITS = """\
exit codes:
  0 ok   1 unexpected, or the store failed   2 usage   3 every article failed validation   4 provider   5 input
  6 replay miss   7 some articles failed   100 a check found errors   130 interrupted   141 broken pipe
  143 terminated

Nothing leaves this machine unless a model is named, by --model, in SUMMARIZER_MODEL or in summarizer.toml.
"""


class _Version(argparse.Action):
    """Prints the version; looked up only when it is asked for."""

    def __init__(self, option_strings: list[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, dest=argparse.SUPPRESS, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print «summarizer VERSION» on standard output and exit with 0."""
        sys.stdout.write(f"summarizer {_version()}\n")
        parser.exit()


def _version() -> str:
    from summarizer import __version__  # noqa: PLC0415  # reading the metadata is for --version alone

    return __version__


def build_parser() -> argparse.ArgumentParser:
    """Return the parser; ``args.command`` names the module of this package whose ``main`` runs the command."""
    parser = argparse.ArgumentParser(
        prog="summarizer",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        description="Structured briefs of French press articles that never stand firmer than the article.",
        epilog=_EXITS,
    )
    parser.add_argument("--version", action=_Version, help="print the version and exit")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_run(commands)
    _add_analyse(commands)
    _add_check(commands)
    add_report(commands)
    add_show(commands)
    add_prompts(commands)
    add_schema(commands)
    add_store(commands)
    add_completion(commands)
    return parser


def _add_run(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    run = command(
        commands,
        "run",
        "make briefs of articles",
        "Make a brief of every article. Results go to standard output (or OUT), progress and notes to standard error.\n"
        "A failed article never stops the others: it is a row with its error.",
    )
    inputs(run)
    run.add_argument("-o", "--output", metavar="OUT", help="write results to this file instead of standard output")
    run.add_argument(
        "--format",
        choices=FORMATS,
        help="jsonl: one row per article as it completes; json: one array; md, text: to read; csv: one row per claim "
        "(default: by the ending of OUT, else text on a terminal and jsonl elsewhere)",
    )
    _add_engine(run.add_argument_group("engine"))
    _add_request(run.add_argument_group("request to a model"))
    _add_limits(run.add_argument_group("limits"))
    _add_work(run.add_argument_group("work"))


def _add_engine(engine: argparse._ArgumentGroup) -> None:
    engine.add_argument(
        "--engine",
        choices=("auto", "rules", "llm"),
        default="auto",
        help="rules: offline; llm: a model; auto: llm where a model is named, else rules (default)",
    )
    engine.add_argument(
        "--model", metavar="PROVIDER/NAME", help="the model to ask (default: SUMMARIZER_MODEL, then the settings)"
    )
    engine.add_argument("--base-url", metavar="URL", help="an OpenAI-compatible address (default: the provider's)")
    engine.add_argument(
        "--config", metavar="FILE", help="settings and providers (default: SUMMARIZER_CONFIG, then ./summarizer.toml)"
    )
    engine.add_argument("--prompt", metavar="PROMPT", help=f"{PROMPT} (default: brief, newest release)")
    engine.add_argument(
        "--repairs",
        type=whole,
        default=1,
        metavar="N",
        help="ask at most N times again for failing items (default: 1)",
    )
    engine.add_argument(
        "--repair-tokens",
        type=whole,
        metavar="N",
        help="output tokens that the repairs of one article may cost (default: 8000)",
    )
    engine.add_argument(
        "--window-tokens",
        type=whole,
        default=6000,
        metavar="N",
        help="ask for longer articles in parts of about N tokens; 0 never does (default: 6000)",
    )


def _add_request(request: argparse._ArgumentGroup) -> None:
    """Add what a request to a model holds; the settings check the values, so that all their sources say the same."""
    request.add_argument(
        "--structured",
        choices=STRUCTURED,
        help="how an answer is held to its form (default: the strongest that the provider has)",
    )
    request.add_argument("--temperature", type=float, metavar="T", help="left out where the model takes none")
    request.add_argument("--seed", type=int, metavar="N", help="the same answer again, where the model can")
    request.add_argument("--max-tokens", type=at_least_one, metavar="N", help="output tokens of one answer at most")
    request.add_argument("--reasoning-effort", metavar="EFFORT", help="of a reasoning model: low, medium, high")


def _add_limits(limits: argparse._ArgumentGroup) -> None:
    limits.add_argument("--timeout", type=float, metavar="S", help="seconds for one request (default: 120)")
    limits.add_argument("--total-timeout", type=float, metavar="S", help="seconds for one article, waits included")
    limits.add_argument(
        "--rpm", type=at_least_one, metavar="N", help="requests in any minute at most, over all articles"
    )
    limits.add_argument("--tpm", type=at_least_one, metavar="N", help="tokens in any minute at most, over all articles")
    limits.add_argument(
        "--max-cost", type=float, metavar="USD", help="stop before the request that might bring the run over this"
    )


def _add_work(work: argparse._ArgumentGroup) -> None:
    work.add_argument("--store", type=path, metavar="PATH", help="keep completions and briefs here and resume from it")
    work.add_argument(
        "--concurrency", type=at_least_one, default=8, metavar="N", help="articles in flight at once (default: 8)"
    )
    work.add_argument(
        "--jobs",
        "--workers",
        dest="workers",
        type=whole,
        metavar="N",
        help="processes that read and check beside this one once a run is long (default: one per processor, at most 8)",
    )
    work.add_argument("--limit", type=whole, metavar="N", help="make at most N briefs, skip the other articles")
    work.add_argument("--force", action="store_true", help="make briefs again that the store already has")
    work.add_argument(
        "--retry-errors",
        action="store_true",
        help="try articles again that the model refused or gave no draft for; other failures are tried again anyway",
    )
    work.add_argument("--replay", action="store_true", help="use stored completions only, send nothing")
    work.add_argument(
        "--strict", action="store_true", help="an article whose brief has errors fails; the store keeps it"
    )
    work.add_argument("--dry-run", action="store_true", help="say what would be sent, send nothing")
    work.add_argument(
        "--report", type=path, metavar="FILE", help="write what the run came to, as JSON: counts, tokens, cost, time"
    )
    work.add_argument(
        "--log-json", action="store_true", help="write notes on standard error as JSON, one object a line"
    )
    work.add_argument("-q", "--quiet", action="store_true", help="no progress and no notes; failures are still told")


def _add_analyse(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    analyse = command(
        commands,
        "analyse",
        "print what the text layer reads in articles",
        "Print sentences, quotations, numbers, conditionals, attributions, cues, names and readings as JSON, with\n"
        "offsets in code points: one article indented, several as one line each. As text: the article itself, with\n"
        "every cue, number and holder marked where it stands. No model, no network.",
    )
    inputs(analyse)
    analyse.add_argument(
        "--format", choices=("json", "text"), help="json, or text to read (default: text on a terminal, else json)"
    )


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = command(
        commands,
        "check",
        "check a summary, claims or a brief against the article",
        "Check what anybody wrote about an article, a person, a tool or a model, against the article: figures, names,\n"
        "quotations, sources, and whether it is firmer than the article. Nothing is sent anywhere.\n\n"
        "WRITTEN is told apart by its content:\n"
        "  prose         a summary in French, as text or Markdown\n"
        '  claims        JSON: {"claims": [{"text": "…", "quotes": ["…"]}]}, or the bare list, one a line too\n'
        "  a brief       JSON as `run` writes it (json or jsonl): the rows of that article are checked",
        _CHECK_EXAMPLES,
    )
    check.add_argument("brief", metavar="WRITTEN", nargs="?", help="a file, or - for standard input")
    check.add_argument("--text", metavar="TEXT", help="prose to check, instead of a file")
    check.add_argument("--article", required=True, metavar="FILE", help="the article's text, or - for standard input")
    check.add_argument(
        "--format",
        choices=CHECK_FORMATS,
        default="text",
        help="text: side by side, to read (default); json: one array; junit, sarif, github: for pipelines and editors",
    )
    check.add_argument("--strict", action="store_true", help="exit with 100 for warnings too")
