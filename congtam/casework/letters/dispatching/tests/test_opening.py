"""A paper to the denouncer is opened for sending in one act, by somebody who may open the identity. All invented."""

import io
import zipfile
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from congtam.casework.letters.denunciation import actions as denunciations
from congtam.casework.letters.denunciation.documents import ACCEPTED_DENOUNCED, ACCEPTED_DENOUNCER
from congtam.casework.letters.denunciation.models import Competent, Denunciation, Identity
from congtam.casework.letters.dispatching import rights
from congtam.casework.letters.dispatching.actions import Opened, open_for_dispatch, read_addressed
from congtam.casework.letters.models import AddressedPaper
from congtam.casework.letters.redaction.tests.sealed_office import (
    DAY,
    PASSPHRASE,
    SENDER,
    SealedOffice,
    held,
    opened,
)
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.work_pages import hidden, shows, text
from congtam.foundation import clock
from congtam.foundation.access.actor import NotPermitted
from congtam.foundation.access.models import Account
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_post, hold
from congtam.foundation.custody import keypairs, keyring
from congtam.foundation.files.store import read_plain
from congtam.foundation.sealing import SealLocked
from congtam.mechanisms.documents.issuing import NotPlausible
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.documents.reading import docx_bytes, read_facts
from congtam.mechanisms.lifecycle.acts import StepBlocked
from congtam.mechanisms.lifecycle.models import JournalEntry
from congtam.registers.custody.models import IdentityRequest
from tests.cast import SINCE

SECRETS = (SENDER.name, "Vườn Mẫu", SENDER.phone)


def accepted(office: SealedOffice) -> Denunciation:
    """Accepted by Chi, who works on it, while Hòa's key was open beside her."""
    made = opened(office, held(office))
    pair, private = _key(office, office.hoa)
    with office.acting(office.cast.chi) as chi, keyring.using({pair: private}):  # type: ignore[dict-item]
        denunciations.check_identity(
            denunciation=made, actor=chi, on=DAY, result=Identity.CONFIRMED, note="", save=situations.save()
        )
        denunciations.check_conditions(
            denunciation=made, actor=chi, on=DAY, note="", save=situations.save(),
            checked=denunciations.Checked(competence=Competent.OURS, body=""),
        )  # fmt: skip
        denunciations.accept_denunciation(
            denunciation=made, actor=chi, on=DAY, told="Việc lập hồ sơ năm 2025", signer=situations.SIGNER,
            save=situations.save(),
        )  # fmt: skip
    return fresh(office, made)


def _key(office: SealedOffice, account: Account) -> tuple[int, object]:
    set_scope([office.cast.city.pk], account_id=account.pk)
    pair, private = keypairs.opened(account=account, passphrase=PASSPHRASE)
    return pair.pk, private


def fresh(office: SealedOffice, made: Denunciation) -> Denunciation:
    set_scope([office.cast.city.pk])
    related = ("record__data_key", "record__unit", "unit", "letter__record__data_key", "letter__identity_key")
    return Denunciation.objects.select_related(*related, "letter__unit").get(pk=made.pk)


def paper_of(made: Denunciation, kind: str = ACCEPTED_DENOUNCER.name) -> IssuedDocument:
    related = ("record__data_key", "record__unit", "docx__data_key")
    return IssuedDocument.objects.select_related(*related).get(record=made.record, kind=kind)


def open_paper(office: SealedOffice, made: Denunciation, by: Account, *, unlocked: bool = True) -> Opened:
    with office.acting(by, unlocked=unlocked) as actor:
        return open_for_dispatch(
            denunciation=made, paper=paper_of(made), actor=actor, on=DAY, save_key=uuid4()
        )


def words_of(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as parts:
        return "".join(
            parts.read(name).decode(errors="replace") for name in parts.namelist() if name.endswith(".xml")
        )


def test_the_paper_in_the_record_names_the_working_code_alone(office: SealedOffice) -> None:
    made = accepted(office)
    with office.acting(office.cast.chi):
        paper = paper_of(made)
        said = words_of(docx_bytes(paper)) + str(read_facts(paper))
    assert made.code in said
    assert not any(secret in said for secret in SECRETS)


def test_a_custodian_puts_name_and_address_in_and_the_file_lies_under_the_seal(office: SealedOffice) -> None:
    made = accepted(office)
    done = open_paper(office, made, office.hoa)
    assert (done.name, done.address) == (SENDER.name, SENDER.address)
    kept = AddressedPaper.objects.select_related("file__data_key").get()
    assert kept.file
    assert kept.file.data_key_id == made.letter.identity_key_id != made.record.data_key_id
    with office.acting(office.binh, unlocked=True):
        said = words_of(read_plain(kept.file))
    assert SENDER.name in said
    assert SENDER.address in said
    assert made.code not in said
    with office.acting(office.hoa), pytest.raises(SealLocked):
        read_plain(kept.file)


def test_number_and_day_are_those_of_the_paper_in_the_record(office: SealedOffice) -> None:
    made = accepted(office)
    open_paper(office, made, office.hoa)
    kept = AddressedPaper.objects.select_related("file__data_key").get()
    with office.acting(office.hoa, unlocked=True):
        assert kept.file
        assert paper_of(made).symbol in words_of(read_plain(kept.file))
    assert IssuedDocument.objects.filter(record=made.record, kind=ACCEPTED_DENOUNCER.name).count() == 1


def test_whoever_works_on_the_case_never_opens_it_even_with_a_key(office: SealedOffice) -> None:
    made = accepted(office)
    made.record.holder = office.hoa
    made.record.save(update_fields=["holder"])
    for account, unlocked in ((office.hoa, True), (office.cast.chi, False)):
        with pytest.raises(StepBlocked):
            open_paper(office, made, account, unlocked=unlocked)
    assert not AddressedPaper.objects.exists()


def test_whoever_drafted_it_never_opens_it(office: SealedOffice) -> None:
    made = accepted(office)
    made.record.holder = office.cast.lan
    made.record.save(update_fields=["holder"])
    with office.acting(office.cast.chi) as chi:
        assert "người soạn" in rights.why_not(made, paper_of(made), chi)


def test_a_shut_key_opens_nothing(office: SealedOffice) -> None:
    made = accepted(office)
    with pytest.raises(SealLocked):
        open_paper(office, made, office.hoa, unlocked=False)


def sender_of_papers(office: SealedOffice) -> Account:
    """Lan may send papers, and keeps no identity."""
    post = add_post(
        unit=office.cast.city,
        title="Văn thư tố cáo",
        permissions=("denunciations.view", "denunciations.dispatch"),
    )
    hold(account=office.cast.lan, post=post, since=SINCE)
    return office.cast.lan


@pytest.mark.parametrize(("purpose", "may"), [("contact", True), ("verify", False), ("other", False)])
def test_a_grant_opens_it_for_the_purpose_to_contact_alone(
    office: SealedOffice, purpose: str, may: bool
) -> None:
    made = accepted(office)
    lan = sender_of_papers(office)
    now = clock.now()
    set_scope([office.cast.city.pk])
    IdentityRequest.objects.create(
        record=made.record, unit=office.cast.city, decider=office.cast.city, code=made.record.code, asked_by=lan,
        purpose=purpose, minutes=30, wrapped=b"", key_id="", sealed=b"", outcome="granted",
        decided_by=office.hoa, decided_at=now, until=now + timedelta(minutes=30),
    )  # fmt: skip
    with office.acting(lan) as actor:
        assert (rights.why_not(made, paper_of(made), actor) == "") is may


def test_the_right_to_send_alone_opens_nothing(office: SealedOffice) -> None:
    made = accepted(office)
    lan = sender_of_papers(office)
    with office.acting(lan) as actor:
        assert rights.why_not(made, paper_of(made), actor)


def test_without_the_right_to_send_it_is_refused(office: SealedOffice) -> None:
    made = accepted(office)
    with office.acting(office.cast.van) as van, pytest.raises(NotPermitted):
        open_for_dispatch(denunciation=made, paper=paper_of(made), actor=van, on=DAY, save_key=uuid4())


def test_a_paper_to_somebody_else_gets_no_name(office: SealedOffice) -> None:
    made = accepted(office)
    with office.acting(office.hoa, unlocked=True) as hoa, pytest.raises(NotPlausible):
        open_for_dispatch(
            denunciation=made,
            paper=paper_of(made, ACCEPTED_DENOUNCED.name),
            actor=hoa,
            on=DAY,
            save_key=uuid4(),
        )


def test_a_double_click_is_one_act(office: SealedOffice) -> None:
    made, key = accepted(office), uuid4()
    with office.acting(office.hoa, unlocked=True) as hoa:
        for _each in range(2):
            open_for_dispatch(denunciation=made, paper=paper_of(made), actor=hoa, on=DAY, save_key=key)
    assert AddressedPaper.objects.count() == 1


def test_opening_and_reading_stand_in_the_journal_without_a_name(office: SealedOffice) -> None:
    made = accepted(office)
    done = open_paper(office, made, office.hoa)
    with office.acting(office.hoa, unlocked=True) as hoa:
        done.paper.document = paper_of(made)
        read_addressed(denunciation=made, addressed=done.paper, actor=hoa, on=DAY)
    set_scope([office.cast.city.pk])
    rows = list(JournalEntry.objects.filter(record=made.record).values_list("event", "payload"))
    events = [event.partition(":")[2] for event, _payload in rows]
    assert {"paper_addressed", "addressed_paper_read", "identity_viewed"} <= set(events)
    assert not any(secret in str(rows) for secret in SECRETS)


def page_of(made: Denunciation) -> str:
    return reverse("letters:denunciation-addressed", args=(made.record.code, paper_of(made).uid))


def test_the_label_is_shown_by_the_act_and_on_no_page_after_it(office: SealedOffice) -> None:
    made = accepted(office)
    path, client = page_of(made), office.browser(office.hoa, unlocked=True)
    before = client.get(path)
    assert not any(secret in text(before) for secret in SECRETS)
    label = client.post(path, hidden(before))
    assert label.status_code == 200
    assert shows(label, SENDER.name)
    assert shows(label, SENDER.address)
    assert label["Cache-Control"] == "no-store"
    after = client.get(path)
    assert after.status_code == 200
    assert not any(secret in text(after) for secret in SECRETS)


def test_the_page_with_a_shut_key_asks_for_it(office: SealedOffice) -> None:
    made = accepted(office)
    path = page_of(made)
    client = office.browser(office.hoa)
    answer = client.post(path, hidden(client.get(path)))
    assert answer.status_code == 423
    assert not any(secret in text(answer) for secret in SECRETS)
    open_paper(office, made, office.hoa)
    kept = AddressedPaper.objects.get()
    file = reverse("letters:addressed-file", args=(made.record.code, paper_of(made).uid, kept.pk))
    assert client.get(file).status_code == 423
    assert office.browser(office.cast.chi).get(file).status_code == 403
    assert office.browser(office.cast.stranger).get(file).status_code == 404
    read = office.browser(office.hoa, unlocked=True).get(file)
    assert read.status_code == 200
    assert SENDER.name in words_of(read.content)
    assert SENDER.name not in read["Content-Disposition"]


def test_whoever_works_on_the_case_reads_why_they_may_not(office: SealedOffice) -> None:
    made = accepted(office)
    page = office.browser(office.cast.chi).get(page_of(made))
    assert page.status_code == 200
    assert shows(page, "hãy nhờ người giữ danh tính")
    answer = office.browser(office.cast.chi).post(page_of(made), {"save_key": str(uuid4())})
    assert answer.status_code == 422
    assert not any(secret in text(answer) for secret in SECRETS)
