"""Grammar of the commands about prompts, schemas and shells. Loads nothing of the house."""

from __future__ import annotations

import argparse

from summarizer.cli.parser_parts import command

PROMPT = "ID, ID@VERSION, ID@LABEL, or the path of a .prompt.md file"


def add_prompts(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command «prompts»."""
    prompts = command(commands, "prompts", "list, show, render, compare, check and release prompts")
    actions = prompts.add_subparsers(dest="action", required=True, metavar="ACTION")
    command(actions, "list", "list every prompt with version, status, hash, labels and draft schema")
    show = command(actions, "show", "print a prompt's parts as they stand in its file")
    show.add_argument("prompt", metavar="PROMPT", help=PROMPT)
    render = command(actions, "render", "print what a model would be sent for an article")
    render.add_argument("prompt", metavar="PROMPT", help=PROMPT)
    render.add_argument("article", metavar="FILE", help="the article's text, or - for standard input")
    diff = command(actions, "diff", "print what changes between two prompts: templates, draft schema, stored scores")
    diff.add_argument("old", metavar="OLD", help=PROMPT)
    diff.add_argument("new", metavar="NEW", help=PROMPT)
    command(actions, "check", "check all prompts against their lock; exits with 100 where one fails")
    release = command(actions, "release", "make a draft a release and write it into the lock, in a checkout")
    release.add_argument("prompt", metavar="ID@VERSION", help="the draft")
    label = command(actions, "label", "put a label on a released version, in a checkout")
    label.add_argument("prompt", metavar="ID@VERSION", help="a released prompt")
    label.add_argument("label", metavar="LABEL", help="small letters, digits, hyphens: stable")


def add_schema(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command «schema»."""
    schema = command(commands, "schema", "print a JSON schema")
    schema.add_argument(
        "name",
        choices=("brief", "draft", "draft.v1", "draft.v2"),
        help="brief: what a reader gets; draft: what a model is asked for by the newest prompt, else the one named",
    )


def add_completion(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command «completion»."""
    completion = command(
        commands,
        "completion",
        "print a script that completes this command in a shell",
        "Print a script that completes commands, options and files. For bash:\n\n"
        "  summarizer completion bash > ~/.local/share/bash-completion/completions/summarizer",
    )
    completion.add_argument("shell", choices=("bash", "zsh"), help="the shell it is for")
