"""What would be wrong with people and passwords. Page, file and terminal ask here, and the act itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from congtam.foundation.access.models import Account
from congtam.interface.web import passwords
from congtam.project.first_day.duties import ADMINISTRATOR_TITLE
from congtam.project.first_day.plan import PersonPlan, SetUpPlan

_USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,59}")
_CODE = re.compile(r"[a-z][a-z0-9_]{1,79}")


@dataclass(frozen=True, kw_only=True)
class Fault:
    """``place``: the row of the list of people, or None for the whole; ``field``: "" for the whole row."""

    place: int | None
    field: str
    message: str


def check_username(username: str) -> None:
    """Raise ValidationError unless it is a plain user name."""
    if not _USERNAME.fullmatch(username):
        raise ValidationError(
            _("Chỉ dùng chữ thường không dấu, số, dấu chấm, gạch; ít nhất ba ký tự, bắt đầu bằng chữ.")
        )


def check_code(code: str) -> None:
    """Raise ValidationError unless it can be the code of a unit."""
    if not _CODE.fullmatch(code):
        raise ValidationError(_("Chỉ dùng chữ thường không dấu, số và gạch dưới, bắt đầu bằng chữ."))


def check_password(password: str, *, username: str, name: str = "") -> None:
    """Raise ValidationError for a password that the product's own rules refuse."""
    passwords.check_password(password, Account(username=username, display_name=name))


def people_faults(people: Sequence[PersonPlan]) -> Iterator[Fault]:
    """What is wrong with the people as a whole: names given twice, one title with two duties, nobody at the desk."""
    names: set[str] = set()
    posts: dict[str, tuple[str, ...]] = {}
    for place, person in enumerate(people):
        if person.username in names:
            yield Fault(place=place, field="username", message=_("Tên đăng nhập này đã có ở dòng trên."))
        names.add(person.username)
        if person.post == ADMINISTRATOR_TITLE:
            yield Fault(place=place, field="post", message=_("Chức vụ này dành cho quản trị."))
        if posts.setdefault(person.post, person.duties) != person.duties:
            yield Fault(
                place=place,
                field="post",
                message=_(
                    "Ở dòng trên chức vụ này có phần việc khác. Hãy ghi chức vụ khác hoặc chọn giống nhau."
                ),
            )
    if not any("desk" in person.duties for person in people):
        yield Fault(place=None, field="", message=_("Cần ít nhất một người tiếp nhận, vào sổ."))


def check_plan(plan: SetUpPlan, *, books: set[str]) -> None:
    """Raise ValidationError by field for what the forms would have refused. ``books``: the keys there are."""
    found: dict[str, list[str]] = {}
    for fault in people_faults(plan.people):
        found.setdefault("people", []).append(fault.message)
    administrator = plan.administrator
    if any(person.username == administrator.username for person in plan.people):
        found["administrator"] = [username_taken()]
    if any(key not in books or number < 1 for key, number in plan.numbers.items()):
        found["books"] = [_("Số tiếp theo bắt đầu từ 1, và chỉ của sổ có thật.")]
    try:
        check_code(plan.office.code)
        for username in (administrator.username, *(person.username for person in plan.people)):
            check_username(username)
        check_password(administrator.password, username=administrator.username, name=administrator.name)
    except ValidationError as error:
        found.setdefault("administrator", []).extend(error.messages)
    if found:
        raise ValidationError(found)


def username_taken() -> str:
    """The administrator's user name is also that of somebody who works on letters."""
    return _("Tên đăng nhập này đã dùng cho người khác. Quản trị cần tài khoản riêng.")
