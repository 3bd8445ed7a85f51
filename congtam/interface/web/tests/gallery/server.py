"""The gallery's server: the product's own middleware but for what needs a database."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock
from wsgiref.simple_server import WSGIRequestHandler

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.http import HttpRequest, HttpResponse
from django.test import override_settings

from congtam.foundation.domains import NavigationItem
from congtam.foundation.editions import number
from congtam.interface.web import navigation

#: The day on which the gallery plays, so that a screenshot does not change over night.
DAY = "2025-10-14T08:30"
NAMES = ("Việc hôm nay", "Vào sổ đơn đến", "Danh sách đơn", "Phân loại", "Sổ đăng ký", "Báo cáo")


class Person:
    """Signs in whoever the cookies say; nobody with ``who=none``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number.note(0)  # the law and calendar as shipped: no database tells of another edition
        request.actor = None if request.COOKIES.get("who") == "none" else _actor(request)  # type: ignore[attr-defined]
        return self.get_response(request)


def _actor(request: HttpRequest) -> Any:
    account = SimpleNamespace(
        display_name="Trần Thị Văn Thư",
        username="van",
        language=request.COOKIES.get("lang", "vi"),
        theme=request.COOKIES.get("theme", "auto"),
        single_keys=request.COOKIES.get("keys", "on") == "on",
        save=lambda **_fields: None,
    )
    return SimpleNamespace(
        account=account,
        name=account.display_name,
        post_title="Văn thư",
        unit_name="Ban Nội chính Thành uỷ (thử)",
        account_id=1,
        elevated=(),
        may=lambda *_args: True,
    )


def _items(_actor: Any) -> list[NavigationItem]:
    icons = ("mail-plus", "list-details", "checklist", "book", "report-analytics")
    urls = ("gallery-intake", "gallery-list", "gallery-case", "gallery-parts", "gallery-empty")
    return [
        NavigationItem(label=label, url=url, icon=icon, permission="x", order=number)
        for number, (label, url, icon) in enumerate(zip(NAMES[1:], urls, icons, strict=True))
    ]


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


def _middleware() -> list[str]:
    needs_database = {"congtam.foundation.access.middleware.ScopedTransaction"}
    person = "congtam.interface.web.tests.gallery.server.Person"
    return [person if name in needs_database else name for name in settings.MIDDLEWARE]


def _templates() -> list[dict[str, Any]]:
    ours: dict[str, Any] = dict(settings.TEMPLATES[0])
    return [{**ours, "DIRS": [*ours["DIRS"], Path(__file__).parent / "templates"]}]


@contextmanager
def serving(port: int = 0) -> Iterator[str]:
    """Serve the gallery; gives its address, "http://127.0.0.1:…"."""
    with ExitStack() as stack:
        stack.enter_context(
            override_settings(
                ROOT_URLCONF="congtam.interface.web.tests.gallery.urls",
                MIDDLEWARE=_middleware(),
                TEMPLATES=_templates(),
                SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
                ALLOWED_HOSTS=["127.0.0.1"],
                DEMO=True,
                STATIC_ROOT=None,
            )
        )
        stack.enter_context(mock.patch.object(navigation, "_items", _items))
        stack.enter_context(mock.patch.dict("os.environ", {"CONGTAM_CLOCK": DAY}))
        stack.enter_context(mock.patch.dict(navigation._counters, _counters()))
        server = ThreadedWSGIServer(("127.0.0.1", port), _Quiet)
        server.set_app(WSGIHandler())
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def _counters() -> dict[str, navigation.Counter]:
    return {"gallery-list": lambda _actor: 143, "gallery-case": lambda _actor: 7}
