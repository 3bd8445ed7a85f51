"""``python -m tests.architecture.matrix`` writes ``docs/permissions.md``."""

import os

import django


def main() -> None:
    """Write the document."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congtam.project.settings")
    django.setup()
    from tests.architecture.matrix.document import PLACE, text

    PLACE.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
