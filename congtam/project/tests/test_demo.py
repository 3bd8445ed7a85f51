"""The demo shows what an office's terms go through."""

from datetime import date

from congtam.foundation import clock
from congtam.mechanisms.lifecycle.models import Deadline, JournalEntry
from congtam.project.demo.load import load_demo
from congtam.project.home import Home


def test_the_demo_holds_letters_that_stand_still_were_lengthened_and_lived_through_a_change_of_law(
    home: Home, db: None
) -> None:
    with clock.frozen(date(2026, 10, 14)):
        load_demo(lambda _said: None)
    events = set(JournalEntry.objects.values_list("event", flat=True))
    assert {
        f"letters.letter:{name}" for name in ("suspend", "resume", "declare_complex", "choose_law")
    } <= events
    assert Deadline.objects.filter(state="paused").count() == 2
