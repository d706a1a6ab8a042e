"""``python -m tests.corruptions [--errors] [NAME…]``: what becomes of spoiled drafts, and of sound ones."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from tests.corruptions.suite import alarms, run


def main(argv: Sequence[str]) -> int:
    """Print a line per operator: cases, the share that was caught, what got through, what went without a finding."""
    parser = ArgumentParser(prog="python -m tests.corruptions", description=__doc__)
    parser.add_argument("--split", default="dev", choices=("dev", "held_out"))
    parser.add_argument("--errors", action="store_true", help="list what got through, and the false alarms")
    parser.add_argument("names", nargs="*", help="operators; all of them without any")
    asked = parser.parse_args(list(argv))
    print(f"Corruptions of truthful drafts, {asked.split}")
    for caught in run(asked.split, asked.names):
        rest = f"through {len(caught.through):>3}  silent {len(caught.silent):>3}"
        print(f"  {caught.operator:<44} {caught.cases:>4} cases  caught {caught.rate:.3f}  {rest}", flush=True)
        if asked.errors:
            print(*(f"    through: {line}" for line in caught.through), sep="\n")
            print(*(f"    silent:  {line}" for line in caught.silent), sep="\n")
    if not asked.names:
        for kind, (texts, found) in alarms(asked.split).items():
            share = len(found) / texts if texts else 0.0
            print(f"  false alarms on {kind:<30} {len(found):>4} of {texts} texts  {share:.3f}")
            if asked.errors:
                print(*(f"    {line}" for line in found), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
