"""What a person sets for themselves."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from congtam.foundation.access.models import Account
from congtam.interface.web.preferences import session_state, set_preferences


@pytest.fixture
def account(db: None) -> Account:
    return Account.objects.create_user("van", "mat-khau-thu-nghiem", display_name="Văn Thư (thử)")


def _posted(account: Account | None, **values: str) -> HttpResponse:
    request = RequestFactory().post("/preferences", values)
    request.actor = SimpleNamespace(account=account) if account else None  # type: ignore[attr-defined]
    return set_preferences(request)


def test_language_theme_and_single_letters_are_kept_on_the_account(account: Account) -> None:
    answer = _posted(account, language="en", theme="dark", single_keys="off", next="/letters/")
    account.refresh_from_db()
    assert (account.language, account.theme, account.single_keys) == ("en", "dark", False)
    assert answer.headers["Location"] == "/letters/"


def test_one_choice_leaves_the_others_alone(account: Account) -> None:
    _posted(account, theme="dark", next="/")
    account.refresh_from_db()
    assert (account.language, account.theme, account.single_keys) == ("vi", "dark", True)


def test_a_value_that_may_not_be_chosen_changes_nothing(account: Account) -> None:
    assert _posted(account, language="xx", theme="dark", next="/").status_code == 400
    account.refresh_from_db()
    assert account.theme == "auto"


@pytest.mark.parametrize("target", ["https://elsewhere.test/", "//elsewhere.test", "javascript:alert(1)"])
def test_the_way_back_never_leads_elsewhere(account: Account, target: str, settings: Any) -> None:
    settings.ROOT_URLCONF = "congtam.interface.web.tests.gallery.urls"
    assert _posted(account, theme="dark", next=target).headers["Location"] == "/"


def test_who_is_not_signed_in_is_sent_to_sign_in() -> None:
    assert "login" in _posted(None, theme="dark").headers["Location"]


def _state(actor: Any) -> dict[str, Any]:
    request: HttpRequest = RequestFactory().get("/session")
    request.actor = actor  # type: ignore[attr-defined]
    request.session = SessionStore()
    found: dict[str, Any] = json.loads(session_state(request).content)
    return found


def test_a_page_learns_whether_the_session_holds_and_gets_a_fresh_token() -> None:
    assert _state(SimpleNamespace(account=None))["signed_in"] is True
    assert len(_state(SimpleNamespace(account=None))["csrf"]) == 64


def test_nobody_gets_a_token_without_a_session() -> None:
    assert _state(None) == {"signed_in": False, "csrf": "", "locked": False}
