"""What does not fit is refused, and a provider that is away keeps nobody from work."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

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
    with_query,
)
from congtam.interface.web.sessions.tests.conftest import sign_in

REFUSED = "Yêu cầu đã cũ, đã dùng, hoặc không khớp."


@pytest.fixture
def linked(provider: Provider, person: Account) -> Account:
    link(person, provider)
    return person


def _refused(client: Client, answer: Any) -> bool:
    return answer.status_code == 401 and REFUSED in answer.content.decode() and not signed_in(client)


def test_a_token_for_another_question_is_refused(client: Client, provider: Provider, linked: Account) -> None:
    there = with_query(begin(client), nonce="cua-nguoi-khac-0123456789")
    assert _refused(client, client.get(provider.says_yes(there)))


def test_an_answer_is_taken_once(client: Client, provider: Provider, linked: Account) -> None:
    back = provider.says_yes(begin(client))
    client.get(back)
    client.post("/accounts/logout/")
    assert _refused(client, client.get(back))


def test_an_answer_in_another_browser_is_refused(client: Client, provider: Provider, linked: Account) -> None:
    back = provider.says_yes(begin(client))
    other = Client()
    assert _refused(other, other.get(back))


def test_a_made_up_state_is_refused(client: Client, provider: Provider, linked: Account) -> None:
    back = provider.says_yes(begin(client))
    assert _refused(client, client.get(with_query(back, state="doan-mo")))


def test_the_same_subject_at_another_provider_is_somebody_else(
    client: Client, provider: Provider, person: Account
) -> None:
    uid = uid_of(issuer="https://truoc-day.test", subject=SUBJECT)
    SocialAccount.objects.create(user=person, provider="office", uid=uid)
    assert there_and_back(client, provider).status_code == 403
    assert not signed_in(client)


def test_a_code_that_was_not_given_is_refused(client: Client, provider: Provider, linked: Account) -> None:
    back = provider.says_yes(begin(client))
    assert _refused(client, client.get(with_query(back, code="doan-mo")))


def _other_subject(answer: dict[str, Any]) -> dict[str, Any]:
    head, body, seal = answer["id_token"].split(".")
    text = urlsafe_b64decode(body + "=" * (-len(body) % 4)).replace(b'"la"', b'"a1b2-nguoi-thu"')
    return answer | {"id_token": ".".join((head, urlsafe_b64encode(text).rstrip(b"=").decode(), seal))}


def test_a_token_that_was_changed_on_the_way_is_refused(
    client: Client, provider: Provider, linked: Account
) -> None:
    provider.changed["/oauth2/token"] = _other_subject
    assert _refused(client, client.get(provider.says_yes(begin(client), subject="la")))


def test_a_token_without_a_signature_is_refused(client: Client, provider: Provider, linked: Account) -> None:
    none = urlsafe_b64encode(b'{"alg":"none","kid":"x"}').rstrip(b"=").decode()

    def unsigned(answer: dict[str, Any]) -> dict[str, Any]:
        return answer | {"id_token": f"{none}.{answer['id_token'].split('.')[1]}."}

    provider.changed["/oauth2/token"] = unsigned
    assert _refused(client, there_and_back(client, provider))


@pytest.mark.parametrize("left", ["id_token", "access_token"])
def test_half_an_answer_is_refused(client: Client, provider: Provider, linked: Account, left: str) -> None:
    provider.changed["/oauth2/token"] = lambda answer: {k: v for k, v in answer.items() if k != left}
    assert _refused(client, there_and_back(client, provider))


def test_a_provider_that_calls_itself_otherwise_is_refused(
    client: Client, provider: Provider, linked: Account
) -> None:
    provider.changed["/.well-known/openid-configuration"] = lambda found: (
        found | {"issuer": "https://khac.test"}
    )
    assert _refused(client, client.post("/accounts/oidc/start/"))


def test_whoever_says_no_there_is_told_the_other_way(
    client: Client, provider: Provider, linked: Account
) -> None:
    there = begin(client)
    back = provider.says_yes(
        there, action="deny"
    )  # this one leaves out the state, which the standard asks for
    answer = client.get(with_query(back, state=query(there)["state"]))
    assert "đã chọn từ chối" in answer.content.decode()
    assert not signed_in(client)


def test_a_provider_that_is_away_is_said_clearly_and_the_password_works(
    client: Client, provider: Provider, linked: Account, settings: Any
) -> None:
    settings.OIDC = settings.OIDC | {"issuer": "http://localhost:9"}
    answer = client.post("/accounts/oidc/start/")
    assert answer.status_code == 502
    assert "“Cổng thử” không trả lời." in answer.content.decode()
    sign_in(client, linked)
    assert signed_in(client)


def test_a_provider_that_goes_away_half_way_is_said_too(
    client: Client, provider: Provider, linked: Account, settings: Any
) -> None:
    back = provider.says_yes(begin(client))
    settings.OIDC = settings.OIDC | {"issuer": "http://localhost:9"}
    answer = client.get(back)
    assert answer.status_code == 502
    assert not signed_in(client)


def test_the_log_names_nobody(
    client: Client, provider: Provider, linked: Account, caplog: pytest.LogCaptureFixture
) -> None:
    back = provider.says_yes(begin(client))
    client.get(with_query(back, code="doan-mo"))
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("congtam")]
    assert ours == ["signing in at the identity provider failed: OAuth2Error"]
