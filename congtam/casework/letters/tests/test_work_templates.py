"""The page of templates: today's forms, an office's own .docx, and who compared it."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from congtam.casework.letters.documents import ACCEPTANCE
from congtam.casework.letters.models import Letter
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.work_pages import DAY, Office, day, send, shows
from congtam.foundation.access.models import Holding, Post
from congtam.foundation.access.rls import set_scope
from congtam.mechanisms.documents.apps import MANAGE_TEMPLATES
from congtam.mechanisms.documents.models import DocumentTemplate, IssuedDocument

KIND = "/letters/templates/acceptance_notice/"


def word(*lines: str, name: str = "mau.docx") -> io.BytesIO:
    """A Word file with these paragraphs."""
    target = io.BytesIO()
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(target)
    target.seek(0)
    target.name = name
    return target


def own(mark: str = "MẪU CỦA ĐƠN VỊ (thử)") -> io.BytesIO:
    """A template with every place that must be filled."""
    return word(mark, *(f"{{{{ {name} }}}}" for name in ACCEPTANCE.variables))


@pytest.fixture
def manager(office: Office) -> Client:
    """Lan, who also manages templates."""
    for post in Post.objects.filter(pk__in=Holding.objects.filter(account=office.cast.lan).values("post")):
        post.permissions = [*post.permissions, MANAGE_TEMPLATES]
        post.save(update_fields=["permissions"])
    return office.browser(office.cast.lan)


def in_use(office: Office) -> DocumentTemplate | None:
    set_scope([office.cast.city.pk])
    return DocumentTemplate.objects.filter(kind=ACCEPTANCE.name, active=True).first()


def test_every_kind_tells_todays_form_and_how_sure_that_is(manager: Client) -> None:
    with day():
        page = manager.get(reverse("letters:templates"))
    assert shows(page, "Thông báo thụ lý")
    assert shows(page, "Mẫu số 03, 155/2026/NĐ-CP")
    assert shows(page, "Đã đối chiếu văn bản luật")
    assert shows(page, "Theo trí nhớ, cần kiểm tra")
    assert shows(page, "chưa đối chiếu mẫu")


def test_the_shipped_template_can_be_taken_to_word(manager: Client) -> None:
    with day():
        answer = manager.get(reverse("letters:template-shipped", args=("acceptance_notice",)))
    assert answer.content == ACCEPTANCE.template.read_bytes()


def test_an_offices_own_template_is_used_from_then_on(office: Office, manager: Client) -> None:
    with day():
        assert send(manager, KIND, template=own()).status_code == 302
        letter: Letter = situations.accepted(office.cast, on=DAY)
        page = manager.get(reverse("letters:paper-docx", args=(letter.record.code, _notice(letter).uid)))
    assert "MẪU CỦA ĐƠN VỊ (thử)" in "\n".join(
        each.text for each in Document(io.BytesIO(page.content)).paragraphs
    )


def _notice(letter: Letter) -> IssuedDocument:
    set_scope([letter.unit_id])
    return IssuedDocument.objects.get(record=letter.record, kind=ACCEPTANCE.name)


def test_what_keeps_a_file_from_being_a_template_is_listed_in_words(office: Office, manager: Client) -> None:
    with day():
        answer = send(manager, KIND, template=word("{{ number_line }} {{ la_bien_la }}"))
    assert answer.status_code == 422
    assert shows(answer, "Mẫu dùng biến không có trong loại văn bản này: la_bien_la.")
    assert shows(answer, "Mẫu thiếu chỗ điền:")
    assert shows(answer, "họ tên người ký")
    assert in_use(office) is None


def test_a_file_that_is_no_word_file_is_refused(office: Office, manager: Client) -> None:
    wrong = io.BytesIO(b"%PDF-1.7")
    wrong.name = "mau.docx"
    with day():
        answer = send(manager, KIND, template=wrong)
    assert answer.status_code == 422
    assert shows(answer, "không phải tệp Word")
    assert in_use(office) is None


def _change(template: DocumentTemplate, act: str) -> str:
    return reverse("letters:template-change", args=("acceptance_notice", template.pk, act))


def test_a_comparison_names_the_form_and_takes_the_mark_away(office: Office, manager: Client) -> None:
    with day():
        send(manager, KIND, template=own())
        template = in_use(office)
        assert template
        silent = manager.post(_change(template, "compared"), {"on": DAY.isoformat(), "note": ""})
        assert silent.status_code == 422
        assert shows(silent, "Hãy ghi đã đối chiếu với mẫu nào.")
        early = manager.post(_change(template, "compared"), {"on": "2026-07-02", "note": "Mẫu số 03 (thử)"})
        assert early.status_code == 422
        assert shows(early, "Mẫu số 03 (thử)")
        manager.post(_change(template, "compared"), {"on": DAY.isoformat(), "note": "Mẫu số 03 (thử)"})
        page = manager.get(KIND)
    template = in_use(office)
    assert template
    assert (template.compared, template.compared_by) == (True, office.cast.lan)
    assert shows(page, "đã đối chiếu thứ Tư 01/07/2026: Mẫu số 03 (thử)")


def test_a_template_is_taken_out_of_use_and_used_again(office: Office, manager: Client) -> None:
    with day():
        send(manager, KIND, template=own())
        template = in_use(office)
        assert template
        manager.post(_change(template, "retire"))
        assert in_use(office) is None
        manager.post(_change(template, "use"))
    assert in_use(office) == template


def test_templates_are_for_whoever_manages_them(office: Office, manager: Client) -> None:
    with day():
        send(manager, KIND, template=own())
        template = in_use(office)
        assert template
        chi = office.browser(office.cast.chi)
        pages = [
            reverse("letters:templates"),
            KIND,
            reverse("letters:template-shipped", args=("acceptance_notice",)),
        ]
        assert {chi.get(page).status_code for page in pages} == {403}
        assert chi.post(_change(template, "retire")).status_code == 403
        assert manager.get(reverse("letters:template", args=("no-such-kind",))).status_code == 404
        assert manager.post(_change(template, "no-such-act")).status_code == 404
    assert in_use(office) == template


def test_another_units_template_is_not_found(office: Office, manager: Client) -> None:
    with day():
        send(manager, KIND, template=own())
        template = in_use(office)
        assert template
        for post in Post.objects.filter(unit=office.cast.other):
            post.permissions = [*post.permissions, MANAGE_TEMPLATES]
            post.save(update_fields=["permissions"])
        stranger = office.browser(office.cast.stranger)
        version = reverse("letters:template-version", args=("acceptance_notice", template.pk))
        assert stranger.get(version).status_code == 404
        assert stranger.post(_change(template, "retire")).status_code == 404
        assert manager.get(version).status_code == 200
