"""A date that may still change says so wherever it stands: list, first page, record, paper, citizen's page."""

from datetime import date

import pytest
from django.test import Client

from congtam.casework.letters import paper
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.work_pages import Office
from congtam.interface.portal.lookup import follow
from congtam.interface.portal.story import tell
from congtam.mechanisms.lifecycle.models import Deadline

DAY = date(2026, 7, 6)


@pytest.fixture
def code(office: Office) -> str:
    """An accepted letter, all of whose running dates are provisional and near."""
    letter = situations.accepted(office.cast, on=DAY)
    Deadline.objects.filter(record=letter.record).update(provisional=True)
    return letter.record.code


def page(office: Office, path: str) -> str:
    browser = Client()
    browser.force_login(office.cast.lan)
    return browser.get(path).content.decode()


@pytest.mark.parametrize("path", ["/", "/letters/", "/letters/{code}/"])
def test_pages_of_the_office_mark_it(office: Office, code: str, path: str) -> None:
    assert "(tạm tính)" in page(office, path.format(code=code))


def test_a_paper_prints_it(office: Office, code: str) -> None:
    deadline = Deadline.objects.get(record__code=code, duty="complaint.settle")
    assert paper.limit(deadline).endswith("(tạm tính)")
    deadline.provisional = False
    assert "tạm tính" not in paper.limit(deadline)


def test_the_citizens_page_marks_it(office: Office) -> None:
    from congtam.casework.letters.receiving import receipt_of

    letter = situations.accepted(office.cast, on=DAY)
    Deadline.objects.filter(record=letter.record).update(provisional=True)
    found = follow(receipt_of(letter))
    assert found is not None
    story = tell(found, today=DAY)
    assert any(promise.provisional for promise in story.promises)
    assert any(step["provisional"] for step in story.steps if step["promised"])
