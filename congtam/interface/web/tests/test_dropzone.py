"""Files dropped on the intake page."""

import pytest

from congtam.interface.web.tests.conftest import Visit
from congtam.interface.web.tests.gallery import views

pytestmark = pytest.mark.journey
DROP = """([name, type, content]) => {
  const carrier = new DataTransfer();
  carrier.items.add(new File([content], name, {type}));
  document.querySelector('[data-dropzone]').dispatchEvent(
    new DragEvent('drop', {dataTransfer: carrier, bubbles: true, cancelable: true}));
}"""


def test_a_dropped_scan_is_sent_and_the_page_goes_on(visit: Visit) -> None:
    with visit("/intake") as page:
        page.evaluate(DROP, ["don.pdf", "application/pdf", "%PDF-1.7 a scan"])
        page.wait_for_url("**/case")
        assert {"event": "upload", "name": "don.pdf", "size": 15} in views.received


def test_a_chosen_file_is_shown_with_size_and_refused_by_the_server_in_words(visit: Visit) -> None:
    with visit("/intake") as page:
        page.locator("input[type=file]").set_input_files(
            {"name": "bad.pdf", "mimeType": "application/pdf", "buffer": b"%PDF" + b"0" * 640_000}
        )
        page.get_by_text("Tệp PDF này có mật khẩu").wait_for()
        assert page.get_by_text("PDF · 640 kB").is_visible()


@pytest.mark.parametrize(
    ("name", "kind", "content", "said"),
    [
        ("don.pdf", "application/pdf", "", "Tệp rỗng"),
        ("don.html", "text/html", "<p>", "Không nhận loại tệp này"),
    ],
)
def test_what_cannot_be_a_scan_is_refused_at_once(
    visit: Visit, name: str, kind: str, content: str, said: str
) -> None:
    with visit("/intake") as page:
        page.evaluate(DROP, [name, kind, content])
        assert page.get_by_text(said).is_visible()
        assert views.received == []


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(visit: Visit) -> None:
    with visit("/intake") as page:
        page.locator("[data-dropzone]").evaluate("zone => { zone.dataset.maxBytes = '10' }")
        page.evaluate(DROP, ["don.pdf", "application/pdf", "more than ten bytes"])
        assert page.get_by_text("Tệp quá lớn").is_visible()
        assert views.received == []


def test_progress_of_a_job_is_asked_for_until_it_is_done(visit: Visit) -> None:
    with visit("/intake") as page:
        page.get_by_text("Đã đọc xong").wait_for(timeout=8_000)
        assert page.locator("[hx-get]").count() == 0
