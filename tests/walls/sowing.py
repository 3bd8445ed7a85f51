"""A denouncer's name, sown through every channel by which it can come in; each channel has a name of its own."""

import io
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from congtam.casework.letters.reading.sample_fonts import fonts
from tests.faults.product import Product, run
from tests.walls.seed import PASSPHRASE
from tests.walls.visitor import File, Visitor, hidden

#: what nobody may find, by channel. None of these words stands anywhere else
SECRETS: Mapping[str, str] = {
    "form": "Trịnh Kín Biểu Zuqaform",
    "address": "Ngách 7 Hẻm Zuqadress Vĩnh Yên",
    "phone": "0987 604 513 77",
    "scan": "Zuqascan",
    "exif": "Bùi Vết Ảnh Zuqaexif",
    "pdf": "Cao Vết Trang Zuqapdf",
    "file name": "Zuqafilename",
    "draft": "Lý Nháp Dở Zuqadraft",
    "command line": "Zuqacommand",
    "public name": "Tạ Cổng Ngỏ Zuqaweb",
    "public text": "Tôi tên Mạc Tự Kể Zuqatext, ở cạnh nhà văn hóa",
    "public file": "Zuqaupload",
    "message": "Nhắn lại từ Ông Kẻ Zuqamessage",
    "refused form": "Đinh Gõ Sai Zuqarefused",
    "lost form": "Hà Mất Phiên Zuqalost",
    "browser": "ZuqaBrowser/1.0",
}
#: found where it must be found, so that a search which finds nothing is no proof of blindness
CONTROL = "Phan Được Thấy Zuqacontrol"


@dataclass
class Sown:
    """What was made on the way."""

    product: Product
    codes: dict[str, str] = field(default_factory=dict)
    tracking: str = ""
    seen: list[str] = field(default_factory=list)

    @property
    def home(self) -> Path:
        return self.product.home


def picture(text: str) -> Image.Image:
    """A page with large letters, which Tesseract reads."""
    page = Image.new("L", (1240, 1754), 255)
    pen, face = ImageDraw.Draw(page), fonts(size=64)
    for line, words in enumerate(("ĐƠN TỐ CÁO", "Người viết đơn này:", text, "ở tổ 3")):
        face.draw(pen, (110, 160 + 150 * line), words)
    return page


def scan_png() -> bytes:
    """A page that names the writer, with the writer's name in its metadata too."""
    noted, target = PngInfo(), io.BytesIO()
    noted.add_itxt("Author", SECRETS["exif"])
    noted.add_text("Comment", "Zuqaexif")
    exif = Image.Exif()
    exif[0x013B] = SECRETS["exif"]
    picture(SECRETS["scan"]).save(target, "PNG", pnginfo=noted, exif=exif)
    return target.getvalue()


def photo() -> bytes:
    """A photo with its owner's name and place in it."""
    exif, target = Image.Exif(), io.BytesIO()
    exif[0x013B] = SECRETS["exif"]
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 18.0, 0.0), 3: "E", 4: (105.0, 36.0, 0.0)})
    picture("Anh").convert("RGB").save(target, "JPEG", exif=exif, comment=SECRETS["exif"].encode())
    return target.getvalue()


def document() -> bytes:
    """A PDF whose author is the writer."""
    target = io.BytesIO()
    picture("Trang").save(target, "PDF", author=SECRETS["pdf"], title=SECRETS["pdf"])
    return target.getvalue()


def sow(product: Product) -> Sown:
    """All channels, one after the other."""
    sown = Sown(product)
    desk = Visitor(product.url).sign_in("van").unlock(PASSPHRASE)
    _scan_and_form(sown, desk)
    _draft(sown, desk)
    _refused(sown, desk)
    _control(sown, desk)
    _command_line(sown)
    _public(sown)
    _held(sown)
    return sown


def _receive(desk: Visitor, *files: File) -> str:
    """Hand in files, or begin a letter without one; the new letter's code."""
    page = desk.get("/letters/receive/")
    data = {"channel": "post", "received_on": _today(page.text), "save_key": str(uuid4())}
    answer = desk.post("/letters/receive/", data if files else {**data, "by_hand": "1"}, files=files)
    codes = re.findall(r"/letters/([0-9A-Z]{4}-[0-9A-Z]{4})/", answer.url + answer.text)
    assert codes, answer.text[:3000]
    return str(codes[0])


def _today(text: str) -> str:
    found = re.search(r'name="received_on"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="received_on"', text)
    assert found, text[:3000]
    return str(found[1] or found[2])


def _register(desk: Visitor, code: str, **typed: str) -> int:
    """Fill in the form of the book."""
    page = desk.get(f"/letters/{code}/register/")
    assert page.status == 200, page.text[:2000]
    least = {
        "received_on": _today(page.text), "channel": "post", "sender_kind": "one", "matters-TOTAL_FORMS": "1",
        "matters-INITIAL_FORMS": "0", "matters-0-kind": "denunciation", "summary": "Tố cáo (thử)", "go": "save",
    }  # fmt: skip
    kept = {name: hidden(page.text)[name] for name in ("version", "save_key")}
    return desk.post(f"/letters/{code}/register/", {**kept, **least, **typed}).status


def _scan_and_form(sown: Sown, desk: Visitor) -> None:
    code = sown.codes["form"] = _receive(desk, ("file", f"{SECRETS['file name']}.png", scan_png()))
    _wait_for_reading(sown, desk, code)
    sender = {
        "sender_name": SECRETS["form"],
        "sender_address": SECRETS["address"],
        "sender_phone": SECRETS["phone"],
    }
    assert _register(desk, code, **sender) == 200
    for name, content in (("anh.jpg", photo()), ("trang.pdf", document())):
        sown.codes[name] = _receive(desk, ("file", name, content))


def _wait_for_reading(sown: Sown, desk: Visitor, code: str) -> None:
    """Until the worker has read the page; the page that shows it is kept, to prove that it was read."""
    end = time.monotonic() + 90
    while SECRETS["scan"] not in (text := desk.get(f"/letters/{code}/register/").text):
        assert time.monotonic() < end, text[:3000]
        time.sleep(0.5)
    sown.seen.append(text)


def _draft(sown: Sown, desk: Visitor) -> None:
    code = sown.codes["draft"] = _receive(desk)
    desk.get(f"/letters/{code}/register/")
    kept = desk.post(f"/letters/{code}/register/draft/", {"sender_name": SECRETS["draft"], "summary": "dở"})
    assert kept.status == 200, kept.text[:500]
    sown.seen.append(desk.get(f"/letters/{code}/register/").text)


def _refused(sown: Sown, desk: Visitor) -> None:
    """What is refused is shown again, and kept nowhere: a form with a mistake, and one that came after signing out."""
    code = sown.codes["refused"] = _receive(desk)
    assert _register(desk, code, sender_name=SECRETS["refused form"], summary="") == 422
    lost = Visitor(sown.product.url)
    lost.get("/accounts/login/")
    refused = lost.post(f"/letters/{code}/register/", {"sender_name": SECRETS["lost form"], "go": "save"})
    assert SECRETS["lost form"] not in refused.text
    broken = desk.post(
        "/letters/receive/", {"channel": SECRETS["lost form"], "received_on": SECRETS["lost form"]}
    )
    assert broken.status == 422


def _control(sown: Sown, desk: Visitor) -> None:
    """A complaint that triage opens: its sender is found by whoever searches."""
    code = sown.codes["control"] = _receive(desk)
    assert _register(desk, code, sender_name=CONTROL, **{"matters-0-kind": "complaint"}) == 200
    case = Visitor(sown.product.url).sign_in("chi").unlock(PASSPHRASE)
    page = case.get(f"/letters/{code}/triage/")
    answer = case.post(
        f"/letters/{code}/triage/",
        {
            **{name: hidden(page.text)[name] for name in ("version", "save_key")}, "competence": "ours",
            "matters-TOTAL_FORMS": "1", "matters-INITIAL_FORMS": "1", "matters-0-kind": "complaint",
            "matters-0-summary": "Khiếu nại (thử)",
        },
    )  # fmt: skip
    assert answer.status == 200, answer.text[:3000]


def _command_line(sown: Sown) -> None:
    file = sown.home.parent / f"{SECRETS['command line']}-{uuid4().hex[:6]}.png"
    target = io.BytesIO()
    picture("Dong lenh").save(target, "PNG")
    file.write_bytes(target.getvalue())
    try:
        done = run(
            sown.home, "letters", "receive", str(file), "--channel", "email", "--unit", "vinh_yen_city", "--json",
            **sown.product.extra,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    finally:
        file.unlink()


def _public(sown: Sown) -> None:
    """A citizen writes with a name and a file, and writes again by the code."""
    citizen = Visitor(sown.product.url)
    citizen._opener.addheaders = [("User-Agent", SECRETS["browser"])]
    citizen.get("/vi/gui-don/")
    typed = {
        "office": "vinh_yen_city", "text": SECRETS["public text"], "signed": "name", "name": SECRETS["public name"],
        "address": SECRETS["address"], "phone": SECRETS["phone"],
    }  # fmt: skip
    review = citizen.post("/vi/gui-don/", {**typed, "step": "review"})
    assert review.status == 200, review.text[:3000]
    token = hidden(review.text)["token"]
    sent = citizen.post(
        "/vi/gui-don/", {**typed, "token": token, "step": "send"},
        files=[("files", f"{SECRETS['public file']}.jpg", photo())],
    )  # fmt: skip
    found = re.search(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3,5}\b", sent.text)
    assert found, sent.text[:4000]
    sown.tracking = found[0]
    story = citizen.post("/vi/tra-cuu/", {"code": sown.tracking})
    answer = citizen.post(
        "/vi/tra-cuu/nhan/",
        {
            "code": sown.tracking,
            "text": SECRETS["message"],
            "save_key": hidden(story.text).get("save_key", ""),
        },
        files=[("files", f"{SECRETS['public file']}.pdf", document())],
    )
    assert answer.status == 200, answer.text[:3000]
    assert not list(citizen.jar)


def _held(sown: Sown) -> None:
    """Chi finds that the letter is a denunciation."""
    case = Visitor(sown.product.url).sign_in("chi").unlock(PASSPHRASE)
    page = case.get(f"/letters/{sown.codes['form']}/triage/")
    kept = {name: hidden(page.text)[name] for name in ("version", "save_key")}
    answer = case.post(f"/letters/{sown.codes['form']}/triage/", {
        **kept, "hold": "1", "matters-TOTAL_FORMS": "1", "matters-INITIAL_FORMS": "1",
        "matters-0-kind": "denunciation", "matters-0-summary": "Tố cáo (thử)",
    })  # fmt: skip
    assert answer.status == 200, answer.text[:3000]
