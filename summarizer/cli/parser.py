"""The command line's grammar and its help texts. Loads nothing of the house, so that --help is quick."""

from __future__ import annotations

import argparse
import math
import sys

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

STORE_TABLES = (
    *("briefs", "claims", "actors", "numbers", "articles", "claim_sources", "cues", "findings", "failures"),
    "completions",
)

_STORE_EXAMPLES = """\
examples:
  summarizer store verify briefs.db
  summarizer store export briefs.db --what claims -o claims.csv
  summarizer store gc briefs.db --superseded --dry-run
"""

_REPORT_EXAMPLES = """\
examples:
  summarizer run articles/ --store briefs.db && summarizer report briefs.db -o report.html
  summarizer report briefs.jsonl --articles articles/ -o report.html --lang en
  summarizer report briefs.db -o report/ --split
  summarizer report briefs.db -o numbers.csv --what numbers
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


_PROMPT = "ID, ID@VERSION, ID@LABEL, or the path of a .prompt.md file"


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
    _add_report(commands)
    _add_show(commands)
    _add_prompts(commands)
    _add_schema(commands)
    _add_store(commands)
    _add_completion(commands)
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    help: str,
    description: str = "",
    epilog: str = "",
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        epilog=epilog or None,
        help=help,
        description=description or f"{help[0].upper()}{help[1:]}.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def _inputs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "inputs",
        nargs="*",
        metavar="INPUT",
        help="a .txt, .html or .jsonl file, packed (.gz) or not, a folder, a pattern, or - for standard input",
    )
    parser.add_argument(
        "--manifest",
        type=_path,
        metavar="FILE",
        help="read the files that this list names, with what it says of them: JSON Lines or CSV with path, title, "
        "outlet, author, published, url, language",
    )
    parser.add_argument("-r", "--recursive", action="store_true", help="read folders inside folders too")


def _add_run(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    run = _command(
        commands,
        "run",
        "make briefs of articles",
        "Make a brief of every article. Results go to standard output (or OUT), progress and notes to standard error.\n"
        "A failed article never stops the others: it is a row with its error.",
    )
    _inputs(run)
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
    engine.add_argument("--prompt", metavar="PROMPT", help=f"{_PROMPT} (default: brief, newest release)")
    engine.add_argument(
        "--repairs",
        type=_whole,
        default=1,
        metavar="N",
        help="ask at most N times again for failing items (default: 1)",
    )
    engine.add_argument(
        "--repair-tokens",
        type=_whole,
        metavar="N",
        help="output tokens that the repairs of one article may cost (default: 8000)",
    )
    engine.add_argument(
        "--window-tokens",
        type=_whole,
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
    request.add_argument("--max-tokens", type=_at_least_one, metavar="N", help="output tokens of one answer at most")
    request.add_argument("--reasoning-effort", metavar="EFFORT", help="of a reasoning model: low, medium, high")


def _add_limits(limits: argparse._ArgumentGroup) -> None:
    limits.add_argument("--timeout", type=float, metavar="S", help="seconds for one request (default: 120)")
    limits.add_argument("--total-timeout", type=float, metavar="S", help="seconds for one article, waits included")
    limits.add_argument(
        "--rpm", type=_at_least_one, metavar="N", help="requests in any minute at most, over all articles"
    )
    limits.add_argument(
        "--tpm", type=_at_least_one, metavar="N", help="tokens in any minute at most, over all articles"
    )
    limits.add_argument(
        "--max-cost", type=float, metavar="USD", help="stop before the request that might bring the run over this"
    )


def _add_work(work: argparse._ArgumentGroup) -> None:
    work.add_argument("--store", type=_path, metavar="PATH", help="keep completions and briefs here and resume from it")
    work.add_argument(
        "--concurrency", type=_at_least_one, default=8, metavar="N", help="articles in flight at once (default: 8)"
    )
    work.add_argument(
        "--jobs",
        "--workers",
        dest="workers",
        type=_whole,
        metavar="N",
        help="processes that read and check beside this one once a run is long (default: one per processor, at most 8)",
    )
    work.add_argument("--limit", type=_whole, metavar="N", help="make at most N briefs, skip the other articles")
    work.add_argument("--force", action="store_true", help="make briefs again that the store already has")
    work.add_argument(
        "--retry-errors",
        action="store_true",
        help="try articles again that failed for good before (a refusal, no draft); others are tried again anyway",
    )
    work.add_argument("--replay", action="store_true", help="use stored completions only, send nothing")
    work.add_argument(
        "--strict", action="store_true", help="an article whose brief has errors fails; the store keeps it"
    )
    work.add_argument("--dry-run", action="store_true", help="say what would be sent, send nothing")
    work.add_argument(
        "--report", type=_path, metavar="FILE", help="write what the run came to, as JSON: counts, tokens, cost, time"
    )
    work.add_argument(
        "--log-json", action="store_true", help="write notes on standard error as JSON, one object a line"
    )
    work.add_argument("-q", "--quiet", action="store_true", help="no progress and no notes; failures are still told")


def _add_analyse(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    analyse = _command(
        commands,
        "analyse",
        "print what the text layer reads in articles",
        "Print sentences, quotations, numbers, conditionals, attributions, cues, names and readings as JSON, with\n"
        "offsets in code points: one article indented, several as one line each. As text: the article itself, with\n"
        "every cue, number and holder marked where it stands. No model, no network.",
    )
    _inputs(analyse)
    analyse.add_argument(
        "--format", choices=("json", "text"), help="json, or text to read (default: text on a terminal, else json)"
    )


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = _command(
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


def _add_report(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    report = _command(
        commands,
        "report",
        "make a page to review briefs, beside their articles",
        "Make one HTML file of many briefs: a table to sort and filter, and every article with its brief beside the\n"
        "text. It asks nothing of the network and opens from the disk or an e-mail. As .csv: rows for a spreadsheet.",
        _REPORT_EXAMPLES,
    )
    _briefs(report)
    report.add_argument(
        "-o", "--output", type=_path, required=True, metavar="OUT", help="the file, or - (html), or folder"
    )
    report.add_argument("--lang", choices=("fr", "en"), default="fr", help="language of the page itself (default: fr)")
    report.add_argument("--split", action="store_true", help="make OUT a folder: an index and one file per article")
    report.add_argument(
        "--articles",
        nargs="+",
        metavar="INPUT",
        help="files or folders of the articles' texts, where BRIEFS has none; joined by their sha256",
    )
    report.add_argument(
        "--what", choices=("claims", "numbers", "actors"), help="which rows a .csv has (default: claims)"
    )


def _add_show(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    show = _command(
        commands, "show", "print one brief of many", "Print one brief; without WHICH the only one, or a list of all."
    )
    _briefs(show)
    show.add_argument(
        "which", metavar="WHICH", nargs="?", help="its place from 1, the path of its article, or the beginning of an id"
    )
    show.add_argument("--format", choices=("text", "md", "json"), default="text", help="default: text")


def _briefs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "briefs",
        metavar="BRIEFS",
        type=_path,
        help="a store, what `run` wrote as jsonl or json, or - for standard input",
    )


def _add_prompts(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    prompts = _command(commands, "prompts", "list, show, render, compare, check and release prompts")
    actions = prompts.add_subparsers(dest="action", required=True, metavar="ACTION")
    _command(actions, "list", "list every prompt with version, status, hash, labels and draft schema")
    show = _command(actions, "show", "print a prompt's parts as they stand in its file")
    show.add_argument("prompt", metavar="PROMPT", help=_PROMPT)
    render = _command(actions, "render", "print what a model would be sent for an article")
    render.add_argument("prompt", metavar="PROMPT", help=_PROMPT)
    render.add_argument("article", metavar="FILE", help="the article's text, or - for standard input")
    diff = _command(actions, "diff", "print what changes between two prompts: templates, draft schema, stored scores")
    diff.add_argument("old", metavar="OLD", help=_PROMPT)
    diff.add_argument("new", metavar="NEW", help=_PROMPT)
    _command(actions, "check", "check all prompts against their lock; exits with 100 where one fails")
    release = _command(actions, "release", "make a draft a release and write it into the lock, in a checkout")
    release.add_argument("prompt", metavar="ID@VERSION", help="the draft")
    label = _command(actions, "label", "put a label on a released version, in a checkout")
    label.add_argument("prompt", metavar="ID@VERSION", help="a released prompt")
    label.add_argument("label", metavar="LABEL", help="small letters, digits, hyphens: stable")


def _add_schema(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    schema = _command(commands, "schema", "print a JSON schema")
    schema.add_argument(
        "name",
        choices=("brief", "draft", "draft.v1", "draft.v2"),
        help="brief: what a reader gets; draft: what a model is asked for by the newest prompt, else the one named",
    )


def _add_store(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    store = _command(commands, "store", "verify, count, export and tidy a store", epilog=_STORE_EXAMPLES)
    actions = store.add_subparsers(dest="action", required=True, metavar="ACTION")
    verify = _command(
        actions, "verify", "hash everything again and say what is wrong; exits with 100 where something is"
    )
    stats = _command(actions, "stats", "count what it holds and what it cost")
    stats.add_argument("--format", choices=("text", "json"), default="text", help="to read (default), or json")
    export = _command(actions, "export", "write briefs, or rows of claims, numbers, actors and the like")
    rebuild = _command(
        actions,
        "rebuild",
        "make all briefs again from articles and stored answers; nothing is sent",
        "Make every brief again from its article and its stored answers, when checks or rules have moved on. Nothing\n"
        "is sent, nothing is paid. A brief that cannot be made again stays as it is; the command then exits with 7.",
    )
    rebuild.add_argument("--dry-run", action="store_true", help="say what would change, change nothing")
    gc = _command(
        actions,
        "gc",
        "remove what nothing needs and pack the file",
        "Remove articles without a brief and reservations, make the search indexes again, pack the file.",
    )
    for action in (verify, stats, export, rebuild, gc):
        action.add_argument("store", type=_path, metavar="STORE", help="the file that `run --store` made")
    export.add_argument(
        "--what", choices=STORE_TABLES, default="briefs", help="default: briefs, one JSON object a line"
    )
    export.add_argument("--format", choices=("jsonl", "csv"), help="default: by the ending of OUT, else jsonl")
    export.add_argument("-o", "--output", metavar="OUT", help="write to this file instead of standard output")
    gc.add_argument(
        "--superseded",
        action="store_true",
        help="also briefs for which a newer one of the same engine and model stands",
    )
    gc.add_argument(
        "--unused",
        action="store_true",
        help="also completions that no brief is made of: paid answers may be among them",
    )
    gc.add_argument("--dry-run", action="store_true", help="say what would go, remove nothing")


def _add_completion(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    completion = _command(
        commands,
        "completion",
        "print a script that completes this command in a shell",
        "Print a script that completes commands, options and files. For bash:\n\n"
        "  summarizer completion bash > ~/.local/share/bash-completion/completions/summarizer",
    )
    completion.add_argument("shell", choices=("bash", "zsh"), help="the shell it is for")


def _path(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("the name is empty: name a file")
    return text


def _whole(text: str) -> int:
    return _number(text, 0)


def _at_least_one(text: str) -> int:
    return _number(text, 1)


def _number(text: str, least: int) -> int:
    try:
        value = int(text)
    except ValueError:
        value = -1
    if not least <= value < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number of at least {least}")
    return value
