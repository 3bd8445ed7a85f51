"""What follows from signing in and out, and from gaining or losing a means of the second step."""

from typing import Any

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.signals import authenticator_used
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from congtam.foundation.access import sessions
from congtam.interface.web import seeds
from congtam.interface.web.sessions import second_step, state

#: with so many codes left or fewer one should think of new ones
FEW = 3


@receiver(user_logged_in)
def begin_session(sender: Any, request: HttpRequest, user: Any, **more: Any) -> None:
    state.begin(request)


@receiver(user_logged_out)
def end_session(sender: Any, request: HttpRequest, user: Any, **more: Any) -> None:
    """Somebody else may sit down at this machine now."""
    sessions.locking(request)


@receiver(post_save, sender=Authenticator)
def set_up(sender: Any, instance: Authenticator, created: bool, **more: Any) -> None:
    """Whoever sets up a step has just shown it."""
    if created and instance.type in second_step.STEPS and (request := _by_its_person(instance)) is not None:
        state.prove(request)


@receiver(post_delete, sender=Authenticator)
def taken_off(sender: Any, instance: Authenticator, **more: Any) -> None:
    """With the last means goes what was shown with it: where a right demands one, another is set up at once."""
    request = _by_its_person(instance)
    if request is not None and not second_step.has_one(instance.user):
        state.disprove(request)


def _by_its_person(authenticator: Authenticator) -> HttpRequest | None:
    request: HttpRequest | None = context.request
    if request is None or getattr(request, "user", None) is None or request.user.pk != authenticator.user_id:
        return None
    return request


@receiver(authenticator_used)
def keep_sealed(sender: Any, authenticator: Authenticator, **more: Any) -> None:
    """A seed from before seeds were sealed does not stay readable longer than to its next use."""
    seeds.seal_again(authenticator)


@receiver(authenticator_used)
def count_codes(sender: Any, request: HttpRequest, authenticator: Authenticator, **more: Any) -> None:
    """A recovery code was used: how many are left, and what to do before there are none."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        return
    authenticator.refresh_from_db()
    left = len(RecoveryCodes(authenticator).get_unused_codes())
    if left == 0:
        last = _(
            "Đã dùng mã dự phòng cuối cùng. Tạo bộ mã mới ngay ở trang Bảo mật đăng nhập, kẻo mất điện thoại là "
            "không vào được."
        )
        messages.error(request, last)
        return
    said = ngettext(
        "Vừa dùng một mã dự phòng, còn %(left)s mã.", "Vừa dùng một mã dự phòng, còn %(left)s mã.", left
    )
    advice = " " + _("Nên tạo bộ mã mới.") if left <= FEW else ""
    messages.warning(request, said % {"left": left} + advice)
