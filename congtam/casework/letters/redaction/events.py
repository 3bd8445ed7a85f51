"""What the journal says of covering an identity."""

from django.utils.translation import gettext_lazy as _

from congtam.mechanisms.lifecycle.registry import add_common_events

add_common_events(
    {
        "working_copy_made": _("đã làm bản làm việc"),
        "working_copy_released": _("đã duyệt bản làm việc"),
        "working_copy_withdrawn": _("đã rút bản làm việc"),
    }
)
