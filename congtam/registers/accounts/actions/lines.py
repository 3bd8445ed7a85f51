"""To which post a post reports: who is kept away from a matter of whoever leads them follows from it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Post
from congtam.mechanisms.lifecycle.exclusions import recompute
from congtam.registers.accounts.actions.posts import entry_of_post
from congtam.registers.accounts.actions.saving import Save, step
from congtam.registers.accounts.lifecycle import MANAGE


@transaction.atomic
def report_to(post: Post, *, actor: Actor, above: Post | None, on: date, save: Save) -> None:
    """The post reports to ``above`` from now on; None: to nobody in this installation.

    Raises NotPermitted, ValidationError for a circle or a post of a unit that the actor does not manage, and what
    ``perform`` raises.
    """
    entry = entry_of_post(post, actor=actor, on=on)
    if above is not None:
        actor.require(MANAGE, above.unit_id)
    list(
        Post.objects.select_for_update().order_by("pk").values_list("pk")
    )  # no two changes make a circle together
    if above is not None and post.pk in _up_from(above):
        raise ValidationError(
            {"above": [_("Chức vụ này đang ở dưới chức vụ ấy, nên không thể ở trên. Hãy chọn chức vụ khác.")]}
        )
    payload = {"above": above.title if above else None, "above_post": above.pk if above else None}
    step(entry.record, name="report_to", actor=actor, on=on, save=save, payload=payload)
    post.reports_to = above
    post.save(update_fields=["reports_to"])
    recompute(on=on)


def _up_from(post: Post) -> list[int]:
    """The post and all above it."""
    above = dict(Post.objects.filter(reports_to__isnull=False).values_list("pk", "reports_to_id"))
    way, here = [post.pk], above.get(post.pk)
    while here is not None and here not in way:
        way.append(here)
        here = above.get(here)
    return way
