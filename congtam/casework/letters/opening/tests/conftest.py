"""An office whose desk officer may enter a paper book."""

import pytest

from congtam.casework.letters.opening.lifecycle import PERMISSION
from congtam.casework.letters.tests.work_pages import Office
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_post, hold
from congtam.project.home import Home
from tests.cast import SINCE, describe_city, make_cast


@pytest.fixture
def office(home: Home, db: None) -> Office:
    """The city's office; Văn may also enter its paper book."""
    cast = make_cast()
    set_scope([cast.city.pk])
    describe_city(cast)
    post = add_post(unit=cast.city, title="Nhập sổ giấy", permissions=(PERMISSION,))
    hold(account=cast.van, post=post, since=SINCE)
    return Office(cast)
