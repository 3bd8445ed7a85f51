"""When somebody else was quicker: what they did, and the form against the record as it is now."""

from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.models import Letter
from congtam.casework.letters.views.finding import letter_or_404
from congtam.casework.letters.views.words import SYSTEMS
from congtam.interface.web.guards import ActorRequest
from congtam.interface.web.records.saving import SaveForm
from congtam.interface.web.records.timeline import entries_of, since


def meanwhile(request: ActorRequest, letter: Letter, form: SaveForm) -> list[str]:
    """Sentences about what others did; saving the form again is then meant."""
    now = letter_or_404(request, letter.record.code).record
    then = form.shown_version if form.shown_version is not None else now.version
    form.show_version(now.version)
    return since(entries_of(now), then, now.version, lifecycle=LETTER, systems=SYSTEMS)
