"""A custodian grants and the countdown runs, in a real browser; every page at every width."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from congtam.foundation import clock
from congtam.foundation.access.actor import system_actor
from congtam.foundation.access.models import Account
from congtam.foundation.access.scope import acting
from congtam.foundation.custody.models import Custodian
from congtam.foundation.sealing import unseal
from congtam.mechanisms.lifecycle.models import Record
from congtam.project.home import Home
from congtam.registers.custody import identities
from congtam.registers.custody.actions import keeping
from congtam.registers.custody.models import IdentityRequest, Proposal
from congtam.registers.custody.tests.conftest import DAY, NOON, PASSPHRASE, PLACE, SECRET, Office, make_office
from tests.journeys import browser as chromium

pytestmark = pytest.mark.journey
UNSTICK = "document.querySelectorAll('.ct-top, .ct-bottom, .ct-save-bar').forEach(bar => bar.style.position = 'static')"


@pytest.fixture
def kept(
    home: Home, fresh_database: Any, monkeypatch: pytest.MonkeyPatch, providers: dict[str, object]
) -> Office:
    """Committed, at noon: the server answers in other threads."""
    monkeypatch.setenv("CONGTAM_CLOCK", NOON)
    with acting(system_actor("tests", unit_id=0)):
        office = make_office()
        for name in ("hoa", "binh"):
            office.named(name)
        office.named("thu", Custodian.Duty.INTAKE)
        office.one = office.record()  # type: ignore[attr-defined]
    providers["letters.letter"] = (
        lambda record: office.keys.get(record.pk, []),
        lambda keys: {key: office.of_key[key] for key in keys if key in office.of_key},
    )

    def show(record: Record) -> identities.Shown:
        text = unseal(office.keys[record.pk][0], office.sealed, context=PLACE).decode()
        return identities.Shown(facts=(("Họ và tên", text),))

    monkeypatch.setitem(identities._showing, "letters.letter", show)
    return office


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with chromium.opened() as browser:
        yield browser


def as_person(page: Page, office: Office, name: str, server: str) -> None:
    session = office.browser(name).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server}])


def sound(page: Page, name: str) -> None:
    """Nothing on the console, nothing wider than the screen, nothing that hinders a person; a picture of it."""
    page.wait_for_load_state("networkidle")
    page.evaluate(UNSTICK)
    chromium.screenshot(page, f"custody-{name}")
    assert not chromium.console_errors(page)
    assert not chromium.overflows(page)
    assert not chromium.axe(page)


def code_of(office: Office) -> str:
    record: Record = office.__dict__["one"]
    return record.code


@pytest.mark.parametrize("javascript", [True, False])
def test_a_custodian_grants_and_the_case_officer_reads_until_the_time_is_over(
    kept: Office, live_server: Any, opened: Browser, javascript: bool
) -> None:
    url, code = live_server.url, code_of(kept)
    with chromium.tab(opened, size=chromium.PHONE, javascript=javascript) as page:
        as_person(page, kept, "chi", url)
        page.goto(f"{url}/identity/{code}/")
        page.get_by_label("Xác minh").check()
        page.get_by_label("Lý do", exact=True).fill("Cần xác minh nơi ở (thử)")
        page.get_by_label("Xem trong").select_option("60")
        page.get_by_role("button", name="Gửi đề nghị").click()
        expect(page.get_by_text("chờ quyết định", exact=True)).to_be_visible()
        with chromium.tab(opened, javascript=javascript) as other:
            as_person(other, kept, "hoa", url)
            other.goto(url + "/")
            other.get_by_role("link", name="Xem đề nghị").click()
            other.get_by_role("link", name=code).click()
            other.get_by_label("Lý do của quyết định").fill("Đúng là cần (thử)")
            other.get_by_role("button", name="Đồng ý cho xem").click()
            other.get_by_label("Cụm mật khẩu của khóa").fill(
                PASSPHRASE
            )  # the key was closed: nothing is lost
            other.get_by_role("button", name="Mở khóa và gửi tiếp").click()
            expect(other.get_by_text("Đã ghi quyết định.")).to_be_visible()
        page.goto(f"{url}/identity/{code}/")
        page.get_by_role("link", name="Xem danh tính").click()
        page.get_by_label("Cụm mật khẩu của khóa").fill(PASSPHRASE)
        page.get_by_role("button", name="Mở khóa", exact=True).click()
        expect(page.get_by_text(SECRET.decode())).to_be_visible()
        expect(page.get_by_text(f"Đang được xem {code}, còn 60 phút")).to_be_visible()
        page.get_by_role("button", name="Đóng ngay").click()
        page.goto(f"{url}/identity/{code}/read/")
        expect(page.get_by_text(SECRET.decode())).to_have_count(0)
    assert not [line for line in chromium.console_errors(page) if "423 (Locked)" not in line]


def situations(office: Office) -> dict[str, list[str]]:
    """Addresses to look at, by who looks."""
    with clock.frozen(NOON), acting(system_actor("tests", unit_id=0)):
        code = code_of(office)
        request = office.ask(office.__dict__["one"])
        proposal = keeping.propose_recovery(
            office.keeping_as("quan"), actor=office.actor("quan"), act=Proposal.Act.PRINT, account=None,
            reason="Cần (thử)", on=DAY, save=office.save,
        )  # fmt: skip
        keeping.confirm(proposal, actor=office.enter("minh"), on=DAY, save=office.save)
        office.add("nam", office.city, "Giữ danh tính", ())
        office.key_for("nam")
        office.proposed("nam")
        unit = office.keeping_as("quan").record.code
        assert IdentityRequest.objects.filter(pk=request.pk).exists()
    acts = ("name", "decider", "recover", "release", "rehearse", "close")
    return {
        "chi": ["/keys/", "/keys/rotate/", "/keys/forgotten/", f"/identity/{code}/"],
        "lan": ["/keys/"],
        "hoa": ["/", "/identity/requests/", f"/identity/requests/{request.pk}/", f"/custodians/{unit}/"],
        "quan": [
            "/", f"/custodians/{unit}/", f"/custodians/proposals/{proposal.pk}/carry-out/",
            *(f"/custodians/{unit}/{act}/" for act in acts),
        ],
        "soat": ["/identity/unusual/", f"/identity/{code}/views/"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("size", "scheme", "language"),
    [
        ((390, 844), "light", "vi"),
        (chromium.DESKTOP, "dark", "en"),
        pytest.param(chromium.TABLET, "dark", "en", marks=pytest.mark.long),
        pytest.param(chromium.DESKTOP, "light", "vi", marks=pytest.mark.long),
    ],
)
def test_every_page_is_sound_at_every_width(
    kept: Office, live_server: Any, opened: Browser, size: tuple[int, int], scheme: Any, language: str
) -> None:
    Account.objects.update(language=language, theme=scheme)
    for name, paths in situations(kept).items():
        with chromium.tab(opened, size=size, scheme=scheme) as page:
            as_person(page, kept, name, live_server.url)
            if name in ("chi", "hoa"):
                page.goto(live_server.url + "/keys/")
                page.locator("input[name=custody_passphrase]").fill(PASSPHRASE)
                page.locator("form[action='/keys/unlock/'] button").click()
            for path in paths:
                page.goto(live_server.url + path)
                sound(page, f"{name}-{path.strip('/').replace('/', '-') or 'home'}-{size[0]}-{language}")


def test_the_printed_key_fits_a_sheet_of_a4(kept: Office, live_server: Any, opened: Browser) -> None:
    paths = situations(kept)["quan"]
    carry = next(path for path in paths if "carry-out" in path)
    with chromium.tab(opened) as page:
        as_person(page, kept, "quan", live_server.url)
        page.goto(live_server.url + carry)
        page.get_by_role("button", name="Lập và in khóa khôi phục").click()
        expect(page.locator(".kp-groups li")).to_have_count(14)
        sound(page, "sheet-1440-vi")
        page.emulate_media(media="print")
        chromium.screenshot(page, "custody-sheet-print")
        assert page.locator(".ct-nav").is_hidden()
