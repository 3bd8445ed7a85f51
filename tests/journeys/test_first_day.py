"""An office's first day, from an empty home to its first letter, number 145: set up without scripts, then the desk
officer takes over an account and registers a letter that came on paper."""

import hmac
import os
import re
import shutil
import time
from base64 import b32decode
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.faults.product import Product
from tests.journeys import browser as chromium
from tests.journeys.office import CLOCK, DESKTOP, PHONE

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

PASSWORD = "bốn từ rời nhau"
_numbers = count(1)


@pytest.fixture(scope="module")
def empty() -> Iterator[Product]:
    """The product in a home that nobody has set up."""
    from conftest import root

    path: Path = root() / f"first{os.getpid()}-{next(_numbers)}"
    product = Product(path, {"CONGTAM_CLOCK": CLOCK})
    try:
        yield product.start()
    finally:
        product.end()
        shutil.rmtree(path, ignore_errors=True)


def _next(page: Page) -> None:
    page.locator("main button.btn-primary").last.click()


def _looked_at(page: Page) -> None:
    """Nothing hinders a person, nothing is wider than a phone."""
    assert chromium.overflows(page) is False, page.url
    assert chromium.console_errors(page) == []


def _enter(page: Page, empty: Product) -> None:
    """The address and the code as they stand on the terminal, above the last line."""
    lines = empty.said.strip().splitlines()
    code = re.search(r"gõ mã thiết lập: (\S+)$", empty.said, re.M)
    assert lines[-1].startswith("READY ")
    assert code is not None
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cơ quan này chưa được thiết lập")
    page.get_by_label("Mã thiết lập").fill(code[1])
    _next(page)


def _describe(page: Page) -> None:
    _looked_at(page)
    page.get_by_label("Tên cơ quan, như trên văn bản").fill("Ủy ban nhân dân xã Ví Dụ (thử)")
    page.get_by_label("Ký hiệu cơ quan trong số văn bản").fill("UBND")
    page.get_by_label("Địa danh trước ngày tháng").fill("Ví Dụ")
    page.get_by_label("Tên gọi tắt").fill("Xã Ví Dụ (thử)")
    page.get_by_role("button", name="Xem lại đầu văn bản").click()
    expect(page.get_by_role("figure")).to_contain_text("ỦY BAN NHÂN DÂN XÃ VÍ DỤ (THỬ)")
    _next(page)
    page.get_by_label("Sổ đơn năm 2025").fill("145")
    _looked_at(page)
    _next(page)
    page.get_by_label("Họ và tên").first.fill("Nguyễn Thị Sổ (thử)")
    page.get_by_label("Tên đăng nhập").first.fill("ntso")
    _looked_at(page)
    _next(page)
    expect(page.get_by_role("table")).to_contain_text("2025")
    _looked_at(page)
    _next(page)


def _make(page: Page) -> str:
    """The code of the desk officer's invitation, from the page that is shown once."""
    expect(page.get_by_text("số tiếp theo 145")).to_be_visible()
    page.get_by_label("Họ và tên quản trị").fill("Phạm Văn Máy (thử)")
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_label("Gõ lại mật khẩu").fill(PASSWORD)
    _looked_at(page)
    _next(page)
    invitation = page.locator(".fd-invitation").inner_text()
    _looked_at(page)
    page.get_by_role("link", name="Đã cất, tiếp").click()
    return invitation


def _code_of_the_app(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238)."""
    digest = hmac.digest(b32decode(secret), int(time.time() // 30).to_bytes(8, "big"), "sha1")
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def _second_step(page: Page) -> None:
    _looked_at(page)
    secret = page.get_by_label("Không quét được?").input_value()
    page.get_by_label("Mã sáu số").fill(_code_of_the_app(secret))
    _next(page)
    expect(page.get_by_role("list", name="Các mã chưa dùng").get_by_role("listitem")).to_have_count(10)
    _looked_at(page)
    page.get_by_role("link", name="Đã cất xong").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cơ quan sẵn sàng làm việc")
    expect(page.get_by_text("Chưa bật xác thực hai bước")).to_have_count(0)


def _join(page: Page, invitation: str) -> None:
    page.goto("/join/")
    page.get_by_label("Mã mời").fill(invitation)
    page.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
    page.get_by_label("Mật khẩu mới, gõ lại").fill(PASSWORD)
    _next(page)
    page.get_by_label("Tên đăng nhập").fill("ntso")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(lambda url: "/login/" not in url)


def _register(page: Page) -> None:
    page.goto("/letters/receive/")
    page.get_by_label("Đến bằng cách nào").select_option("hand")
    page.get_by_role("button", name="nhập tay").click()
    page.get_by_label("Họ tên người gửi").fill("Trần Văn Mẫu (thử)")
    page.locator("#id_summary").fill("Khiếu nại việc thu hồi đất (thử)")
    page.locator("[name=matters-0-kind]").select_option("complaint")
    page.locator("#id_matters-0-summary").fill("Khiếu nại việc thu hồi đất (thử)")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.wait_for_url("**/receipt/")


def _nobody_sets_it_up_again(empty: Product, opened: Browser) -> None:
    with chromium.tab(opened, size=DESKTOP, base_url=empty.url) as page:
        page.goto("/thiet-lap/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Cơ quan này đã được thiết lập")
        page.goto("/")
        expect(page.get_by_role("button", name="Đăng nhập", exact=True)).to_be_visible()


def test_from_an_empty_home_to_the_first_letter_number_145(empty: Product, opened: Browser) -> None:
    with chromium.tab(opened, size=PHONE, javascript=False, base_url=empty.url) as page:
        _enter(page, empty)
        _describe(page)
        invitation = _make(page)
        _second_step(page)
    with chromium.tab(opened, size=DESKTOP, base_url=empty.url) as page:
        _join(page, invitation)
        _register(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("Đơn số 145")
        assert chromium.console_errors(page) == []
    _nobody_sets_it_up_again(empty, opened)
