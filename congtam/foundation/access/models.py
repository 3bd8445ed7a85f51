"""Units, posts and accounts: who may act, where, and since when.

A unit here is a bare identity that lower layers may point to; its dated facts belong to the register
``organisations``. Rights hang on posts, and an account has them while it holds the post.
"""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

SESSION_SALT = "congtam.foundation.access.session"


class Unit(models.Model):
    """An office or committee, by a code that never changes ("vinh_yen_city")."""

    id = models.AutoField(primary_key=True)
    code = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager["Account"]):
    """Accounts are found by user name; e-mail is not needed to have one."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "Account":
        account = self.model(username=username, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A person's way in. It carries no right of its own."""

    class Language(models.TextChoices):
        VIETNAMESE = "vi", "Tiếng Việt"
        ENGLISH = "en", "English"

    class Theme(models.TextChoices):
        AUTO = "auto", _("Theo máy")
        LIGHT = "light", _("Sáng")
        DARK = "dark", _("Tối")

    username = models.CharField(_("Tên đăng nhập"), max_length=60, unique=True)
    display_name = models.CharField(_("Họ và tên"), max_length=120)
    language = models.CharField(max_length=2, choices=Language, default=Language.VIETNAMESE)
    theme = models.CharField(max_length=5, choices=Theme, default=Theme.AUTO)
    single_keys = models.BooleanField(_("Dùng phím tắt một chữ"), default=True)
    is_active = models.BooleanField(default=True)
    #: raised when all sessions of the account end; it is part of what a session is checked against
    session_round = models.PositiveIntegerField(default=0)
    #: a short name of what the person has to be told at the next sign-in; empty for nothing
    sign_in_notice = models.CharField(max_length=20, blank=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]
    objects = AccountManager()

    def __str__(self) -> str:
        return self.display_name

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """A session holds while password and round are those that it began with."""
        content = f"{self.password}:{self.session_round}"
        return salted_hmac(SESSION_SALT, content, secret=secret, algorithm="sha256").hexdigest()


class Post(models.Model):
    """A post in a unit, with the permissions that come with it. ``reports_to`` is the post above it; the acts
    refuse a circle."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=120)
    reports_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="below"
    )
    permissions = ArrayField(models.CharField(max_length=80), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "title"], name="post_once_in_a_unit")]

    def __str__(self) -> str:
        return self.title


class Holding(models.Model):
    """An account holds a post for a half-open period. The database refuses two overlapping periods of the
    same account in the same post (``WITHOUT OVERLAPS``, see the migration)."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="holdings")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    held = DateRangeField()

    def __str__(self) -> str:
        return f"{self.account_id} {self.post_id} {self.held}"

    @property
    def last_day(self) -> date | None:
        """The last day on which the post is held, as people say it; None where no end is known."""
        return _last_day(self.held)


class Substitution(models.Model):
    """Somebody stands in for the holder of a post, for a half-open period.

    It hangs on the holding, so it gives no more than the absent person has, and ends with it. ``line`` is what
    stands above the title of the person who signs ("KT. CHỦ TỊCH", "TUQ."); the office chooses it. The database
    refuses two overlapping periods of the same substitute for the same holding.
    """

    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="substitutions")
    substitute = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="stands_in")
    during = DateRangeField()
    line = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return f"{self.holding_id} {self.substitute_id} {self.during}"

    @property
    def last_day(self) -> date | None:
        """The last day on which the substitute stands in, as people say it."""
        return _last_day(self.during)


class Relation(models.Model):
    """A relation between two people with an account, as one of them, or whoever keeps the accounts, declared it.

    Only for keeping people away from matters of their relatives (conflict of interest). It is read by the rule of
    exclusion, on the declaring person's own page and by whoever keeps accounts, and in no list by person.
    ``kind`` says what ``relative`` is to ``account``.
    """

    class Kind(models.TextChoices):
        SPOUSE = "spouse", _("Vợ hoặc chồng")
        PARENT = "parent", _("Cha hoặc mẹ")
        CHILD = "child", _("Con")
        SIBLING = "sibling", _("Anh, chị, em ruột")
        IN_LAW = "in_law", _("Người thân bên vợ hoặc bên chồng")
        OTHER = "other", _("Quan hệ khác")

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="relations")
    relative = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    declared_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    declared_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "relative"],
                condition=models.Q(ended_on__isnull=True),
                name="one_relation_of_two",
            ),
            models.CheckConstraint(
                condition=~models.Q(account=models.F("relative")), name="nobody_is_their_own_relative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.relative_id} {self.kind}"


def _last_day(period: Any) -> date | None:
    upper: date | None = period.upper
    return upper - timedelta(days=1) if upper else None
