"""What the register plugs into other parts, once Django is ready."""

from congtam.foundation.custody.handing import exclude_by
from congtam.foundation.custody.middleware import answer_locked
from congtam.interface.web.home.notices import provide
from congtam.interface.web.navigation import count_for
from congtam.interface.web.top import show_in_top
from congtam.mechanisms.lifecycle.exclusions import on_change


def plug_in() -> None:
    """The top bar, the page of a closed seal, notices, the number in the menu, the walls of shares, the panel."""
    from congtam.registers.custody import panel  # noqa: F401  shows itself on the pages of records
    from congtam.registers.custody.actions.sweeping import watch
    from congtam.registers.custody.locked import locked_page
    from congtam.registers.custody.notices import notices
    from congtam.registers.custody.queries import waiting_for
    from congtam.registers.custody.topbar import key_state
    from congtam.registers.custody.walls import away_from

    answer_locked(locked_page)
    show_in_top(key_state)
    provide(notices)
    count_for("keepers:requests", waiting_for)
    exclude_by(away_from)
    on_change(watch)
