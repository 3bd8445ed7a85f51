"""Who may know of declared links: whoever may see letters of the unit, and both ends (row-level security)."""

from django.utils.translation import gettext_lazy as _

from congtam.casework.letters.models import RecordLink
from congtam.foundation.access.policies import Policy, register
from congtam.mechanisms.lifecycle.registry import add_common_events


class RecordLinkPolicy(Policy[RecordLink]):
    model = RecordLink
    view_permission = "letters.view"


register(RecordLinkPolicy())
add_common_events({"linked": _("đã liên kết với hồ sơ cùng việc")})
