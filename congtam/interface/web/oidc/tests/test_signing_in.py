"""Signing in at the provider: only into an account that its person linked, and with nothing taken over."""

from base64 import urlsafe_b64encode
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from congtam.foundation import clock
from congtam.foundation.access.models import Account
from congtam.interface.web.oidc.provider import uid_of
from congtam.interface.web.oidc.tests.conftest import (
    SUBJECT,
    Provider,
    begin,
    link,
    query,
    signed_in,
    there_and_back,
)
from congtam.interface.web.sessions.tests.conftest import account_with, code_of, sign_in, with_app


def test_a_linked_person_signs_in_there(client: Client, provider: Provider, person: Account) -> None:
    link(person, provider)
    answer = there_and_back(client, provider)
    assert answer.headers["Location"] == "/"
    assert signed_in(client)
    assert client.session["_auth_user_id"] == str(person.pk)


def test_the_page_that_was_wanted_comes_after_it(client: Client, provider: Provider, person: Account) -> None:
    link(person, provider)
    answer = client.get(provider.says_yes(begin(client, next="/letters/")))
    assert answer.headers["Location"] == "/letters/"


def test_somebody_whom_nobody_linked_enters_nothing_and_becomes_nobody(
    client: Client, provider: Provider, person: Account
) -> None:
    answer = there_and_back(client, provider)
    assert answer.status_code == 403
    assert "liên kết ở trang Bảo mật đăng nhập" in answer.content.decode()
    assert not signed_in(client)
    assert Account.objects.count() == 1
    assert not SocialAccount.objects.exists()


def test_the_same_user_name_or_address_there_opens_nothing_here(
    client: Client, provider: Provider, person: Account
) -> None:
    provider.knows(
        SUBJECT, preferred_username=person.username, email="vanthu@example.test", email_verified=True
    )
    assert there_and_back(client, provider).status_code == 403
    assert there_and_back(client, provider, subject=person.username).status_code == 403
    assert not signed_in(client)


def test_nothing_but_the_subject_is_kept(client: Client, provider: Provider, person: Account) -> None:
    provider.knows(
        SUBJECT, name="Tên Khác (thử)", email="khac@example.test", picture="http://x.test/a.png", la="gì"
    )
    link(person, provider)
    there_and_back(client, provider)
    kept = SocialAccount.objects.get()
    assert (kept.extra_data, kept.user_id) == ({}, person.pk)
    assert kept.uid == uid_of(issuer=provider.address, subject=SUBJECT)
    assert not SocialToken.objects.exists()
    before = person.display_name
    person.refresh_from_db()
    assert person.display_name == before


def test_only_the_subject_is_asked_for(client: Client, provider: Provider, person: Account) -> None:
    assert query(begin(client))["scope"] == "openid"
    link(person, provider)
    assert "/userinfo" not in [path for path, _form in provider.asked]


def test_state_nonce_and_a_challenge_go_along_and_the_verifier_fits_it(
    client: Client, provider: Provider, person: Account
) -> None:
    link(person, provider)
    there = begin(client)
    asked = query(there)
    assert min(len(asked["state"]), len(asked["nonce"])) >= 16
    client.get(provider.says_yes(there))
    sent = next(form for path, form in reversed(provider.asked) if path == "/oauth2/token")
    digest = urlsafe_b64encode(sha256(sent["code_verifier"].encode()).digest()).rstrip(b"=").decode()
    assert (asked["code_challenge_method"], asked["code_challenge"]) == ("S256", digest)


def test_signing_in_there_is_begun_by_a_form_of_ours_only(provider: Provider, person: Account) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.get("/accounts/oidc/start/").status_code == 405
    assert strict.post("/accounts/oidc/start/").status_code == 403


def test_the_entrance_offers_it_where_it_is_configured(
    client: Client, provider: Provider, person: Account
) -> None:
    assert "Đăng nhập bằng Cổng thử" in client.get("/accounts/login/").content.decode()


def test_without_a_provider_there_is_neither_button_nor_address(
    client: Client, db: None, settings: Any
) -> None:
    settings.OIDC = {}
    assert "oidc" not in client.get("/accounts/login/").content.decode()
    assert client.post("/accounts/oidc/start/").status_code == 404
    assert client.get("/accounts/oidc/callback/?state=a&code=b").status_code == 404


@pytest.mark.parametrize(
    "path", ["/accounts/3rdparty/", "/accounts/3rdparty/signup/", "/accounts/social/signup/"]
)
def test_the_pages_of_the_library_are_nowhere(
    client: Client, provider: Provider, db: None, path: str
) -> None:
    assert client.get(path).status_code == 404


def test_whoever_left_does_not_enter_from_there(client: Client, provider: Provider, person: Account) -> None:
    link(person, provider)
    Account.objects.filter(pk=person.pk).update(is_active=False)
    there_and_back(client, provider)
    assert not signed_in(client)


# -- linking ------------------------------------------------------------------------------------------------


def test_a_subject_that_belongs_to_a_colleague_is_not_taken_away(
    client: Client, provider: Provider, person: Account
) -> None:
    link(person, provider)
    other = account_with("letters.view", username="khac", title="Khác")
    sign_in(client, other)
    there_and_back(client, provider)
    assert "đã được liên kết với một tài khoản khác" in client.get("/accounts/2fa/").content.decode()
    assert SocialAccount.objects.get().user_id == person.pk


def test_linking_asks_for_the_password_again_after_a_while(
    client: Client, provider: Provider, person: Account
) -> None:
    sign_in(client, person)
    session = client.session
    session["account_authentication_methods"][-1]["at"] -= 600
    session.save()
    answer = client.post("/accounts/oidc/start/")
    assert answer.headers["Location"].startswith("/accounts/reauthenticate/")


def test_unlinked_it_opens_nothing_any_more(client: Client, provider: Provider, person: Account) -> None:
    link(person, provider)
    owner = Client()
    sign_in(owner, person)
    assert "Đã liên kết" in owner.get("/accounts/2fa/").content.decode()
    owner.post("/accounts/oidc/unlink/")
    assert there_and_back(client, provider).status_code == 403


# -- the second step ----------------------------------------------------------------------------------------


@pytest.fixture
def keeper(db: None, settings: Any) -> Account:
    settings.SECOND_FACTOR = "sensitive"
    return account_with("letters.triage", username="phanloai", title="Phân loại")


def _linked(account: Account, provider: Provider) -> None:
    uid = uid_of(issuer=provider.address, subject=SUBJECT)
    SocialAccount.objects.create(user=account, provider="office", uid=uid)


def test_rights_that_demand_a_second_step_demand_it_of_whoever_came_from_there(
    client: Client, provider: Provider, keeper: Account
) -> None:
    _linked(keeper, provider)
    there_and_back(client, provider)
    assert client.get("/").headers["Location"].startswith("/session/second-step")


def test_with_an_app_the_code_is_asked_for(client: Client, provider: Provider, keeper: Account) -> None:
    _linked(keeper, provider)
    secret, _codes = with_app(keeper)
    answer = there_and_back(client, provider)
    assert answer.headers["Location"] == "/accounts/2fa/authenticate/"
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert client.get("/").status_code == 200


def test_what_the_provider_saw_counts_only_where_the_office_says_so(
    provider: Provider, keeper: Account, settings: Any
) -> None:
    _linked(keeper, provider)
    provider.knows(SUBJECT, amr=["pwd", "hwk"])
    for trusted, opens in (((), False), (("mfa",), False), (("mfa", "hwk"), True)):
        settings.OIDC = settings.OIDC | {"trusted_amr": trusted}
        client = Client()
        there_and_back(client, provider)
        assert (client.get("/").status_code == 200) is opens, trusted


def test_a_session_from_there_locks_like_any_other(
    client: Client, provider: Provider, person: Account, settings: Any
) -> None:
    link(person, provider)
    there_and_back(client, provider)
    settings.IDLE_MINUTES = 15
    with clock.frozen(clock.now() + timedelta(minutes=15)):
        assert client.get("/").headers["Location"].startswith("/session/unlock")
