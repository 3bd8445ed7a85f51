"""Makes the pictures of README and of the guide.

    .venv/bin/python docs/make_screenshots.py [FOLDER]

Starts the product with the invented city in a new home, on a fixed day, signs in as each role and photographs
the pages in Vietnamese and in English (``-en``). Only record codes differ from run to run: they are drawn by
lot. Needs Chromium; takes about two minutes. FOLDER is docs/images unless it is named.
"""

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # the browser of the journeys is used here too

from PIL import Image  # noqa: E402
from playwright.sync_api import Browser, Locator, Page  # noqa: E402

from tests.journeys import browser as chromium  # noqa: E402

#: thứ Tư, in the morning
CLOCK = "2026-10-14T08:20:00"
DESKTOP, PHONE = (1280, 800), (390, 844)
MOST_BYTES = 250_000
COLOURS = 256
LANGUAGES = ("vi", "en")
PATIENCE = 400.0


# -- the product ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class City:
    """The running demo."""

    url: str
    passwords: dict[str, str]
    passphrase: str
    tracking: str


@contextmanager
def city() -> Iterator[City]:
    """The product with the demo in a home that goes away again."""
    folder = Path(tempfile.mkdtemp(prefix="congtam-pictures-"))
    folder.chmod(0o711)  # the database's own user passes through it
    said = folder / "said"
    environment = {**os.environ, "CONGTAM_HOME": str(folder / "home"), "CONGTAM_CLOCK": CLOCK}
    for name in ("DATABASE_URL", "CONGTAM_DB", "PORT"):
        environment.pop(name, None)
    with said.open("wb") as log:
        command = [sys.executable, "-m", "congtam.project.cli", "up", "--demo"]
        product = subprocess.Popen(command, env=environment, stdout=log, cwd=ROOT, start_new_session=True)
    try:
        yield _ready(product, said)
    finally:
        product.terminate()
        product.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


def _ready(product: "subprocess.Popen[bytes]", said: Path) -> City:
    end = time.monotonic() + PATIENCE
    while "READY " not in (text := said.read_text()):
        if product.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"the product did not start: {text}")
        time.sleep(0.2)
    passwords = dict(re.findall(r": (\w+) / (\S+)$", text, re.MULTILINE))
    (passphrase,) = re.findall(r"^Cụm mật khẩu .*: (.+)$", text, re.MULTILINE)
    (tracking,) = re.findall(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}", text)
    return City(text.split("READY ")[1].strip(), passwords, passphrase, tracking)


# -- the camera -----------------------------------------------------------------------------------------------


@dataclass
class Camera:
    """Takes pictures of one language into a folder."""

    folder: Path
    language: str

    def take(self, page: Page, name: str, *, part: Locator | None = None, full: bool = False) -> None:
        """The window, the whole page, or one part of it, as a palette picture that a repository can hold."""
        page.wait_for_load_state("networkidle")
        page.evaluate("document.activeElement?.blur?.()")
        taken = part.screenshot() if part else page.screenshot(full_page=full)
        suffix = "" if self.language == "vi" else f"-{self.language}"
        path = self.folder / f"{name}{suffix}.png"
        path.write_bytes(small(taken))
        print(f"{path.name}: {path.stat().st_size // 1000} kB")


def small(picture: bytes) -> bytes:
    """The same with at most COLOURS colours. Raises ValueError where it is still larger than MOST_BYTES."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    out = io.BytesIO()
    image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        out, "PNG", optimize=True
    )
    if out.tell() > MOST_BYTES:
        raise ValueError(f"a picture of {out.tell()} bytes is too large")
    return out.getvalue()


# -- the pages ------------------------------------------------------------------------------------------------


@contextmanager
def signed_in(browser: Browser, city: City, username: str, language: str) -> Iterator[Page]:
    """Somebody of the demo, with the language chosen in their menu and the light look."""
    with chromium.tab(browser, size=DESKTOP, base_url=city.url) as page:
        page.goto("/")
        page.fill("[name=login]", username)
        page.fill("[name=password]", city.passwords[username])
        page.click("main .btn-primary, form .btn-primary")
        page.locator("h1").wait_for()
        for name, value in (("theme", "light"), ("language", language)):
            page.locator("header details[data-menu] summary").click()
            page.locator(f"button[name={name}][value={value}]").click()
            page.wait_for_load_state()
        yield page


def unlock(page: Page, city: City) -> None:
    """Open the person's key, who has one."""
    page.goto("/keys/")
    if (field := page.locator("main [name=custody_passphrase]")).count():
        field.first.fill(city.passphrase)
        field.first.press("Enter")
        page.wait_for_load_state()


def record_in(page: Page, state: str) -> str:
    """The path of a letter whose subject begins with ``state``; the demo's subjects do not change."""
    page.goto("/letters/?tab=all")
    row = page.locator("[data-row]").filter(has_text=state).first
    path = row.locator("a").first.get_attribute("href")
    assert path is not None
    return path


def desk_officer(page: Page, camera: Camera) -> None:
    """Take in, register, hand out the slip."""
    camera.take(page, "home-desk")
    page.goto("/letters/receive/")
    camera.take(page, "receive")
    page.locator("#waiting a[href]").first.click()
    page.locator("[data-proposal]").first.wait_for()
    page.set_viewport_size({"width": DESKTOP[0], "height": 1000})
    camera.take(page, "intake")
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    if camera.language == "vi":  # the first letter is left for the picture in the other language
        page.goto("/letters/receive/")
        page.locator("#waiting a[href]").last.click()
    register(page, camera)
    page.goto("/letters/book/")
    camera.take(page, "book")
    page.goto("/correspondence/incoming/")
    camera.take(page, "incoming")
    page.goto("/correspondence/outgoing/?series=BC")
    camera.take(page, "outgoing")


def register(page: Page, camera: Camera) -> None:
    """Take what is proposed, save, print."""
    page.locator("[name=sender_kind]").focus()
    for _ in range(24):
        page.keyboard.press("Tab")
    page.keyboard.press("Control+s")
    page.wait_for_url("**/receipt/")
    camera.take(page, "receipt")
    page.locator("button[name=paper][value=a5]").click()
    camera.take(page, "slip", part=page.locator(".li-slip"))


def case_officer(page: Page, camera: Camera) -> None:
    """Triage, papers, what the citizen got."""
    camera.take(page, "home")
    waiting = record_in(page, "Khiếu nại từ chối cấp giấy phép xây dựng")
    page.goto(f"{waiting}triage/")
    page.set_viewport_size({"width": DESKTOP[0], "height": 1950})
    camera.take(page, "triage")
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    answered = record_in(page, "Khiếu nại xử phạt lấn chiếm vỉa hè")
    page.goto(answered)
    camera.take(page, "papers", part=page.locator("#papers"))
    page.locator("#papers a[href$='/received/'].btn").nth(1).click()  # answer, decision, notice
    page.locator("#dates summary").first.click()
    camera.take(page, "received")


def leader(page: Page, camera: Camera) -> None:
    """Today's work, the record, accept, decide, figures, the law."""
    camera.take(page, "home-leader")
    page.goto("/letters/")
    camera.take(page, "list")
    page.goto(record_in(page, "Khiếu nại quyết định hủy hợp đồng thuê ki-ốt chợ"))
    page.locator("#deadlines summary").first.click()
    page.set_viewport_size({"width": DESKTOP[0], "height": 1000})
    camera.take(page, "record")
    camera.take(page, "why", part=page.locator("#deadlines .ct-deadline").first)
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    terms(page, camera)
    page.goto(record_in(page, "Khiếu nại quyết định cưỡng chế tháo dỡ mái che") + "steps/accept/")
    camera.take(page, "accept")
    page.goto(record_in(page, "Khiếu nại việc thu phí vệ sinh hai lần") + "steps/decide/")
    page.set_viewport_size({"width": DESKTOP[0], "height": 1100})
    camera.take(page, "decide")
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    page.goto("/figures/")
    camera.take(page, "figures")
    page.goto("/rules/complaint-settlement-first/")
    camera.take(page, "rule")
    custodians(page, camera)


def terms(page: Page, camera: Camera) -> None:
    """Why a date is that date, after all that may happen to a term; what a suspension would do."""
    page.goto(record_in(page, "Khiếu nại mức hỗ trợ chuyển nghề"))
    block = page.locator("#deadlines .ct-deadline").filter(has=page.locator("summary")).first
    block.locator("summary").click()
    page.set_viewport_size({"width": DESKTOP[0], "height": 1100})
    camera.take(page, "why-clock", part=page.locator("#deadlines .ct-deadline:has(details[open])").first)
    page.goto(record_in(page, "Khiếu nại mức hỗ trợ di dời mồ mả") + "steps/suspend/")
    page.locator("[name=ground][value=other_body]").check()
    page.locator("#dates summary").first.click()
    camera.take(page, "suspend")
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})


def custodian(page: Page, camera: Camera) -> None:
    """The open key, and a request to see who wrote."""
    page.goto("/keys/")
    camera.take(page, "keys")
    page.goto("/identity/requests/")
    page.locator("main a[href*='/identity/requests/']").first.click()
    camera.take(page, "decide-identity")


def denunciations(page: Page, camera: Camera) -> None:
    """A denunciation as it is worked on: a code instead of a name."""
    page.goto("/denunciations/?tab=all")
    page.locator("[data-row]").nth(1).locator(
        "a"
    ).first.click()  # the list tells no subject; the second is accepted
    page.set_viewport_size({"width": DESKTOP[0], "height": 1100})
    camera.take(page, "denunciation")


def custodians(page: Page, camera: Camera) -> None:
    """Who keeps identities of the ward."""
    page.goto("/custodians/")
    page.locator("main a[href*='/custodians/']").first.click()
    camera.take(page, "custodians")


def for_an_hour(browser: Browser, running: City) -> None:
    """The administrator asks for what is rarely done, the second one grants it."""
    with signed_in(browser, running, "quantri", "vi") as page:
        page.goto("/people/elevation/")
        if page.locator("header [data-seconds]").count():
            return
        for name in ("documents.manage_templates", "jobs.manage"):
            page.locator(f"[name=permissions][value='{name}']").check()
        page.select_option("[name=minutes]", "60")
        page.fill("[name=reason]", "Chụp ảnh hướng dẫn (thử)")
        page.locator("main [data-save]").click()
        page.wait_for_load_state()
    with signed_in(browser, running, "quantri2", "vi") as page:
        page.goto("/people/elevation/")
        page.locator("main td a.btn-primary").first.click()
        page.locator("button[value=grant]").click()
        page.wait_for_load_state()


def administrator(page: Page, camera: Camera) -> None:
    """Templates and jobs, by a permission for an hour; law and calendar."""
    page.goto("/letters/templates/")
    camera.take(page, "templates")
    page.goto("/letters/templates/acceptance_notice/")
    camera.take(page, "template")
    page.goto("/jobs/")
    camera.take(page, "jobs")
    law(page, camera)


def law(page: Page, camera: Camera) -> None:
    """A duty over the years, the calendar of a year, and what a day off would move before it is applied."""
    page.goto("/rules/complaint.accept/?event=06/07/2026")
    camera.take(page, "duty")
    page.goto("/calendar/2026/")
    camera.take(page, "calendar")
    page.goto("/calendar/2026/day/")
    page.fill("[name=day]", "19/10/2026")
    page.fill("[name=name]", "Ngày hội (thử)")
    page.fill("[name=source]", "Thông báo 12/TB-UBND (thử)")
    page.locator("button[name=preview]").click()
    page.wait_for_load_state()
    page.evaluate("scrollTo(0, 0)")
    camera.take(page, "impact")


def writing(browser: Browser, city: City, camera: Camera) -> None:
    """A letter without a name, on a phone without scripts, up to the page that shows it again."""
    with chromium.tab(browser, size=PHONE, base_url=city.url, javascript=False) as page:
        page.goto(f"/{camera.language}/gui-don/")
        page.set_viewport_size({"width": PHONE[0], "height": 1400})
        camera.take(page, "write-phone")


def citizen(browser: Browser, city: City, camera: Camera) -> None:
    """The page to type the code in, and the story, on a phone without scripts and on a desk."""
    with chromium.tab(browser, size=PHONE, base_url=city.url, javascript=False) as page:
        page.goto(f"/{camera.language}/tra-cuu/")
        camera.take(page, "code-phone")
        page.fill("[name=code]", city.tracking)
        page.click("main [type=submit]")
        page.set_viewport_size({"width": PHONE[0], "height": 1400})
        camera.take(page, "phone")
    with chromium.tab(browser, size=DESKTOP, base_url=city.url) as page:
        page.goto(f"/{camera.language}/tra-cuu/#{city.tracking}")
        page.locator(".ct-track").wait_for()
        camera.take(page, "tracker", full=True)


ROLES = {
    "vanthu": desk_officer, "chuyenvien": case_officer, "lanhdao": leader, "quantri": administrator,
    "giudanhtinh": custodian, "thanhtra": denunciations,
}  # fmt: skip


def main(folder: Path) -> None:
    """All pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with city() as running, chromium.opened() as browser:
        for language in LANGUAGES:
            camera = Camera(folder, language)
            for_an_hour(browser, running)
            for username, tour in ROLES.items():
                with signed_in(browser, running, username, language) as page:
                    unlock(page, running)
                    page.goto("/")
                    tour(page, camera)
            citizen(browser, running, camera)
            writing(browser, running, camera)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images")
