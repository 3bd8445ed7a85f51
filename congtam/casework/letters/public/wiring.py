"""Where the citizens' side is shown: it registers itself with the pages that show it."""

from django.utils.translation import gettext_lazy as _

from congtam.casework.letters.public import reactions  # noqa: F401  subscribe themselves
from congtam.casework.letters.public.answering import conversation_section
from congtam.casework.letters.public.office import conversation_panel
from congtam.casework.letters.public.waiting import messages_waiting
from congtam.interface.portal.sections import Door, open_door, show_section
from congtam.interface.web.home.notices import provide
from congtam.interface.web.records.panels import show_panel
from congtam.mechanisms.lifecycle.registry import add_common_events

add_common_events(
    {
        "message_received": _("đã nhận tin của người gửi"),
        "message_sent": _("đã nhắn cho người gửi"),
        "message_handled": _("đã xem xong tin của người gửi"),
    }
)
show_panel(conversation_panel)
show_section(conversation_section)
provide(messages_waiting)
open_door(
    Door(
        url="letters_public:write",
        title=_("Chưa gửi đơn?"),
        text=_("Viết cho cơ quan ngay tại đây, có ghi tên hoặc không; kèm ảnh, tài liệu được."),
        label=_("Gửi đơn"),
    )
)
