"""`python -m tests.gate [--errors]`."""

from __future__ import annotations

import signal
import sys

from tests.gate.run import main

signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # a reader that stops early (`| head`) ends it quietly
sys.exit(main(sys.argv[1:]))
