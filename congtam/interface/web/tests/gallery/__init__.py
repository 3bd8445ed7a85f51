"""A gallery of the shell and every component, on invented data, without a database: for eyes and for tests.

``serving()`` starts it on a free port of the loopback. Persons are chosen by cookies ``lang`` and ``theme``.
"""

from congtam.interface.web.tests.gallery.server import serving

__all__ = ["serving"]
