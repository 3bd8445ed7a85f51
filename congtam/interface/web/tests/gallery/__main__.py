"""``python -m congtam.interface.web.tests.gallery [PORT]``: look at it in a browser."""

import sys
import threading

import django

django.setup()

from congtam.interface.web.tests.gallery import serving  # noqa: E402

with serving(int(sys.argv[1]) if len(sys.argv) > 1 else 8099) as address:
    print(address, flush=True)
    threading.Event().wait()
