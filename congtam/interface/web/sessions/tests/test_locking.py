"""The idle lock: nothing is answered, nothing is lost."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from congtam.foundation import clock
from congtam.foundation.access import sessions
from congtam.foundation.access.models import Account
from congtam.interface.web.sessions import kept
from congtam.interface.web.sessions.tests.conftest import PASSWORD, sign_in

UNLOCK = "/session/unlock"


def _later(minutes: float) -> Any:
    return clock.frozen(clock.now() + timedelta(minutes=minutes))


def _locked(client: Client) -> bool:
    return bool(client.get("/session").json()["locked"])


@pytest.fixture
def forgotten() -> Any:
    """Whose keys were forgotten, as a lower layer hears of it."""
    heard: list[int] = []

    def hear(request: Any) -> None:
        heard.append(request.user.pk)

    sessions.on_lock(hear)
    yield heard
    sessions._on_lock.remove(hear)


def test_after_a_quarter_of_an_hour_without_anything_the_next_page_is_the_one_that_unlocks(
    desk: Client,
) -> None:
    with _later(15):
        assert desk.get("/letters/?page=2").headers["Location"] == f"{UNLOCK}?next=%2Fletters%2F%3Fpage%3D2"


def test_a_minute_earlier_it_is_not_locked(desk: Client) -> None:
    with _later(14):
        assert desk.get("/letters/").status_code == 200


def test_whoever_works_is_never_locked(desk: Client) -> None:
    for minute in range(0, 60, 10):
        with _later(minute):
            assert desk.get("/letters/").status_code == 200


def test_typing_counts_as_work_and_what_a_page_asks_by_itself_does_not(desk: Client) -> None:
    with _later(10):
        desk.get("/session?active")
    with _later(20):
        assert not _locked(desk)
        desk.get("/letters/", headers={"X-Idle": "1", "HX-Request": "true"})
        desk.get("/session")
    with _later(25):
        assert _locked(desk)


def test_the_office_chooses_the_minutes(desk: Client, settings: Any) -> None:
    settings.IDLE_MINUTES = 5
    with _later(5):
        assert _locked(desk)


def test_locked_by_hand_it_leads_to_the_page_that_unlocks(desk: Client) -> None:
    answer = desk.post("/session/lock", {"next": "/letters/"})
    assert answer.headers["Location"] == f"{UNLOCK}?next=%2Fletters%2F"
    assert _locked(desk)


def test_a_locked_session_answers_scripts_with_nothing_but_that(desk: Client) -> None:
    desk.post("/session/lock")
    for headers in ({"Accept": "application/json"}, {"HX-Request": "true"}, {"Sec-Fetch-Mode": "cors"}):
        answer = desk.get("/letters/", headers=headers)
        assert answer.status_code == 423
        assert json.loads(answer.content)["locked"] is True


def test_the_right_password_leads_back_to_the_very_page(desk: Client) -> None:
    desk.post("/session/lock")
    answer = desk.post(UNLOCK, {"password": PASSWORD, "next": "/letters/?page=2"})
    assert answer.headers["Location"] == "/letters/?page=2"
    assert desk.get("/letters/").status_code == 200


def test_never_to_a_page_elsewhere(desk: Client) -> None:
    desk.post("/session/lock")
    answer = desk.post(UNLOCK, {"password": PASSWORD, "next": "https://elsewhere.test/"})
    assert answer.headers["Location"] == "/"


def test_a_wrong_password_opens_nothing_and_is_slowed(desk: Client) -> None:
    desk.post("/session/lock")
    assert "Mật khẩu không đúng." in desk.post(UNLOCK, {"password": "sai"}).content.decode()
    for _each in range(5):
        desk.post(UNLOCK, {"password": "sai"})
    assert "Đã thử sai nhiều lần từ máy này." in desk.post(UNLOCK, {"password": PASSWORD}).content.decode()
    assert _locked(desk)


def test_a_made_up_passkey_opens_nothing(desk: Client) -> None:
    desk.post("/session/lock")
    assert desk.post(UNLOCK, {"credential": '{"id": "AA", "response": {}}'}).status_code == 422
    assert desk.post(UNLOCK, {"credential": "không phải JSON"}).status_code == 422
    assert _locked(desk)


def test_a_script_unlocks_and_gets_a_fresh_token(desk: Client) -> None:
    desk.post("/session/lock", headers={"Accept": "application/json"})
    wrong = desk.post(UNLOCK, {"password": "sai"}, headers={"Accept": "application/json"})
    assert (wrong.status_code, wrong.json()["message"]) == (422, "Mật khẩu không đúng.")
    right = desk.post(UNLOCK, {"password": PASSWORD}, headers={"Accept": "application/json"})
    assert right.json()["unlocked"] is True
    assert right.json()["csrf"]


def test_signing_out_is_possible_while_locked(desk: Client) -> None:
    desk.post("/session/lock")
    desk.post("/accounts/logout/")
    assert desk.get("/session").json()["signed_in"] is False


def test_locking_forgets_private_keys_once_and_so_does_signing_out(
    desk: Client, clerk: Account, forgotten: list[int]
) -> None:
    desk.post("/session/lock")
    desk.get("/letters/")
    assert forgotten == [clerk.pk]
    desk.post(UNLOCK, {"password": PASSWORD})
    desk.post("/accounts/logout/")
    assert forgotten == [clerk.pk] * 2


def test_the_idle_lock_forgets_them_too(desk: Client, clerk: Account, forgotten: list[int]) -> None:
    with _later(16):
        desk.get("/session")
    assert forgotten == [clerk.pk]


def test_what_is_typed_elsewhere_is_locked_with_it(desk: Client) -> None:
    """Two tabs of one browser share the session."""
    desk.post("/session/lock")
    assert desk.post("/preferences", {"theme": "dark"}).status_code == 423


def test_a_slow_request_from_before_the_lock_does_not_open_it(desk: Client, clerk: Account) -> None:
    from django.contrib.sessions.backends.db import SessionStore
    from django.http import HttpRequest

    from congtam.interface.web.sessions import state

    slow = HttpRequest()
    slow.session = SessionStore(desk.session.session_key)
    slow.session["something"] = 1
    desk.post("/session/lock")
    state.keep_lock(slow)
    slow.session.save()
    assert _locked(desk)


def test_one_that_was_unlocked_stays_so(desk: Client) -> None:
    desk.post("/session/lock")
    desk.post(UNLOCK, {"password": PASSWORD})
    desk.post("/preferences", {"theme": "dark"})
    assert not _locked(desk)


# -- a form that is sent while the screen is locked ---------------------------------------------------------

NOTE = "nội dung đã gõ dở (thử)"


def _sent_while_locked(client: Client, path: str = "/letters/receive/", **fields: Any) -> Any:
    client.post("/session/lock")
    return client.post(path, {"note": NOTE, **fields})


def test_a_form_sent_while_locked_is_handed_back_after_unlocking(desk: Client) -> None:
    asked = _sent_while_locked(desk)
    assert asked.status_code == 423
    sealed = asked.context["kept"]
    again = desk.post(UNLOCK, {"password": PASSWORD, "kept": sealed})
    page = again.content.decode()
    assert 'action="/letters/receive/"' in page
    assert f'name="note" value="{NOTE}"' in page


def test_a_wrong_password_between_does_not_lose_it(desk: Client) -> None:
    sealed = _sent_while_locked(desk).context["kept"]
    wrong = desk.post(UNLOCK, {"password": "sai", "kept": sealed})
    assert wrong.context["kept"] == sealed


def test_the_locked_page_does_not_tell_what_was_typed(desk: Client) -> None:
    assert NOTE not in _sent_while_locked(desk).content.decode()


def test_it_is_stored_nowhere(desk: Client) -> None:
    _sent_while_locked(desk)
    assert NOTE not in json.dumps(dict(desk.session), ensure_ascii=False)


def test_passwords_and_codes_are_not_kept(desk: Client) -> None:
    asked = _sent_while_locked(desk, passphrase="bí mật", new_password="bí mật", code="123456", csrfx="-")
    page = desk.post(UNLOCK, {"password": PASSWORD, "kept": asked.context["kept"]}).content.decode()
    assert "bí mật" not in page
    assert "123456" not in page
    assert _sent_while_locked(desk, "/accounts/password/change/").context["kept"] == ""


def test_another_session_cannot_open_what_was_kept(desk: Client, clerk: Account) -> None:
    sealed = _sent_while_locked(desk).context["kept"]
    other = Client()
    sign_in(other, clerk)
    other.post("/session/lock")
    assert other.post(UNLOCK, {"password": PASSWORD, "kept": sealed}).headers["Location"] == "/"


def test_nothing_made_up_is_sent_on(desk: Client) -> None:
    desk.post("/session/lock")
    assert desk.post(UNLOCK, {"password": PASSWORD, "kept": "AAAA"}).headers["Location"] == "/"


def test_a_form_too_long_to_be_typed_is_not_carried(desk: Client) -> None:
    assert _sent_while_locked(desk, long="x" * kept.MOST_BYTES).context["kept"] == ""


@pytest.mark.parametrize("path", ["/letters/receive/", "/letters/", "/preferences"])
def test_what_another_site_sent_to_a_locked_screen_is_not_handed_to_its_person(
    clerk: Account, path: str
) -> None:
    """The page that sends it on would bear the token that the other site lacked."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(clerk)
    strict.get("/session")
    session = strict.session
    session["locked"] = session["began"] = clock.now().timestamp()
    session.save()
    answer = strict.post(path, {"note": NOTE}, headers={"Origin": "http://testserver"})
    assert answer.status_code in (403, 423)
    assert not (answer.context and answer.context.get("kept"))
