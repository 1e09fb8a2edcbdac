"""Lets `python -m library.cli` do what `library` does."""

import sys

from library.cli import main

sys.exit(main())
