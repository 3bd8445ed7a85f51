"""Every view is told; who has read; what is unusual."""

from datetime import timedelta

import pytest

from congtam.foundation import clock
from congtam.foundation.access.actor import NotPermitted, system_actor
from congtam.foundation.access.scope import scope_of
from congtam.mechanisms.lifecycle import journal
from congtam.mechanisms.lifecycle.acts import StepBlocked, locked
from congtam.mechanisms.lifecycle.models import Exclusion, Record
from congtam.registers.custody import unusual
from congtam.registers.custody.actions.reviewing import make_review, reviewed
from congtam.registers.custody.models import ReadingReview
from congtam.registers.custody.seams import viewed
from congtam.registers.custody.tests.conftest import DAY, Office, at

MONDAY = DAY - timedelta(days=DAY.weekday())


def views(office: Office, record: Record) -> list[dict[str, object]]:
    office.enter("van")
    found = record.entries.filter(event="letters.letter:identity_viewed").order_by("seq")
    return [entry.payload for entry in found]


def view(office: Office, record: Record, by: str = "chi") -> None:
    viewed(record, actor=office.enter(by))


def test_a_view_by_grant_names_the_request_and_its_purpose(kept: Office) -> None:
    record = kept.record()
    request = kept.grant(kept.ask(record))
    view(kept, record)
    assert views(kept, record) == [{"by": "grant", "request": request.pk, "purpose": "verify"}]


@pytest.mark.parametrize(("name", "by"), [("hoa", "identity"), ("thu", "intake"), ("van", "permission")])
def test_a_view_by_those_who_keep_the_keys_is_told_too(kept: Office, name: str, by: str) -> None:
    record = kept.record()
    view(kept, record, name)
    assert views(kept, record) == [{"by": by}]


def test_a_minute_of_looking_is_one_view(kept: Office) -> None:
    record = kept.record()
    for second in (0, 20, 59):
        with clock.frozen(at(12) + timedelta(seconds=second)):
            view(kept, record)
    assert len(views(kept, record)) == 1
    with clock.frozen(at(12, 1)):
        view(kept, record)
    view(kept, record, "hoa")
    assert len(views(kept, record)) == 3


def test_a_part_of_the_system_views_nothing(kept: Office) -> None:
    record = kept.record()
    assert viewed(record, actor=system_actor("tests", unit_id=kept.city.pk)) is None
    assert views(kept, record) == []


def test_other_custodians_are_told_without_a_name_or_a_code(kept: Office) -> None:
    record = kept.record()
    view(kept, record)
    page = kept.browser("binh").get("/").content.decode()
    assert "Trong 24 giờ qua có danh tính được xem" in page
    assert record.code not in page
    assert kept.chi.display_name not in page


def test_who_has_read_is_shown_to_reviewers_and_custodians_only(kept: Office) -> None:
    record = kept.record()
    kept.grant(kept.ask(record))
    view(kept, record)
    address = f"/identity/{record.code}/views/"
    page = kept.browser("soat").get(address).content.decode()
    assert kept.chi.display_name in page
    assert "Xác minh" in page
    for name in ("chi", "lan", "khach"):
        assert kept.browser(name).get(address).status_code == 404


def test_a_reviewer_who_is_named_finds_nothing(kept: Office) -> None:
    record = kept.record()
    view(kept, record)
    kept.enter("van")
    Exclusion.objects.create(record=record, unit=kept.city, account=kept.soat, why="named")
    assert kept.browser("soat").get(f"/identity/{record.code}/views/").status_code == 404


def test_the_page_of_a_granted_identity_tells_the_view(kept: Office) -> None:
    from congtam.registers.custody import identities
    from congtam.registers.custody.tests.conftest import PLACE, SECRET

    record = kept.record()
    key = kept.keys[record.pk][0]

    def show(shown: Record) -> identities.Shown:
        from congtam.foundation.sealing import unseal

        return identities.Shown(facts=(("Họ và tên", unseal(key, kept.sealed, context=PLACE).decode()),))

    identities._showing["letters.letter"] = show
    kept.grant(kept.ask(record))
    address = f"/identity/{record.code}/read/"
    locked_page = kept.browser("chi").get(address)
    assert locked_page.status_code == 423
    assert "Mở khóa của tôi" in locked_page.content.decode()
    assert views(kept, record) == []
    assert SECRET.decode() in kept.unlocked_browser("chi").get(address).content.decode()
    assert len(views(kept, record)) == 1
    assert kept.browser("van").get(address).status_code == 302


# -- unusual ------------------------------------------------------------------------------------------------


def lines(office: Office, by: str = "soat", **limits: object) -> list[tuple[str, tuple[str, ...]]]:
    office.enter(by)
    found = unusual.lines(
        [office.city.pk],
        monday=MONDAY,
        limits=unusual.Thresholds(**limits) if limits else None,  # type: ignore[arg-type]
    )
    return [(line.entry.record.code, line.grounds) for line in found]


def act(office: Office, record: Record, by: str, event: str = "triage", **payload: object) -> None:
    actor = office.enter(by)
    journal.append(
        record=locked(record), event=f"letters.letter:{event}", actor=actor, on=DAY, payload=payload
    )


def test_an_ordinary_view_is_no_line(kept: Office) -> None:
    view(kept, kept.record())
    assert lines(kept) == []


def test_a_view_outside_working_hours_is_a_line(kept: Office) -> None:
    record = kept.record()
    with clock.frozen(at(21)):
        view(kept, record)
    assert lines(kept) == [(record.code, (unusual.HOURS,))]


def test_a_view_on_a_day_off_is_a_line(kept: Office) -> None:
    record = kept.record()
    with clock.frozen(at(10, day=MONDAY + timedelta(days=6))):
        view(kept, record)
    assert lines(kept) == [(record.code, (unusual.HOURS,))]


def test_many_different_identities_in_a_day_are_lines(kept: Office) -> None:
    records = [kept.record() for _each in range(3)]
    for record in records:
        view(kept, record)
    assert lines(kept, many=4) == []
    assert [grounds for _code, grounds in lines(kept, many=3)] == [(unusual.MANY,)] * 3


def test_a_view_after_the_end_of_the_case_is_a_line(kept: Office) -> None:
    record = kept.record()
    Record.objects.filter(pk=record.pk).update(closed_on=DAY - timedelta(days=1))
    view(kept, record)
    assert lines(kept) == [(record.code, (unusual.CLOSED,))]


def test_a_view_that_nothing_follows_is_a_line_once_its_week_is_over(kept: Office) -> None:
    idle, used = kept.record(), kept.record()
    for record in (idle, used):
        view(kept, record)
    with clock.frozen(at(13)):
        act(kept, used, "chi")
    assert lines(kept) == []
    with clock.frozen(at(12, day=DAY + timedelta(days=7))):
        assert lines(kept) == [(idle.code, (unusual.IDLE,))]


def test_a_view_by_somebody_who_was_just_handed_the_record_is_a_line(kept: Office) -> None:
    record = kept.record()
    act(kept, record, "lan", "holder_changed", handed_to=kept.chi.pk)
    with clock.frozen(at(12, 30)):
        view(kept, record)
        assert lines(kept) == [(record.code, (unusual.FRESH,))]


def test_a_reviewer_does_not_see_lines_of_a_record_that_names_them(kept: Office) -> None:
    record = kept.record()
    with clock.frozen(at(21)):
        view(kept, record)
    kept.enter("van")
    Exclusion.objects.create(record=record, unit=kept.city, account=kept.soat, why="named")
    assert lines(kept) == []
    assert record.code not in kept.browser("soat").get(f"/identity/unusual/?week={MONDAY}").content.decode()


def test_the_list_ranks_nobody_and_counts_nobody(kept: Office) -> None:
    with clock.frozen(at(21)):
        for _each in range(2):
            view(kept, kept.record())
    page = kept.browser("soat").get(f"/identity/unusual/?week={MONDAY}").content.decode()
    assert page.count(kept.chi.display_name) == 2  # a line each, no total beside a name


def test_only_who_reviews_opens_the_list(kept: Office) -> None:
    for name in ("chi", "hoa", "quan", "lan"):
        assert kept.browser(name).get("/identity/unusual/").status_code == 403


def test_a_notice_waits_until_somebody_has_looked(kept: Office) -> None:
    with clock.frozen(at(21)):
        view(kept, kept.record())
    review = _made(kept)
    browser = kept.browser("soat")
    assert "Danh sách đọc bất thường trong tuần" in browser.get("/").content.decode()
    with pytest.raises(NotPermitted):
        reviewed(review, actor=kept.enter("hoa"))
    browser.post(f"/identity/unusual/{review.pk}/done/")
    assert "Danh sách đọc bất thường trong tuần" not in browser.get("/").content.decode()


def test_nobody_says_of_a_list_with_their_own_readings_that_it_was_looked_at(kept: Office) -> None:
    with clock.frozen(at(21)):
        view(kept, kept.record(), by="soat")
    review = _made(kept)
    with pytest.raises(StepBlocked, match="người khác"):
        reviewed(review, actor=kept.enter("soat"))
    page = kept.browser("soat").post(f"/identity/unusual/{review.pk}/done/", follow=True).content.decode()
    assert "cần một người khác xem" in page
    review.refresh_from_db()
    assert review.reviewed_at is None


def _made(office: Office) -> ReadingReview:
    """As the job of Mondays makes it."""
    system = system_actor("keepers.reviewer", unit_id=office.city.pk)
    scope_of(system)
    assert unusual.lines([office.city.pk], monday=MONDAY)
    return make_review(actor=system, unit_id=office.city.pk, monday=MONDAY)  # type: ignore[return-value]
