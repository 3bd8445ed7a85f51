"""The pages of denunciations, as a browser without scripts sees them."""

from datetime import date

from django.test import Client
from django.urls import reverse

from congtam.casework.letters.denunciation import actions
from congtam.casework.letters.denunciation.models import Competent, Denunciation, Protection, Source
from congtam.casework.letters.denunciation.tests import situations
from congtam.casework.letters.denunciation.tests.situations import TRACES, Bureau
from congtam.casework.letters.tests.situations import save
from congtam.casework.letters.tests.work_pages import SIGNER, Answer, send, shows, text
from congtam.foundation import clock
from congtam.foundation.access.models import Account
from congtam.foundation.access.setup import add_account, add_post, hold
from congtam.mechanisms.lifecycle.models import Record
from tests.cast import SINCE

DAY = date(2026, 7, 1)
TYPED = {"on": "01/07/2026"}


def browser(account: Account) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=account.pk))
    return client


def page(found: Denunciation, *more: str) -> str:
    address = reverse("letters:denunciation", args=(found.record.code,))
    return address + "".join(f"{each}/" for each in more)


def step(client: Client, found: Denunciation, name: str, **typed: object) -> Answer:
    return send(client, page(found, "steps", name), **{**TYPED, **typed})


def state(found: Denunciation) -> str:
    return Record.objects.get(pk=found.pk).state


def test_a_held_letter_leads_to_the_denunciation(bureau: Bureau) -> None:
    with clock.frozen(DAY):
        letter = situations.held(bureau, on=DAY)
        minh = browser(bureau.keeper)
        answer = minh.get(reverse("letters:record", args=(letter.record.code,)))
        opening = reverse("letters:denunciation-open", args=(letter.record.code,))
        assert opening in text(answer)
        done = send(minh, opening, **TYPED, places=["1"], source=Source.SIGNED)
        assert done.status_code == 302, text(done)
        found = Denunciation.objects.get()
        assert done.headers["Location"] == page(found)


def test_the_whole_way_goes_through_the_pages(bureau: Bureau) -> None:
    with clock.frozen(DAY):
        found = situations.opened(bureau, on=DAY)
        minh = browser(bureau.keeper)
        ways = (
            ("check_identity", {"result": "confirmed"}, "identified"),
            ("check_conditions", {"competence": "ours"}, "examined"),
            ("accept", {"told": "Việc lập danh sách", **SIGNER}, "accepted"),
            ("extend", {"criteria": ["many_people"], **SIGNER}, "accepted"),
            ("suspend", {"ground": "other_body", "explanation": "Chờ kết luận.", **SIGNER}, "suspended"),
            ("resume", {"explanation": "Đã có kết luận.", **SIGNER}, "accepted"),
            ("assign", {"handler": str(bureau.keeper.pk)}, "accepted"),
            ("conclude", {"finding_1": "partly", "verified": "Ba hộ.", "measures": "Thu hồi.", **SIGNER}, "concluded"),
            ("handle", {"note": "Đã thu hồi"}, "concluded"),
            ("inform", {"message": "Tố cáo đúng một phần.", **SIGNER}, "informed"),
            ("publish", {"content": "Việc hỗ trợ", "told": "Có ba hộ.", **SIGNER}, "informed"),
        )  # fmt: skip
        for name, typed, after in ways:
            answer = step(minh, found, name, **typed)
            assert answer.status_code == 302, (name, text(answer))
            assert state(found) == after
        answer = minh.get(page(found))
    assert answer.status_code == 200
    assert not [trace for trace in TRACES if trace in text(answer)]
    assert found.code in text(answer)
    assert shows(answer, "Người gửi (ẩn)")


def test_each_step_has_a_page(bureau: Bureau) -> None:
    from congtam.casework.letters.denunciation.lifecycle import DENUNCIATION
    from congtam.casework.letters.denunciation.views.pages import PAGES

    assert {each.name for each in DENUNCIATION.steps} == set(PAGES)


def test_the_dates_are_seen_before_anything_is_saved(bureau: Bureau) -> None:
    with clock.frozen(DAY):
        found = situations.identified(bureau, on=DAY)
        minh = browser(bureau.keeper)
        part = minh.get(
            page(found, "steps", "check_conditions", "dates"), {**TYPED, "competence": Competent.OTHER}
        )
        assert part.status_code == 200
        assert shows(part, "08/07/2026")
        accepting = minh.get(page(situations.examined(bureau, on=DAY), "steps", "accept"))
        assert shows(accepting, "31/07/2026")


def test_a_trace_of_the_denouncer_is_refused_and_what_was_typed_stays(bureau: Bureau) -> None:
    with clock.frozen(DAY):
        found = situations.examined(bureau, on=DAY)
        answer = step(browser(bureau.keeper), found, "accept", told="Theo bà khuất thị nhân chứng", **SIGNER)
    assert answer.status_code == 422
    assert shows(answer, "nhận ra người tố cáo")
    assert shows(answer, "Theo bà khuất thị nhân chứng")


def reader(bureau: Bureau, *permissions: str) -> Client:
    account = add_account(username="xem", display_name="Người Xem (thử)", password=None)
    hold(
        account=account,
        post=add_post(unit=bureau.cast.city, title="Xem", permissions=permissions),
        since=SINCE,
    )
    return browser(account)


def test_who_may_only_see_letters_finds_nothing(bureau: Bureau) -> None:
    with clock.frozen(DAY):
        found = situations.accepted(bureau, on=DAY)
        client = reader(bureau, "letters.view", "letters.book", "letters.triage")
        for address in (
            page(found), page(found, "steps", "accept"),
            reverse("letters:record", args=(found.letter.record.code,)),
        ):  # fmt: skip
            assert client.get(address).status_code == 404
        for address in (reverse("letters:list") + "?tab=all", reverse("letters:book"), "/"):
            answer = client.get(address)
            assert answer.status_code == 200
            for hidden in (found.record.code, found.letter.record.code, found.code):
                assert hidden not in text(answer)
        assert client.get(reverse("letters:denunciations")).status_code == 403
        assert client.get(reverse("letters:denunciation-book")).status_code == 403


def test_the_list_and_the_book_bear_the_code_and_no_subject(bureau: Bureau) -> None:
    with clock.frozen(DAY):
        found = situations.accepted(bureau, on=DAY)
        minh = browser(bureau.keeper)
        answers = [
            minh.get(reverse("letters:denunciations") + "?tab=settling"), minh.get(reverse("letters:denunciation-book"))
        ]  # fmt: skip
    for answer in answers:
        assert answer.status_code == 200
        assert found.code in text(answer)
        assert not [
            each for each in (*TRACES, "danh sách hỗ trợ", situations.DENOUNCED) if each in text(answer)
        ]


def test_a_request_for_protection_is_on_the_first_page_at_once(bureau: Bureau) -> None:
    with clock.frozen(DAY):
        found = situations.opened(bureau, on=DAY)
        minh = browser(bureau.keeper)
        answer = send(
            minh, page(found, "protection"), **TYPED, urgent="on", measures=["safety"], said="Bị đe dọa"
        )
        assert answer.status_code == 302, text(answer)
        protection = Protection.objects.get()
        guard = reader(bureau, "denunciations.protect", "denunciations.view")
        home = guard.get("/")
        assert protection.record.code in text(home)
        assert shows(home, "Áp dụng biện pháp bảo vệ")
        assert guard.get(reverse("letters:protection", args=(protection.record.code,))).status_code == 200
        granted = send(
            minh, reverse("letters:protection-step", args=(protection.record.code, "grant")), **TYPED, **SIGNER,
            measures=["safety"], body="Công an phường (thử)", explanation="Có tin nhắn đe dọa.",
        )  # fmt: skip
        assert granted.status_code == 302, text(granted)
        assert Record.objects.get(pk=protection.pk).state == "granted"


def test_protection_is_hidden_from_who_only_sees_denunciations(bureau: Bureau) -> None:
    with clock.frozen(DAY):
        found = situations.opened(bureau, on=DAY)
        asked = actions.ask_protection(
            denunciation=found, actor=bureau.actor, on=DAY, urgent=True, measures=[], said="Bị đe dọa", save=save()
        )  # fmt: skip
        client = reader(bureau, "denunciations.view")
        assert client.get(reverse("letters:protection", args=(asked.record.code,))).status_code == 404
        answer = client.get(page(found))
        assert answer.status_code == 200
        assert not shows(answer, "Chờ xem xét bảo vệ")
        assert asked.record.code not in text(client.get("/"))
