"""What is proposed from a letter, and what is not."""

import json
import unicodedata

import pytest
from django.utils import translation

from congtam.casework.letters.reading import Proposals, propose
from congtam.casework.letters.reading.pages import PageText
from congtam.casework.letters.reading.sample_letters import COMPLAINT, DENUNCIATION, PETITION, UNCLEAR
from congtam.casework.letters.reading.sample_pages import Line, text_layer
from congtam.foundation.text import fold


def read(*paragraphs: str | Line) -> Proposals:
    return propose(text_layer(paragraphs))


def value(found: Proposals, field: str) -> str | None:
    proposal = found.get(field)
    return proposal.value if proposal else None


def values(found: Proposals) -> dict[str, str]:
    return {proposal.field: proposal.value for proposal in reversed(found.items)}


def test_a_complaint_in_the_usual_form_gives_every_field() -> None:
    assert values(propose(text_layer(COMPLAINT))) == {
        "sender_name": "Trần Văn Mẫu",
        "sender_address": "số nhà 12, ngõ 5, tổ dân phố Vườn Mẫu, phường Vĩnh Yên",
        "sender_phone": "0900 000 123",
        "written_on": "2025-10-06",
        "addressee": "Chủ tịch Ủy ban nhân dân phường Vĩnh Yên",
        "concerned": "Chủ tịch Ủy ban nhân dân phường Vĩnh Yên",
        "kind": "complaint",
        "summary": "bồi thường thiếu diện tích khi thu hồi đất trồng cây",
    }


def test_a_denunciation_gives_the_denounced_and_its_own_sentence_as_summary() -> None:
    found = values(propose(text_layer(DENUNCIATION)))
    assert found["kind"] == "denunciation"
    assert found["sender_name"] == "Lê Thị Thí Dụ"
    assert found["concerned"] == "ông Phạm Văn Hư Cấu, cán bộ địa chính xã"
    assert found["addressee"] == "Ủy ban nhân dân tỉnh Phú Thọ; Thanh tra tỉnh"
    assert found["summary"].startswith("Tố cáo ông Phạm Văn Hư Cấu")
    assert found["written_on"] == "2025-10-03"


def test_a_petition_is_known_by_its_title() -> None:
    found = values(propose(text_layer(PETITION)))
    assert found["kind"] == "petition"
    assert found["summary"] == "sửa đoạn kênh bị sạt ở đầu xóm Ví Dụ"


def test_without_title_and_verb_no_kind_is_proposed_and_nothing_is_invented() -> None:
    assert values(propose(text_layer(UNCLEAR))) == {"addressee": "Ủy ban nhân dân phường"}


def test_an_empty_letter_proposes_nothing() -> None:
    assert propose(()).items == ()
    assert propose((PageText(()),)).items == ()


@pytest.mark.parametrize("letter", [COMPLAINT, DENUNCIATION, PETITION, UNCLEAR])
def test_every_proposal_points_to_words_that_say_it(letter: tuple[Line, ...]) -> None:
    pages = text_layer(letter)
    for proposal in propose(pages):
        words = " ".join(pages[page].words[index].text for page, index in proposal.words)
        assert proposal.words
        if proposal.field == "kind":
            assert fold(proposal.quote) in fold(words)
        elif proposal.field != "written_on":
            assert set(fold(proposal.value).split()) <= set(fold(words).split())


def test_a_letter_without_diacritics_is_understood() -> None:
    plain = [
        Line(fold_marks(line.text), align=line.align, indent=line.indent) for line in COMPLAINT if line.text
    ]
    found = values(propose(text_layer(plain)))
    assert found["sender_name"] == "Tran Van Mau"
    assert found["kind"] == "complaint"
    assert found["written_on"] == "2025-10-06"
    assert found["summary"] == "boi thuong thieu dien tich khi thu hoi dat trong cay"


def fold_marks(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(part for part in parts if not unicodedata.combining(part))


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Tôi tên là: Trần Văn Mẫu", "Trần Văn Mẫu"),
        ("Họ và tên : LÊ THỊ THÍ DỤ", "LÊ THỊ THÍ DỤ"),
        ("Tôi là Đỗ Giả Định, sinh năm 1980, trú tại thôn Thử", "Đỗ Giả Định"),
        ("1. Họ và tên người khiếu nại: Bà Vũ Thị Mẫu Sinh năm 1970", "Vũ Thị Mẫu"),
        ("Tên tôi là Hoàng Thử", "Hoàng Thử"),
        ("Người khiếu nại: ông Nguyễn Văn Ví Dụ;", "Nguyễn Văn Ví Dụ"),
    ],
)
def test_the_sender_is_found_behind_the_usual_words(line: str, name: str) -> None:
    found = read("ĐƠN KHIẾU NẠI", line)
    assert value(found, "sender_name") == name


@pytest.mark.parametrize(
    "line",
    [
        "Tôi là công dân thôn Thử, xã Mẫu",
        "Họ và tên: ........................",
        "Tôi là người dân sống lâu năm ở đây",
        "Họ và tên: 0900 000 123",
        "Trần Văn Mẫu",
    ],
)
def test_what_is_no_name_is_not_taken_for_the_sender(line: str) -> None:
    assert value(read("ĐƠN KHIẾU NẠI", line), "sender_name") is None


def test_without_a_label_the_name_under_the_signature_is_taken() -> None:
    found = read("ĐƠN PHẢN ÁNH", "Nước ngập cả ngõ.", "Người làm đơn", "(ký, ghi rõ họ tên)", "Hoàng Thị Thử")
    proposal = found.get("sender_name")
    assert proposal is not None
    assert (proposal.value, proposal.ground, proposal.quote) == (
        "Hoàng Thị Thử",
        "signature",
        "Người làm đơn",
    )


def test_name_and_address_of_the_denounced_are_not_taken_for_the_sender_s() -> None:
    found = read(
        "ĐƠN TỐ CÁO",
        "Người bị tố cáo: ông Phạm Văn Hư Cấu, trưởng thôn",
        "Họ và tên: Phạm Văn Hư Cấu",
        "Địa chỉ: thôn Đồng Thử, xã Tam Dương",
        "Điện thoại: 0900 000 999",
    )
    assert value(found, "concerned") == "ông Phạm Văn Hư Cấu, trưởng thôn"
    assert value(found, "sender_name") is None
    assert value(found, "sender_address") is None
    assert value(found, "sender_phone") is None


@pytest.mark.parametrize(
    ("line", "phone"),
    [
        ("Số điện thoại: 0900000123", "0900000123"),
        ("ĐT: 0900.000.123 – Email: khong@vi.du", "0900.000.123"),
        ("Điện thoại liên hệ: +84 900 000 123", "+84 900 000 123"),
        ("Căn cước: 001061000001 Điện thoại: 0900 000 123", "0900 000 123"),
        ("Điện thoại: không có", None),
        ("Căn cước: 001061000001", None),
        ("Điện thoại: 57/QĐ-UBND", None),
    ],
)
def test_only_a_number_that_can_be_a_telephone_s_is_proposed(line: str, phone: str | None) -> None:
    assert value(read("ĐƠN KIẾN NGHỊ", line), "sender_phone") == phone


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Vĩnh Yên, ngày 06 tháng 10 năm 2025", "2025-10-06"),
        ("Ngày 3/10/2025", "2025-10-03"),
        ("Yên Lạc, ngày 20.9.2025", "2025-09-20"),
        ("Vĩnh Yên, ngày 31 tháng 02 năm 2025", None),
        ("Vĩnh Yên, ngày … tháng … năm 2025", None),
        ("Quyết định số 57/QĐ-UBND ngày 15/9/2025", None),
        ("Sự việc xảy ra vào ngày 15/9/2025 tại nhà tôi", None),
    ],
)
def test_the_day_of_the_letter_is_a_line_of_place_and_day(line: str, day: str | None) -> None:
    assert value(read("ĐƠN KHIẾU NẠI", line, "Kính gửi: Chủ tịch"), "written_on") == day


def test_several_addressees_in_a_list_are_taken_together() -> None:
    found = read("Kính gửi:", "- Ủy ban nhân dân xã Mẫu", "- Thanh tra tỉnh", "Tôi tên là: Trần Văn Mẫu")
    assert value(found, "addressee") == "Ủy ban nhân dân xã Mẫu; Thanh tra tỉnh"


def test_a_long_address_goes_on_in_the_next_line_and_stops_at_the_next_label() -> None:
    address = "số nhà 12, ngõ 5, ngách 7, đường Ví Dụ, tổ dân phố Vườn Mẫu số 3, phường Vĩnh Yên"
    line = f"Địa chỉ thường trú: {address}"
    assert len(text_layer([line])[0].lines) == 2
    found = read(line, "Số điện thoại: 0900 000 123")
    assert value(found, "sender_address") == address


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Nay tôi làm đơn này khiếu nại việc đo đất.", "complaint"),
        ("Chúng tôi xin kiến nghị xã sửa đường.", "petition"),
        ("Tôi viết đơn này để phản ánh việc xả rác.", "reflection"),
        ("Tôi xin tố cáo ông Phạm Văn Hư Cấu.", "denunciation"),
        ("Tôi không tố cáo ai cả.", None),
        ("Quyết định giải quyết khiếu nại số 12 đã được gửi.", None),
        ("Ban tiếp công dân phản ánh với xã.", None),
        ("Việc này đã được người dân tố cáo nhiều lần.", None),
    ],
)
def test_a_kind_needs_a_sentence_in_which_the_sender_says_it(sentence: str, kind: str | None) -> None:
    assert value(read("Kính gửi: Ủy ban nhân dân xã Mẫu", sentence), "kind") == kind


def test_a_title_and_a_sentence_that_disagree_are_both_shown_and_the_denunciation_first() -> None:
    found = read("ĐƠN KHIẾU NẠI", "Tôi xin tố cáo ông Phạm Văn Hư Cấu đã thu tiền.")
    assert [(item.value, item.ground) for item in found.all("kind")] == [
        ("denunciation", "sentence"),
        ("complaint", "title"),
    ]


def test_the_one_whose_decision_is_attacked_is_concerned() -> None:
    found = read(
        "Tôi làm đơn này khiếu nại Quyết định số 57/QĐ-UBND ngày 15/9/2025 của UBND xã Mẫu về thu hồi đất."
    )
    assert value(found, "concerned") == "UBND xã Mẫu"


def test_grounds_are_told_in_the_reader_s_language() -> None:
    proposal = propose(text_layer(COMPLAINT)).get("addressee")
    assert proposal is not None
    assert proposal.grounds == "Đứng sau chữ “Kính gửi”."
    with translation.override("en"):
        assert proposal.grounds == "Stands behind the words “Kính gửi”."


def test_proposals_come_back_from_json_unchanged() -> None:
    found = propose(text_layer(DENUNCIATION))
    assert Proposals.from_json(json.loads(json.dumps(found.to_json()))) == found
