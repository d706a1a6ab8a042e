"""``summarizer prompts``: which prompts there are, what they say, what changes between them, and their releases."""

from __future__ import annotations

import argparse
import sys

from summarizer.assets.prompt_changes import schema_changes, score_changes, template_changes
from summarizer.assets.prompt_lock import read_labels
from summarizer.assets.prompt_releases import check_prompts, label_prompt, release_prompt
from summarizer.assets.prompts import list_prompts, load_prompt, render
from summarizer.cli.exits import Exit
from summarizer.cli.inputs import one_article
from summarizer.cli.speech import say
from summarizer.report.plain import plain
from summarizer.text.analyse import analyse


def main(args: argparse.Namespace) -> int:
    """Run one action and return the exit code."""
    match args.action:
        case "list":
            _list()
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
        case "diff":
            _diff(args.old, args.new)
        case "release":
            info = release_prompt(args.prompt)
            say(f"{info.name} is released, sha256 {info.sha256}")
        case "label":
            say(label_prompt(args.prompt, args.label))
        case _:
            problems = check_prompts()
            _write("".join(f"{problem}\n" for problem in problems))
            say(_verdict(len(problems), len(list_prompts())))
            return Exit.FINDINGS if problems else Exit.OK
    return Exit.OK


def _list() -> None:
    labels = read_labels()
    for info in list_prompts():
        own = [name.partition("@")[2] for name, version in labels.items() if name.startswith(f"{info.id}@")]
        own = [label for label in own if labels[f"{info.id}@{label}"] == info.version]
        cells = (info.name, info.status, info.sha256[:12], ",".join(own) or "-", info.output_schema, info.description)
        _write("\t".join(cells) + "\n")


def _diff(old: str, new: str) -> None:
    """Write what changes, in three sections; each says so where nothing does."""
    before, after = load_prompt(old), load_prompt(new)
    sections = {
        "templates": template_changes(before, after),
        "draft schema": schema_changes(before, after),
        "scores": score_changes(before, after),
    }
    for name, lines in sections.items():
        _write(_part(name, "\n".join(lines) or "no change"))


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
