"""`python -m tests.gate [--errors]`."""

from __future__ import annotations

import sys

from tests.gate.run import main

sys.exit(main(sys.argv[1:]))
