"""``python -m tests.reference_endpoint [port]``: serve until interrupted; ``--scenarios`` lists the faults."""

from __future__ import annotations

import argparse
from contextlib import suppress

from tests.reference_endpoint.faults import EVERYTHING
from tests.reference_endpoint.server import FIXED_PORT, ReferenceEndpoint

parser = argparse.ArgumentParser(prog="python -m tests.reference_endpoint", description=__doc__)
parser.add_argument(
    "port", nargs="?", type=int, default=FIXED_PORT, help=f"0 takes any free one (default {FIXED_PORT})"
)
parser.add_argument("--scenarios", action="store_true", help="list the faults, whose address is /scenario/NAME/v1")
given = parser.parse_args()
if given.scenarios:
    print("\n".join(EVERYTHING))
else:
    with ReferenceEndpoint(given.port, EVERYTHING) as endpoint:
        print(f"{endpoint.base_url()} (model reference-answers; answers by the maintainers, not by a provider)")
        with suppress(KeyboardInterrupt):
            endpoint.join()
