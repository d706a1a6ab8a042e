"""Grammar of the commands that read what was made: report, show, store. Loads nothing of the house."""

from __future__ import annotations

import argparse

from summarizer.cli.parser_parts import command, path

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


def add_report(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command «report»."""
    report = command(
        commands,
        "report",
        "make a page to review briefs, beside their articles",
        "Make one HTML file of many briefs: a table to sort and filter, and every article with its brief beside the\n"
        "text. It asks nothing of the network and opens from the disk or an e-mail. As .csv: rows for a spreadsheet.",
        _REPORT_EXAMPLES,
    )
    _briefs(report)
    report.add_argument(
        "-o", "--output", type=path, required=True, metavar="OUT", help="the file, or - (html), or folder"
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


def add_show(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command «show»."""
    show = command(
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
        type=path,
        help="a store, what `run` wrote as jsonl or json, or - for standard input",
    )


def add_store(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command «store»."""
    store = command(commands, "store", "verify, count, export and tidy a store", epilog=_STORE_EXAMPLES)
    actions = store.add_subparsers(dest="action", required=True, metavar="ACTION")
    verify = command(
        actions, "verify", "hash everything again and say what is wrong; exits with 100 where something is"
    )
    stats = command(actions, "stats", "count what it holds and what it cost")
    stats.add_argument("--format", choices=("text", "json"), default="text", help="to read (default), or json")
    export = command(actions, "export", "write briefs, or rows of claims, numbers, actors and the like")
    rebuild = command(
        actions,
        "rebuild",
        "make all briefs again from articles and stored answers; nothing is sent",
        "Make every brief again from its article and its stored answers, when checks or rules have moved on. Nothing\n"
        "is sent, nothing is paid. A brief that cannot be made again stays as it is; the command then exits with 7.",
    )
    rebuild.add_argument("--dry-run", action="store_true", help="say what would change, change nothing")
    gc = command(
        actions,
        "gc",
        "remove what nothing needs and pack the file",
        "Remove articles without a brief and reservations, make the search indexes again, pack the file.",
    )
    for action in (verify, stats, export, rebuild, gc):
        action.add_argument("store", type=path, metavar="STORE", help="the file that `run --store` made")
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
