"""Setting up an office: units, posts and accounts, from the command line or a set-up page."""

from collections.abc import Iterable
from datetime import date

from congtam.foundation.access.models import Account, Holding, Post, Unit
from congtam.foundation.access.permissions import get


def add_unit(*, code: str, name: str) -> Unit:
    """The unit of this code; made if it is not there."""
    unit, _ = Unit.objects.get_or_create(code=code, defaults={"name": name})
    return unit


def add_post(*, unit: Unit, title: str, permissions: Iterable[str]) -> Post:
    """A post with its permissions. Raises UnknownPermission for a name that nobody declared."""
    names = sorted({get(name).name for name in permissions})
    post, _ = Post.objects.update_or_create(unit=unit, title=title, defaults={"permissions": names})
    return post


def add_account(*, username: str, display_name: str, password: str | None, language: str = "vi") -> Account:
    """An account; without a password nobody can sign in to it."""
    return Account.objects.create_user(username, password, display_name=display_name, language=language)


def hold(*, account: Account, post: Post, since: date, until: date | None = None) -> Holding:
    """The account holds the post from ``since`` until the day before ``until``."""
    return Holding.objects.create(account=account, post=post, held=(since, until))
