"""``summarizer prompts``: which prompts there are, what they say, whether they are what was released."""

from __future__ import annotations

import argparse
import sys

from summarizer.assets.prompts import check_prompts, list_prompts, load_prompt, render
from summarizer.cli.exits import Exit
from summarizer.cli.inputs import one_article
from summarizer.cli.speech import say
from summarizer.report.plain import plain
from summarizer.text.analyse import analyse


def main(args: argparse.Namespace) -> int:
    """Run one action and return the exit code."""
    match args.action:
        case "list":
            for info in list_prompts():
                _write(f"{info.name}\t{info.status}\t{info.sha256[:12]}\t{info.description}\n")
        case "show":
            prompt = load_prompt(args.prompt)
            for name, text in (
                *(("system", prompt.system), ("user", prompt.user)),
                *(("repair", prompt.repair), ("reask", prompt.reask)),
            ):
                _write(_part(name, text))
        case "render":
            for message in render(load_prompt(args.prompt), analyse(one_article(args.article))):
                _write(_part(message.role, message.content))
        case _:
            problems = check_prompts()
            _write("".join(f"{problem}\n" for problem in problems))
            say(_verdict(len(problems), len(list_prompts())))
            return Exit.FINDINGS if problems else Exit.OK
    return Exit.OK


def _verdict(problems: int, prompts: int) -> str:
    if problems:
        return f"{problems} problem{'s' if problems > 1 else ''}"
    return "1 prompt is as it should be" if prompts == 1 else f"{prompts} prompts are as they should be"


def _part(name: str, text: str) -> str:
    return f"=== {name} ===\n{text}{'' if text.endswith(chr(10)) else chr(10)}"


def _write(text: str) -> None:
    """Write to standard output: as it is into files and pipes, without control characters on a terminal."""
    if sys.stdout.isatty():
        text = "\n".join(plain(line) for line in text.split("\n"))
    sys.stdout.write(text)
