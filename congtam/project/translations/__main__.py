"""``python -m congtam.project.translations``."""

import sys

from congtam.project.translations.cli import main

sys.exit(main(sys.argv[1:]))
