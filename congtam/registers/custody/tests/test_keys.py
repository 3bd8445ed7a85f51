"""One's own key, on its pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congtam.foundation import clock
from congtam.foundation.custody import keypairs
from congtam.foundation.custody.models import Custodian, KeyPair, UnitCustody, Visit
from congtam.foundation.custody.secrets import WrongPassphrase
from congtam.mechanisms.lifecycle.acts import StepBlocked
from congtam.registers.custody.actions import own
from congtam.registers.custody.tests.conftest import DAY, PASSPHRASE, SECRET, Office
from congtam.registers.custody.views import slowing

OTHER = "năm từ khác hẳn nhau (thử)"


@pytest.fixture(autouse=True)
def _fresh_limiter(monkeypatch: pytest.MonkeyPatch) -> None:
    from congtam.interface.portal.limiter import Limiter
    from congtam.registers.custody.views import keys, proposals, unit_acts

    fresh = Limiter()
    for module in (slowing, keys, unit_acts, proposals):
        monkeypatch.setattr(module, "limiter", fresh)


def test_somebody_without_a_key_makes_one_and_has_it_open(office: Office) -> None:
    browser = office.browser("lan")
    assert "Không ai đặt lại được" in browser.get("/keys/").content.decode()
    browser.post("/keys/make/", {"new": PASSPHRASE, "again": PASSPHRASE})
    assert KeyPair.objects.filter(account=office.lan, ended_at__isnull=True).count() == 1
    assert "Khóa đang mở, còn 15 phút" in browser.get("/").content.decode()


@pytest.mark.parametrize(
    ("new", "again", "said"), [("ngắn", "ngắn", "ít nhất"), (PASSPHRASE, OTHER, "không giống nhau")]
)
def test_a_passphrase_that_is_weak_or_mistyped_makes_no_key(
    office: Office, new: str, again: str, said: str
) -> None:
    answer = office.browser("lan").post("/keys/make/", {"new": new, "again": again})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert new not in answer.content.decode()
    assert not KeyPair.objects.filter(account=office.lan).exists()


def test_a_second_key_is_not_made_beside_the_first(office: Office) -> None:
    with pytest.raises(StepBlocked):
        own.make_key(actor=office.enter("hoa"), passphrase=OTHER, on=DAY)


def test_the_right_passphrase_opens_and_the_lock_button_closes(office: Office) -> None:
    browser = office.unlocked_browser("hoa")
    office.enter("hoa")
    assert Visit.objects.count() == 1
    assert "Đóng khóa" in browser.get("/keys/").content.decode()
    browser.post("/keys/lock/")
    office.enter("hoa")
    assert Visit.objects.count() == 0


def test_a_wrong_passphrase_opens_nothing_and_says_so(office: Office) -> None:
    answer = office.browser("hoa").post("/keys/unlock/", {"custody_passphrase": "không phải cụm này"})
    assert answer.status_code == 422
    assert "không mở được khóa" in answer.content.decode()
    assert "congtam_key" not in answer.cookies


def test_wrong_passphrases_are_slowed_and_never_shut_for_good(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from congtam.interface.portal import limiter

    browser = office.browser("hoa")
    now = 1000.0
    monkeypatch.setattr(limiter, "monotonic", lambda: now)
    for _try in range(7):
        answer = browser.post("/keys/unlock/", {"custody_passphrase": "không phải cụm này"})
    assert answer.status_code == 429
    now += limiter.LONGEST + 1
    assert browser.post("/keys/unlock/", {"custody_passphrase": PASSPHRASE}).status_code == 302


def test_whoever_slows_themselves_slows_nobody_else(office: Office) -> None:
    for _try in range(7):
        office.browser("hoa").post("/keys/unlock/", {"custody_passphrase": "không phải cụm này"})
    answer = office.browser("binh").post("/keys/unlock/", {"custody_passphrase": PASSPHRASE})
    assert answer.status_code == 302


def test_a_page_costs_no_query_more_without_the_cookie(office: Office) -> None:
    browser = office.browser("chi")
    browser.get("/keys/lock/")  # warm
    with CaptureQueriesContext(
        connection,
    ) as without:
        page = browser.get("/").content.decode()
    assert not [each["sql"] for each in without if "custody_visit" in each["sql"]]
    assert "Khóa đang" not in page


def test_the_top_bar_says_when_the_key_has_closed_by_itself(office: Office) -> None:
    browser = office.unlocked_browser("hoa")
    with clock.frozen("2026-07-01T12:16:00"):
        assert "Khóa đang đóng" in browser.get("/").content.decode()


def test_another_passphrase_opens_the_same_key(kept: Office) -> None:
    record = kept.record()
    kept.browser("hoa").post(
        "/keys/passphrase/", {"custody_passphrase": PASSPHRASE, "new": OTHER, "again": OTHER}
    )
    assert kept.read(record, "hoa", OTHER) == SECRET
    with pytest.raises(WrongPassphrase):
        keypairs.opened(account=kept.hoa, passphrase=PASSPHRASE)


def test_a_replaced_key_opens_what_the_old_one_opened_in_units_below_too(kept: Office) -> None:
    office = kept
    small = office.cast.other
    office.enter("khach")
    UnitCustody.objects.create(unit=small, grants_to=office.city)
    record = office.record(unit=small, by="khach")
    moved = own.rotate_key(actor=office.enter("hoa"), passphrase=PASSPHRASE, new=OTHER, on=DAY)
    assert moved == 1
    pair = KeyPair.objects.get(account=office.hoa, ended_at__isnull=True)
    office.enter("khach")
    assert pair.shares.filter(data_key=office.keys[record.pk][0]).exists()


def test_a_lost_passphrase_is_told_in_the_journal_of_the_unit(kept: Office) -> None:
    own.replace_lost_key(actor=kept.enter("hoa"), passphrase=OTHER, on=DAY)
    newest = kept.keeping().record.entries.order_by("-seq").first()
    assert newest is not None
    assert newest.event == "keepers.unit:key_lost"
    assert newest.payload == {"account": kept.hoa.pk}


def test_a_lost_passphrase_needs_the_word_that_it_was_understood(office: Office) -> None:
    answer = office.browser("hoa").post("/keys/forgotten/", {"new": OTHER, "again": OTHER})
    assert answer.status_code == 422
    assert KeyPair.objects.filter(account=office.hoa).count() == 1


def test_a_locked_screen_closes_the_key(office: Office) -> None:
    browser = office.unlocked_browser("hoa")
    browser.post("/accounts/logout/")
    office.enter("hoa")
    assert not Visit.objects.exists()


def test_duties_stand_on_the_own_page(kept: Office) -> None:
    assert str(Custodian.Duty.IDENTITY.label) in kept.browser("hoa").get("/keys/").content.decode()
