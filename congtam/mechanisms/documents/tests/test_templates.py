"""An office uses its own templates once they are checked; what was issued before stays."""

from datetime import date
from hashlib import sha256

import pytest

from congtam.casework.letters.documents import ACCEPTANCE
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, NotPermitted
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_account, add_post, hold
from congtam.mechanisms.documents.apps import MANAGE_TEMPLATES
from congtam.mechanisms.documents.models import DocumentTemplate
from congtam.mechanisms.documents.packing import read_text
from congtam.mechanisms.documents.reading import docx_bytes
from congtam.mechanisms.documents.templates import (
    TemplateRefused,
    mark_compared,
    retire_template,
    template_for,
    upload_template,
)
from congtam.mechanisms.documents.tests.papers import DAY, issued, record_of
from congtam.mechanisms.documents.tests.samples import word
from congtam.project.home import Home
from tests.cast import SINCE, Cast, make_cast

OWN = word("Mẫu riêng của đơn vị", *(f"{{{{ {name} }}}}" for name in ACCEPTANCE.variables))
NEWER = word("Mẫu mới hơn", *(f"{{{{ {name} }}}}" for name in ACCEPTANCE.variables))


@pytest.fixture
def cast(home: Home, db: None) -> Cast:
    cast = make_cast()
    set_scope([cast.city.pk])
    return cast


@pytest.fixture
def keeper(cast: Cast) -> Actor:
    """Who manages the city's templates."""
    account = add_account(username="mau", display_name="Người giữ mẫu (thử)", password=None)
    post = add_post(unit=cast.city, title="Quản trị", permissions=[MANAGE_TEMPLATES])
    hold(account=account, post=post, since=SINCE)
    return cast.actor(account)


def uploaded(cast: Cast, keeper: Actor, content: bytes = OWN) -> DocumentTemplate:
    return upload_template(actor=keeper, unit=cast.city, kind=ACCEPTANCE, content=content)


def test_without_an_own_template_the_shipped_one_is_used(cast: Cast) -> None:
    chosen = template_for(ACCEPTANCE, unit_id=cast.city.pk)
    assert (chosen.own, chosen.compared) == (False, False)
    assert chosen.version == sha256(ACCEPTANCE.template.read_bytes()).hexdigest()


def test_an_uploaded_template_is_used_from_then_on(cast: Cast, keeper: Actor) -> None:
    record = record_of(cast)
    before = issued(cast, record)
    template = uploaded(cast, keeper)
    after = issued(cast, record)
    assert after.template_version == template.sha256 == sha256(OWN).hexdigest()
    assert "Mẫu riêng của đơn vị" in read_text(docx_bytes(after))
    assert "Mẫu riêng của đơn vị" not in read_text(docx_bytes(before))


def test_a_newer_template_takes_the_place_and_the_older_is_kept(cast: Cast, keeper: Actor) -> None:
    old, new = uploaded(cast, keeper), uploaded(cast, keeper, NEWER)
    old.refresh_from_db()
    assert (old.active, new.active) == (False, True)
    assert template_for(ACCEPTANCE, unit_id=cast.city.pk).content == NEWER


def test_the_same_file_again_comes_back_into_use(cast: Cast, keeper: Actor) -> None:
    first = uploaded(cast, keeper)
    uploaded(cast, keeper, NEWER)
    assert uploaded(cast, keeper).pk == first.pk
    assert template_for(ACCEPTANCE, unit_id=cast.city.pk).content == OWN


def test_a_retired_template_gives_way_to_the_shipped_one(cast: Cast, keeper: Actor) -> None:
    retire_template(uploaded(cast, keeper), actor=keeper)
    assert not template_for(ACCEPTANCE, unit_id=cast.city.pk).own


def test_a_template_with_problems_is_refused_with_all_of_them(cast: Cast, keeper: Actor) -> None:
    with pytest.raises(TemplateRefused) as refused:
        uploaded(cast, keeper, word("{{ nguoi_gui }}"))
    assert [problem.code for problem in refused.value.problems] == ["unknown", "missing"]
    assert not DocumentTemplate.objects.exists()


def test_it_counts_as_not_compared_until_somebody_says_with_what(cast: Cast, keeper: Actor) -> None:
    template = uploaded(cast, keeper)
    record = record_of(cast)
    assert not issued(cast, record).template_compared
    with clock.frozen(DAY):
        mark_compared(template, actor=keeper, on=DAY, note="Mẫu số 03, NĐ 124/2020/NĐ-CP")
    assert issued(cast, record).template_compared


def test_a_comparison_names_the_form_and_a_day_that_has_come(cast: Cast, keeper: Actor) -> None:
    template = uploaded(cast, keeper)
    with clock.frozen(DAY):
        with pytest.raises(ValueError, match="mẫu nào"):
            mark_compared(template, actor=keeper, on=DAY, note=" ")
        with pytest.raises(ValueError, match="sau hôm nay"):
            mark_compared(template, actor=keeper, on=date(2026, 2, 6), note="Mẫu số 03")
    template.refresh_from_db()
    assert not template.compared


def test_only_who_manages_templates_may_touch_them(cast: Cast, keeper: Actor) -> None:
    leader = cast.actor(cast.lan)
    with pytest.raises(NotPermitted):
        uploaded(cast, leader)
    template = uploaded(cast, keeper)
    with pytest.raises(NotPermitted):
        retire_template(template, actor=leader)
    with pytest.raises(NotPermitted):
        mark_compared(template, actor=leader, on=DAY, note="Mẫu số 03")


def test_a_template_of_one_office_is_not_that_of_another(cast: Cast, keeper: Actor) -> None:
    uploaded(cast, keeper)
    set_scope([cast.city.pk, cast.other.pk])
    assert not template_for(ACCEPTANCE, unit_id=cast.other.pk).own
