"""Parts of the command line's grammar that several commands have. Loads nothing of the house."""

from __future__ import annotations

import argparse
import math


def command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    help: str,
    description: str = "",
    epilog: str = "",
) -> argparse.ArgumentParser:
    """Add a command with its help; options are not abbreviated."""
    return commands.add_parser(
        name,
        epilog=epilog or None,
        help=help,
        description=description or f"{help[0].upper()}{help[1:]}.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def inputs(parser: argparse.ArgumentParser) -> None:
    """Add what names articles: INPUT, --manifest, --recursive."""
    parser.add_argument(
        "inputs",
        nargs="*",
        metavar="INPUT",
        help="a .txt, .html or .jsonl file, packed (.gz) or not, a folder, a pattern, or - for standard input",
    )
    parser.add_argument(
        "--manifest",
        type=path,
        metavar="FILE",
        help="read the files that this list names, with what it says of them: JSON Lines or CSV with path, title, "
        "outlet, author, published, url, language",
    )
    parser.add_argument("-r", "--recursive", action="store_true", help="read folders inside folders too")


def path(text: str) -> str:
    """Return a file's name; an empty one is refused."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the name is empty: name a file")
    return text


def whole(text: str) -> int:
    """Return a whole number from 0."""
    return _number(text, 0)


def at_least_one(text: str) -> int:
    """Return a whole number from 1."""
    return _number(text, 1)


def _number(text: str, least: int) -> int:
    try:
        value = int(text)
    except ValueError:
        value = -1
    if not least <= value < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number of at least {least}")
    return value
