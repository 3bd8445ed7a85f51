"""Rendered pages of the demo. Their text is known, so it is stored as it was written and marked so: the demo
reads well on a machine without Tesseract."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from django.utils.translation import gettext_noop

from congtam.casework.letters.actions.reading import finish_reading, keep_page
from congtam.casework.letters.models import Scan
from congtam.casework.letters.reading import PageText, propose
from congtam.casework.letters.reading.sample_letters import COMPLAINT, PETITION
from congtam.casework.letters.reading.sample_pages import Line, Wear, letter_pdf, render_letter, text_layer
from congtam.foundation.access.actor import system_actor
from congtam.project.demo.cases import Case

MARK = gettext_noop("Chữ có sẵn của đơn thử, không phải máy đọc.")


@dataclass(frozen=True)
class Page:
    """A scan and what stands on it."""

    content: bytes
    text: tuple[PageText, ...]


def scan_of(case: Case) -> Page | None:
    """The case's scan; the same letter looks a little different each time it is scanned."""
    if not case.scan:
        return None
    name, _, seed = case.scan.partition("_")
    lines = PETITION if name == "petition" else _about(case)
    wear = Wear(tilt=0.6 * int(seed or 1), noise=0.002, stamp=name == "complaint")
    return Page(letter_pdf(render_letter(lines, wear=wear, seed=int(seed or 1))), text_layer(lines))


def _about(case: Case) -> tuple[Line, ...]:
    """The sample complaint, with the sender and the subject of the case."""
    if not case.summary:
        return COMPLAINT
    changed = []
    for line in COMPLAINT:
        if line.text.startswith("Tôi tên là:"):
            changed.append(replace(line, text=f"Tôi tên là: {case.name.removesuffix(' (thử)')}"))
        elif line.text.startswith("Địa chỉ:"):
            changed.append(replace(line, text=f"Địa chỉ: {case.address}"))
        elif line.text.startswith("(V/v"):
            changed.append(replace(line, text=f"(V/v {case.summary})"))
        else:
            changed.append(line)
    return tuple(changed)


def read_as_written(scan: Scan, pages: tuple[PageText, ...], *, on: date) -> None:
    """Keep the known text as if it had been read, with a mark that says that it was not."""
    actor = system_actor("demo", unit_id=scan.unit_id)
    for number, page in enumerate(pages, start=1):
        keep_page(
            scan=scan, actor=actor, number=number, confidence=100, page={**page.to_json(), "text": page.text}
        )
    scan.problem = MARK
    scan.save(update_fields=["problem"])
    finish_reading(scan=scan, actor=actor, on=on, confidence=100, proposals=propose(pages).to_json())


@cache
def signed_page(symbol: str) -> bytes:
    """A page that stands for a signed paper."""
    lines = (
        Line(f"BẢN KÝ CỦA VĂN BẢN SỐ {symbol}", align="center", bold=True),
        Line("(bản quét thử, không có giá trị)", align="center"),
        Line("CHỦ TỊCH", align="right", bold=True),
        Line("Lê Thị Ký (thử)", align="right"),
    )
    return letter_pdf(render_letter(lines, wear=Wear(stamp=True)))
