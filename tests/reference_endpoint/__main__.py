"""``python -m tests.reference_endpoint [port]``: serve until interrupted."""

from __future__ import annotations

import sys
from contextlib import suppress

from tests.reference_endpoint.faults import EVERYTHING
from tests.reference_endpoint.server import FIXED_PORT, ReferenceEndpoint

with ReferenceEndpoint(int(sys.argv[1]) if len(sys.argv) > 1 else FIXED_PORT, EVERYTHING) as endpoint:
    print(f"{endpoint.base_url()} (model reference-answers; answers by the maintainers, not by a provider)")
    with suppress(KeyboardInterrupt):
        endpoint.join()
