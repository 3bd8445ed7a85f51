"""Names in the order of Vietnamese lists."""

import random

import pytest

from congtam.foundation.text import sort_key


def shuffled(names: list[str]) -> list[str]:
    mixed = names[:]
    random.Random(3).shuffle(mixed)
    return mixed


@pytest.mark.parametrize(
    "ordered",
    [
        ["Trần An", "Lê Ân", "Lê Bình", "Lê Chi", "Lê Dũng", "Lê Đạt", "Lê Em", "Lê Yến"],
        ["Lê Lan", "Lê Lăng", "Lê Lâm", "Lê Lân"],
        ["Vũ An", "Bùi Anh", "Bùi Ánh"],
        ["Hồ Ma", "Hồ Mà", "Hồ Mả", "Hồ Mã", "Hồ Má", "Hồ Mạ"],
        ["Hồ Do", "Hồ Đo", "Hồ Đô", "Hồ Đơ"],
        ["Bùi Văn Hùng", "Đinh Văn Hùng", "Lê Anh Hùng", "Lê Văn Hùng"],
        ["An", "Nguyễn An", "Nguyễn Văn An"],
    ],
)
def test_people_stand_in_vietnamese_order(ordered: list[str]) -> None:
    assert sorted(shuffled(ordered), key=sort_key) == ordered


def test_letters_decide_before_tones() -> None:
    assert sorted(["Hồ Máng", "Hồ Mã"], key=sort_key) == ["Hồ Mã", "Hồ Máng"]


def test_case_and_typing_do_not_matter() -> None:
    assert sort_key("NGUYỄN THỊ HOÀ") == sort_key("Nguyễn  Thị Hòa")


def test_the_key_is_ascii_without_spaces_so_that_every_collation_sorts_it_alike() -> None:
    assert sort_key("Đỗ Thị Ngọc Ánh").isascii()
    assert sort_key("Đỗ Thị Ngọc Ánh").isalnum()


def test_the_order_of_the_database_is_the_order_of_the_key() -> None:
    names = ["Lê An", "Lê Ân", "Lê Đạt", "Lê Dũng", "Trần Ư", "Trần Uy"]
    assert sorted(names, key=sort_key) == sorted(names, key=lambda name: sort_key(name).encode())


def test_a_name_without_letters_has_an_empty_key() -> None:
    assert sort_key(" – ") == ""
