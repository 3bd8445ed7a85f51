"""The set-up page by itself: the code, the screens, going back, errors, and only one office."""

import re
from typing import Any

import pytest
from django.test import Client

from congtam.foundation import clock
from congtam.foundation.access.models import Account, Unit
from congtam.foundation.access.setup import add_account
from congtam.foundation.numbering.models import Counter
from congtam.project.first_day import set_up_code
from congtam.project.first_day.setting_up import set_up_office
from congtam.project.first_day.tests.plans import ADMINISTRATOR, BOOKS, OFFICE, PASSWORD, PEOPLE, plan
from congtam.project.home import Home
from congtam.registers.accounts.door import waiting_invitation

pytestmark = pytest.mark.django_db

START = "/thiet-lap/"
SCREENS = ("co-quan", "so", "nguoi", "lich", "quan-tri")
TYPED: dict[str, dict[str, Any]] = {
    "co-quan": OFFICE, "so": BOOKS, "nguoi": PEOPLE, "lich": {}, "quan-tri": ADMINISTRATOR,
}  # fmt: skip


@pytest.fixture
def code(home: Home) -> str:
    """The code of a home that waits."""
    return set_up_code.renew(home.path)


@pytest.fixture
def somebody(code: str) -> Client:
    """A browser in Vietnamese that knows no code yet."""
    return Client(headers={"accept-language": "vi"})


@pytest.fixture
def officer(somebody: Client, code: str) -> Client:
    """A browser that gave the code."""
    somebody.post(START, {"code": code})
    return somebody


def send(client: Client, screen: str, *, go: str = "next", **changes: Any) -> Any:
    return client.post(f"{START}{screen}/", {**TYPED[screen], **changes, "go": go})


def through(client: Client, *, until: str) -> None:
    for screen in SCREENS[: SCREENS.index(until)]:
        assert send(client, screen).status_code == 302, screen


@pytest.mark.parametrize("path", ["/", "/letters/", "/accounts/login/", "/vi/tra-cuu/", "/no-such-page/"])
def test_every_page_leads_to_the_set_up_page(somebody: Client, path: str) -> None:
    answer = somebody.get(path)

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/thiet-lap/?lang=vi"
    assert "chưa được thiết lập" in somebody.get(answer.headers["Location"]).content.decode()


def test_health_is_answered_meanwhile(somebody: Client) -> None:
    assert somebody.get("/healthz").status_code in (200, 503)


@pytest.mark.parametrize("screen", SCREENS)
def test_without_the_code_no_screen_opens(somebody: Client, screen: str) -> None:
    assert somebody.get(f"{START}{screen}/").headers["Location"] == "/thiet-lap/?lang=vi"
    assert send(somebody, screen).headers["Location"] == "/thiet-lap/?lang=vi"
    assert not Account.objects.exists()


def test_a_wrong_code_is_told_and_tries_are_slowed(somebody: Client) -> None:
    answers = [somebody.post(START, {"code": "AAAA-AAAA"}) for _ in range(7)]

    assert "Mã không đúng" in answers[0].content.decode()
    assert answers[-1].status_code == 429


@pytest.mark.parametrize("path", [START, f"{START}co-quan/", f"{START}quan-tri/", "/join/"])
def test_no_other_site_sends_a_form_in_somebodys_name(code: str, path: str) -> None:
    browser = Client(enforce_csrf_checks=True)

    assert browser.post(path, {"code": code}).status_code in (302, 403)
    assert "sessionid" not in browser.cookies


@pytest.mark.parametrize("screen", ["co-quan", "quan-tri"])
def test_what_is_missing_is_asked_for_by_its_name(officer: Client, screen: str) -> None:
    through(officer, until=screen)
    empty = dict.fromkeys(TYPED[screen], "")

    answer = officer.post(f"{START}{screen}/", {**empty, "numbering": "year", "go": "next"})

    assert answer.status_code == 422
    assert "Hãy" in answer.content.decode()
    assert "Trường này là bắt buộc" not in answer.content.decode()


def test_the_code_may_be_typed_in_small_letters_without_hyphen(somebody: Client, code: str) -> None:
    answer = somebody.post(START, {"code": f" {code.lower().replace('-', '')} "})

    assert answer.headers["Location"] == "/thiet-lap/co-quan/?lang=vi"


def test_a_new_start_of_the_product_ends_what_an_old_code_opened(officer: Client, home: Home) -> None:
    set_up_code.renew(home.path)

    assert officer.get(f"{START}co-quan/").headers["Location"] == "/thiet-lap/?lang=vi"


def test_the_letterhead_is_shown_as_it_will_be_printed(officer: Client) -> None:
    page = send(officer, "co-quan", go="preview", superior_name="Ủy ban nhân dân tỉnh Ví Dụ").content.decode()

    for line in ("ỦY BAN NHÂN DÂN TỈNH VÍ DỤ", "ỦY BAN NHÂN DÂN XÃ VÍ DỤ", "Số: 01/TB-UBND", "Ví Dụ, ngày"):
        assert line in page


def test_an_error_keeps_what_was_typed(officer: Client) -> None:
    answer = send(officer, "co-quan", place="", phone="0211 000 111")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_place"' in page
    assert "0211 000 111" in page
    assert "Ủy ban nhân dân xã Ví Dụ" in page


def test_going_back_loses_nothing_even_where_it_is_wrong(officer: Client) -> None:
    through(officer, until="so")

    assert (
        send(officer, "so", go="back", letters="một trăm").headers["Location"]
        == "/thiet-lap/co-quan/?lang=vi"
    )
    assert "Ủy ban nhân dân xã Ví Dụ" in officer.get(f"{START}co-quan/").content.decode()
    assert "một trăm" in officer.get(f"{START}so/").content.decode()


def test_another_person_is_another_row_and_the_others_stay(officer: Client) -> None:
    through(officer, until="nguoi")

    send(officer, "nguoi", go="more")

    page = officer.get(f"{START}nguoi/").content.decode()
    assert "people-2-name" in page
    assert "Nguyễn Thị Sổ (thử)" in page


def test_an_office_without_anybody_at_the_desk_is_not_gone_on_with(officer: Client) -> None:
    through(officer, until="nguoi")

    answer = officer.post(f"{START}nguoi/", {**PEOPLE, "people-0-duties": ["leader"], "go": "next"})

    assert answer.status_code == 422
    assert "ít nhất một người tiếp nhận" in answer.content.decode()


def test_the_last_screen_leads_to_the_first_one_that_is_not_filled(officer: Client) -> None:
    assert officer.get(f"{START}quan-tri/").headers["Location"] == "/thiet-lap/co-quan/?lang=vi"
    through(officer, until="nguoi")
    assert officer.get(f"{START}quan-tri/").headers["Location"] == "/thiet-lap/nguoi/?lang=vi"


def test_the_calendar_says_how_sure_each_year_is(officer: Client) -> None:
    page = officer.get(f"{START}lich/").content.decode()

    assert "2025" in page
    assert "Theo nguồn thứ cấp" in page


def test_passwords_that_differ_are_told_and_kept_nowhere(officer: Client) -> None:
    through(officer, until="quan-tri")

    answer = send(officer, "quan-tri", password_again="khác hẳn thế này")

    assert answer.status_code == 422
    assert "không giống nhau" in answer.content.decode()
    assert "Phạm Văn Máy (thử)" in answer.content.decode()
    assert PASSWORD not in answer.content.decode()
    assert PASSWORD not in str(dict(officer.session))
    assert not Account.objects.exists()


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("ngắn", "ít nhất 10 ký tự"),
        ("password123", "ai cũng đoán được"),
        ("98127364509", "chỉ gồm chữ số"),
        ("quantri-2026", "quá giống"),
    ],
)
def test_a_weak_password_is_refused_in_the_readers_language(
    officer: Client, password: str, told: str
) -> None:
    through(officer, until="quan-tri")

    answer = send(officer, "quan-tri", password=password, password_again=password)

    assert told in answer.content.decode()
    assert not Account.objects.exists()


def test_the_office_is_made_and_its_administrator_goes_on_to_the_second_step(officer: Client) -> None:
    through(officer, until="quan-tri")

    page = send(officer, "quan-tri").content.decode()

    code = re.search(r"fd-invitation\">([A-Z0-9-]+)<", page)
    assert code is not None
    assert waiting_invitation(code[1]) is not None
    assert Unit.objects.get().code == "xa_vi_du"
    assert Counter.objects.get(series="letters", scope=str(clock.today().year)).last == 144
    assert code[1] not in str(dict(officer.session))
    assert "data:image/svg+xml" in officer.get(f"{START}hai-buoc/").content.decode()


def test_what_comes_next_warns_while_the_second_step_is_off(officer: Client) -> None:
    through(officer, until="quan-tri")
    send(officer, "quan-tri")

    assert "Chưa bật xác thực hai bước" in officer.get(f"{START}xong/").content.decode()
    assert officer.get(f"{START}ma-du-phong/").headers["Location"].startswith("/thiet-lap/hai-buoc/")


@pytest.mark.parametrize("screen", ["", *(f"{screen}/" for screen in SCREENS)])
def test_a_second_set_up_is_refused(officer: Client, screen: str) -> None:
    set_up_office(plan(), on=clock.today())

    answer = officer.post(f"{START}{screen}", {"go": "next"})

    assert answer.status_code == 403
    assert "đã được thiết lập" in answer.content.decode()
    assert Unit.objects.count() == 1


def test_pages_open_again_as_soon_as_there_is_an_account(somebody: Client, home: Home) -> None:
    add_account(username="ai", display_name="Ai đó (thử)", password=None)

    assert somebody.get("/accounts/login/").status_code == 200
    assert set_up_code.present(home.path) is None


def test_a_home_that_no_start_has_opened_tells_what_to_do(home: Home) -> None:
    answer = Client(headers={"accept-language": "vi"}).get(START)

    assert answer.status_code == 403
    assert "congtam up" in answer.content.decode()
