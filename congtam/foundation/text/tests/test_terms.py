"""Terms for the search arrays."""

from congtam.foundation.text import phrase_terms, syllable_terms


def test_a_text_gives_its_syllables_and_pairs_once_each() -> None:
    assert syllable_terms("Đất đai, đất đai!") == ["dai", "dai_dat", "dat", "dat_dai"]


def test_numbers_of_documents_are_found_by_their_parts() -> None:
    assert {"1834", "1834_qd", "qd_ubnd"} <= set(syllable_terms("Quyết định 1834/QĐ-UBND"))


def test_a_text_that_holds_a_phrase_holds_all_its_terms() -> None:
    assert set(phrase_terms("thu hồi đất")) <= set(syllable_terms("về việc THU HỒI ĐẤT của gia đình"))


def test_a_phrase_asks_for_its_pairs_so_that_scattered_syllables_do_not_match() -> None:
    assert not set(phrase_terms("đất đai")) <= set(syllable_terms("đai lưng bằng đất"))


def test_one_syllable_is_a_term_by_itself() -> None:
    assert phrase_terms("Đất") == ["dat"]


def test_nothing_gives_nothing() -> None:
    assert syllable_terms(" … ") == []
    assert phrase_terms("") == []
