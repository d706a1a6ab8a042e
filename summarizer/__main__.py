"""``python -m summarizer``: the same as the ``summarizer`` command."""

import sys

from summarizer.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
