"""The pages: who may open them, what they say, what they cost."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from congtam.foundation.access.models import Holding, Post
from congtam.foundation.access.setup import hold
from congtam.registers.accounts.actions import substitute
from congtam.registers.accounts.models import AccountEntry
from congtam.registers.accounts.tests.conftest import DAY, Register
from congtam.registers.accounts.views.acts import PAGES

LISTS = ("/people/", "/people/invite/", "/people/posts/", "/people/posts/new/")


def hidden(text: str) -> dict[str, str]:
    """The hidden fields of the form, as a browser would send them."""
    found = re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', text)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def send(browser: Client, path: str, **typed: Any) -> Any:
    opened = browser.get(path)
    assert opened.status_code == 200, (path, opened.status_code)
    return browser.post(path, {**hidden(opened.content.decode()), **typed})


def address(register: Register, act: str = "") -> str:
    code = register.entry(register.cast.van).record.code
    return f"/people/{code}/{act}/" if act else f"/people/{code}/"


@pytest.mark.parametrize("path", LISTS)
def test_the_lists_are_for_who_manages_accounts(register: Register, path: str) -> None:
    cast = register.cast
    assert register.browser(register.quan).get(path).status_code == 200
    assert register.browser(cast.van).get(path).status_code == 403
    refused = Client().get(path)
    assert (refused.status_code, refused.headers["Location"].startswith("/accounts/login/")) == (302, True)


@pytest.mark.parametrize("act", ["", *PAGES])
def test_an_account_is_for_who_manages_those_of_its_unit(register: Register, act: str) -> None:
    path = address(register, act)
    assert register.browser(register.quan).get(path).status_code in (200, 302)
    assert register.browser(register.cast.van).get(path).status_code == 403
    assert register.browser(register.dung).get(path).status_code == 404
    assert Client().get(path).headers["Location"].startswith("/accounts/login/")


def test_a_post_is_for_who_manages_those_of_its_unit(register: Register) -> None:
    path = f"/people/posts/{register.post('Văn thư').pk}/"
    assert register.browser(register.quan).get(path).status_code == 200
    assert register.browser(register.cast.van).get(path).status_code == 403
    assert register.browser(register.dung).get(path).status_code == 404
    assert Client().get(path).status_code == 302


def test_everybody_has_a_page_of_their_own(register: Register) -> None:
    assert "Văn thư" in register.browser(register.cast.van).get("/people/me/").content.decode()
    assert Client().get("/people/me/").status_code == 302


@pytest.mark.parametrize("path", ["/people/no-code/", "/people/AAAA-BBBB/", "/people/posts/999999/"])
def test_what_is_not_there_is_not_found(register: Register, path: str) -> None:
    assert register.browser(register.quan).get(path).status_code == 404


def test_an_act_that_does_not_exist_is_not_found(register: Register) -> None:
    assert register.browser(register.quan).get(address(register, "no-such-act")).status_code == 404


def test_the_list_says_who_stands_in_for_whom(register: Register) -> None:
    cast = register.cast
    substitute(
        register.entry(cast.lan), actor=register.actor(), by=cast.van, holdings=[register.holding(cast.lan)],
        since=DAY, until=DAY + timedelta(days=2), line="", on=DAY, save=register.save,
    )  # fmt: skip
    text = register.browser(register.quan).get("/people/").content.decode()
    assert f"Vắng, {cast.van.display_name} thay" in text
    assert f"Đang thay {cast.lan.display_name}" in text


def test_an_account_made_otherwise_is_entered_by_a_button(register: Register) -> None:
    browser = register.browser(register.quan)
    answer = browser.post(f"/people/enter/{register.cast.chi.pk}/")
    entry = AccountEntry.objects.get(account=register.cast.chi)
    assert answer.headers["Location"] == f"/people/{entry.record.code}/"
    assert entry.record.state == "active"


def test_an_account_of_another_unit_is_not_entered(register: Register) -> None:
    browser = register.browser(register.quan)
    assert browser.post(f"/people/enter/{register.cast.stranger.pk}/").status_code == 404


def test_an_account_that_works_elsewhere_too_is_entered_by_who_manages_both(register: Register) -> None:
    hold(account=register.cast.stranger, post=register.post("Văn thư"), since=DAY)
    browser = register.browser(register.quan)
    answer = browser.post(f"/people/enter/{register.cast.stranger.pk}/", follow=True)
    assert "còn giữ chức vụ ở đơn vị khác" in answer.content.decode()
    assert not AccountEntry.objects.filter(account=register.cast.stranger).exists()


def test_the_code_stands_on_the_page_once(register: Register) -> None:
    browser = register.browser(register.quan)
    opened = browser.get("/people/invite/")
    typed = {
        **hidden(opened.content.decode()), "display_name": "Hoa (thử)", "username": "hoa.nguyen",
        "posts": [register.post("Văn thư").pk], "since": "01/07/2026",
    }  # fmt: skip
    shown = browser.post("/people/invite/", typed)
    code = re.search(r"\b(?:[3-9A-Y]{4}-){3}[3-9A-Y]{4}\b", shown.content.decode())
    assert shown.status_code == 200
    assert code
    again = browser.post("/people/invite/", typed, follow=True)
    assert code[0] not in again.content.decode()
    assert "mã chỉ hiện một lần" in again.content.decode()


def test_a_form_that_is_refused_keeps_what_was_typed(register: Register) -> None:
    answer = send(
        register.browser(register.quan), "/people/invite/", display_name="Hoa (thử)", username="van",
        posts=[register.post("Văn thư").pk], since="01/07/2026",
    )  # fmt: skip
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Tên đăng nhập này đã có" in text
    assert 'value="Hoa (thử)"' in text


def test_a_substitute_is_sent_from_the_page(register: Register) -> None:
    path = address(register, "substitute")
    held = register.holding(register.cast.van)
    answer = send(
        register.browser(register.quan), path, by=register.cast.chi.pk, holdings=[held.pk], since="01/07/2026",
        last_day="03/07/2026", line="TUQ. CHỦ TỊCH",
    )  # fmt: skip
    assert answer.status_code == 302
    assert register.actor(register.cast.chi).works_for == (register.cast.van.pk,)


def test_leaving_names_the_records_that_pass_on_and_nothing_of_what_they_are_about(
    register: Register,
) -> None:
    from congtam.casework.letters.tests import situations

    letter = situations.triaged(register.cast, on=DAY)
    code = register.entry(register.cast.chi).record.code
    text = register.browser(register.quan).get(f"/people/{code}/leave/").content.decode()
    assert letter.record.code in text
    assert letter.record.subject not in text


def test_two_managers_at_once_are_told(register: Register) -> None:
    path = address(register, "give_post")
    typed = {"post": register.post("Lãnh đạo").pk, "since": "02/07/2026", "last_day": ""}
    first, second = register.browser(register.quan), register.browser(register.minh)
    page = hidden(second.get(path).content.decode())
    assert send(first, path, **typed).status_code == 302
    late = second.post(path, {**page, **typed})
    assert late.status_code == 409
    assert "vừa được người khác cập nhật" in late.content.decode()


def test_a_ready_made_set_fills_in_the_form(register: Register) -> None:
    text = register.browser(register.quan).get("/people/posts/new/?set=case").content.decode()
    assert re.search(r'value="letters.settle"[^>]*checked', text)
    assert not re.search(r'value="letters.sign"[^>]*checked', text)


def test_a_post_is_made_and_changed_on_its_pages(register: Register) -> None:
    browser = register.browser(register.quan)
    send(browser, "/people/posts/new/", title="Kiểm tra viên", permissions=["letters.view"])
    post = Post.objects.get(title="Kiểm tra viên")
    answer = send(
        browser, f"/people/posts/{post.pk}/", title="Kiểm tra viên",
        permissions=["letters.view", "letters.book"],
    )  # fmt: skip
    post.refresh_from_db()
    assert (answer.status_code, post.permissions) == (302, ["letters.book", "letters.view"])


def test_signing_out_everywhere_else_leaves_this_page_open(register: Register) -> None:
    here, elsewhere = (register.browser(register.cast.van) for _ in range(2))
    here.post("/people/me/sessions/end/")
    assert here.get("/people/me/").status_code == 200
    assert elsewhere.get("/people/me/").status_code == 302


@pytest.mark.parametrize("path", ["/people/", "/people/posts/"])
def test_a_list_costs_the_same_for_few_and_for_many(
    register: Register, path: str, django_assert_max_num_queries: Any
) -> None:
    for holding in Holding.objects.all():
        if holding.account_id != register.dung.pk and holding.account_id != register.cast.stranger.pk:
            register.entry(holding.account)
    browser = register.browser(register.quan)
    browser.get(path)
    with django_assert_max_num_queries(10):  # savepoint, scope and release count here
        browser.get(path)


def test_the_page_of_an_account_asks_few_questions(
    register: Register, django_assert_max_num_queries: Any
) -> None:
    path = address(register)
    browser = register.browser(register.quan)
    browser.get(path)
    with django_assert_max_num_queries(17):
        browser.get(path)
