"""Where a text names who wrote it. Everybody here is invented."""

import pytest

from congtam.casework.letters.redaction.naming import hits, replaced, sender_patterns, still_named

SENDER = sender_patterns(
    {
        "name": "Trần Thị Mẫu Đơn",
        "address": "Tổ 3, ngõ 12 Vườn Mẫu, phường Vĩnh Yên, tỉnh Phú Thọ",
        "phone": "0912 345 678",
    }
)


@pytest.mark.parametrize(
    "text",
    [
        "Tôi là Trần Thị Mẫu Đơn, sinh năm 1961",
        "TRAN THI MAU DON ky ten",
        "cô Mẫu Đơn có nói",
        "hộ ở ngõ 12 Vườn Mẫu bị",
        "gọi số 0912345678 khi",
        "gọi số 0912.345.678, khi",
        "gọi số 0912 345 678 khi",
        "gọi số +84912345678 khi",
    ],
)
def test_the_name_the_address_and_the_telephone_are_seen(text: str) -> None:
    assert still_named(text, SENDER)


@pytest.mark.parametrize(
    "text",
    [
        "Chủ tịch Ủy ban nhân dân phường Vĩnh Yên, tỉnh Phú Thọ",
        "ông Trần Văn Thí Dụ và bà Nguyễn Thị Ví Dụ",
        "Quyết định số 57/QĐ-UBND ngày 15/9/2025",
        "thửa đất số 208, tờ bản đồ số 31",
    ],
)
def test_offices_other_people_and_other_numbers_are_left(text: str) -> None:
    assert not still_named(text, SENDER)


def test_the_given_name_alone_is_proposed_and_not_demanded() -> None:
    words = ["hỏi", "ông", "Đơn", "hàng", "xóm;", "lá", "đơn", "này"]
    found = hits(words, SENDER)
    assert [(words[hit.first], hit.sure) for hit in found] == [("Đơn", False)]


def test_numbers_of_cards_and_mail_addresses_are_proposed() -> None:
    words = ["CCCD", "012345678901", "thư", "hop.thu@vi-du.vn"]
    assert [hit.what for hit in hits(words, SENDER)] == ["number", "number"]


def test_each_hit_is_replaced_once_also_across_lines() -> None:
    words = ["Tôi", "là", "Trần", "Thị", "Mẫu", "Đơn", ",", "nhà", "ở", "ngõ", "12", "Vườn", "Mẫu"]
    said = replaced([range(4), range(4, len(words))], words, hits(words, SENDER))
    assert said == "Tôi là [người tố cáo]\n, nhà ở [địa chỉ]"
    assert not still_named(said, SENDER)


def test_without_a_sender_nothing_is_found() -> None:
    nobody = sender_patterns({"name": "", "address": "", "phone": ""})
    assert not still_named("Trần Thị Mẫu Đơn 0912345678", nobody)


def test_the_parts_of_an_address_are_one() -> None:
    words = ["Nhà", "ở", "tổ", "3,", "ngõ", "12", "Vườn", "Mẫu,", "phường", "Vĩnh", "Yên"]
    assert replaced([range(len(words))], words, hits(words, SENDER)) == "Nhà ở [địa chỉ] phường Vĩnh Yên"
