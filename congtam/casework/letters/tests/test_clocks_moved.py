"""A deadline that moved after a page showed it: whoever saves is told, and looks at the new day first."""

from datetime import date
from http import HTTPStatus

from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.work_pages import SIGNER, Office, address, day, hidden, shows
from congtam.foundation.calendar import ChangedDay
from congtam.mechanisms.lifecycle import impact
from congtam.mechanisms.rulebook import editions

ACCEPTED, SUSPENDED = date(2026, 7, 6), date(2026, 7, 20)


def day_off_on_the_last_day() -> None:
    """30 days from Monday 6 July 2026 end on Wednesday 5 August; if that is a day off, on Thursday."""
    off = ChangedDay(day=date(2026, 8, 5), kind="local_off", name="Ngày truyền thống (thử)")
    found = impact.foreseen(impact.running(), edition=editions.shown().changed(days=[off]))
    moves = [each for each in found if isinstance(each, impact.Move)]
    assert impact.apply(moves, on=SUSPENDED, edition=1, change="thử")


def test_a_page_that_showed_the_old_day_is_not_saved_in_silence(office: Office) -> None:
    with day(ACCEPTED):
        letter = situations.accepted(office.cast, on=ACCEPTED)
    with day(SUSPENDED):
        lan, page = office.browser(office.cast.lan), address("step", letter, "suspend")
        opened = hidden(lan.get(page))
        day_off_on_the_last_day()
        typed = {
            "ground": "other_body", "explanation": "Chờ kết quả đo đạc lại (thử).",
            "on": SUSPENDED.isoformat(), **SIGNER,
        }  # fmt: skip
        stale = lan.post(page, {**opened, **typed})
        again = lan.post(page, {**hidden(stale), **typed})
    assert stale.status_code == HTTPStatus.CONFLICT
    assert shows(stale, f"Hạn của hồ sơ {letter.record.code} vừa được tính lại")
    assert shows(stale, "Máy tính lại hạn đã tính lại hạn lúc")
    assert again.status_code == HTTPStatus.FOUND
