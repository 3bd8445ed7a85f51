"""canon and fold: what must come out the same, and what must stay apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtam.foundation.text import canon, fold

VIETNAMESE = st.text(
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
    "AÀÁĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY ,./-0123456789"
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Khiếu nại ĐẤT ĐAI", "khieu nai dat dai"),
        (unicodedata.normalize("NFD", "Khiếu nại ĐẤT ĐAI"), "khieu nai dat dai"),
        ("khiê\u0301u nại", "khieu nai"),
        ("hoà giải", "hoa giai"),
        ("hòa giải", "hoa giai"),
        ("thuý", "thuy"),
        ("thúy", "thuy"),
        ("uỷ ban", "uy ban"),
        ("ủy ban", "uy ban"),
        ("\u0110ắk", "dak"),
        ("\u00d0ắk", "dak"),
        ("\u0189ắk", "dak"),
        ("tố\u200b cáo", "to cao"),
        ("t\u00adố\u00a0cáo", "to cao"),
        ("tố\u00a0cáo", "to cao"),
        ("1834/QĐ-UBND", "1834 qd ubnd"),
        ("2.350,5 m²", "2 350 5 m"),
        ("", ""),
        ("…", ""),
    ],
)
def test_folding_leaves_only_plain_words(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_zero_width_space_inside_a_word_does_not_split_it() -> None:
    assert fold("khi\u200bếu") == "khieu"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hoà"),
        ("khỏe", "khoẻ"),
        ("thúy", "thuý"),
        ("hủy", "huỷ"),
        ("quý", "qúy"),
        ("già", "gìa"),
        ("toàn", "tòan"),
        ("người", "ngừơi"),
        ("ỦY BAN", "UỶ BAN"),
        ("Đắk", "\u00d0ắk"),
        ("tố cáo", "tố\u00a0cáo"),
        ("tố cáo", "tố \t cáo"),
        ("2019-2020", "2019–2020"),
        ('"đất"', "“đất”"),
        ("Khiếu nại", unicodedata.normalize("NFD", "Khiếu nại")),
    ],
)
def test_two_ways_of_typing_are_one_canonical_text(one: str, other: str) -> None:
    assert canon(one) == canon(other)


@pytest.mark.parametrize(
    "word", ["quả", "của", "mùa", "giếng", "gì", "khuya", "thuở", "hòa", "toàn", "người"]
)
def test_words_that_are_right_stay_as_they_are(word: str) -> None:
    assert canon(word) == word


def test_canon_keeps_what_fold_loses() -> None:
    assert len({canon(word) for word in ("đất", "dắt", "đạt")}) == 3
    assert len({fold(word) for word in ("đất", "dắt", "đạt")}) == 1


def test_canon_keeps_lines() -> None:
    assert canon("Kính gửi:\nÔng  Chủ tịch") == "Kính gửi:\nÔng Chủ tịch"


@given(VIETNAMESE)
def test_folding_does_not_depend_on_the_unicode_form(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(VIETNAMESE)
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(VIETNAMESE)
def test_the_canonical_text_folds_like_the_text(text: str) -> None:
    assert fold(canon(text)) == fold(text)
