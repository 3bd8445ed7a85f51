"""How long a session lasts, and what ends it."""

from datetime import datetime, timedelta

from django.test import Client

from congtam.foundation import clock
from congtam.foundation.access.models import Account
from congtam.interface.web.sessions.tests.conftest import PASSWORD, sign_in

NEW = "cay-tre-xanh-ngat-2"


def _signed_in(client: Client) -> bool:
    return bool(client.get("/session").json()["signed_in"])


def test_twelve_hours_after_signing_in_one_signs_in_again_however_busy(desk: Client) -> None:
    start = clock.now()
    for minute in range(0, 12 * 60, 10):
        with clock.frozen(start + timedelta(minutes=minute)):
            desk.get("/session?active")
    with clock.frozen(start + timedelta(hours=12)):
        assert desk.get("/letters/").headers["Location"] == "/accounts/login/?next=%2Fletters%2F"
        assert not _signed_in(desk)


def test_signing_in_changes_the_key_of_the_session(client: Client, clerk: Account) -> None:
    client.get("/accounts/login/")
    session = client.session
    session["before"] = True
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = str(before)
    sign_in(client, clerk)
    assert client.session.session_key != before
    assert not client.session.exists(str(before))


def test_a_new_password_ends_all_other_sessions_and_keeps_this_one(desk: Client, clerk: Account) -> None:
    other = Client()
    sign_in(other, clerk)
    desk.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert _signed_in(desk)
    assert not _signed_in(other)


def test_the_sign_in_before_is_told_and_neither_place_nor_browser_is_kept(
    client: Client, clerk: Account
) -> None:
    sign_in(client, clerk)
    assert "Lần đăng nhập trước" not in client.get("/").content.decode()
    Account.objects.filter(pk=clerk.pk).update(last_login=datetime(2026, 3, 2, 7, 5, tzinfo=clock.PLACE))
    elsewhere = Client(headers={"User-Agent": "Trình duyệt thử"}, REMOTE_ADDR="203.0.113.77")
    sign_in(elsewhere, clerk)
    assert "Lần đăng nhập trước: 07:05 thứ Hai 02/03/2026." in elsewhere.get("/").content.decode()
    kept = repr(dict(elsewhere.session))
    assert "203.0.113.77" not in kept
    assert "Trình duyệt" not in kept
