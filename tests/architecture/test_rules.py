"""Every value of the law says where it stands and how far it was read."""

from congtam.mechanisms.rulebook import default_rulebook


def test_every_rule_cites_its_source() -> None:
    rules = default_rulebook().rules.values()
    assert rules
    assert not [rule.id for rule in rules if not rule.citation.strip()]


def test_a_value_read_in_the_law_names_the_copy_in_which_it_was_read() -> None:
    read = [rule for rule in default_rulebook().rules.values() if rule.confidence == "verified_in_law_text"]
    assert read
    assert not [rule.id for rule in read if not rule.source_url or rule.source_kind == "none"]


def test_every_rule_is_told_in_both_languages() -> None:
    rules = default_rulebook().rules.values()
    assert not [rule.id for rule in rules if not (rule.title_vi.strip() and rule.title_en.strip())]
    duties = default_rulebook().duties.values()
    assert not [duty.id for duty in duties if not (duty.title_vi.strip() and duty.title_en.strip())]


def test_every_duty_has_a_rule() -> None:
    book = default_rulebook()
    assert book.duties
    assert not [
        duty.id for duty in book.duties.values() if not all(rule in book.rules for rule in duty.rules)
    ]
