"""Who may know of denunciations: nobody by the right to see letters."""

from congtam.casework.letters.denunciation.lifecycle import PROTECT, VIEW
from congtam.casework.letters.denunciation.models import (
    Denunciation,
    DenunciationMatter,
    Protection,
    Transfer,
)
from congtam.foundation.access.policies import Policy, register


class DenunciationPolicy(Policy[Denunciation]):
    model = Denunciation
    view_permission = VIEW


class DenunciationMatterPolicy(Policy[DenunciationMatter]):
    model = DenunciationMatter
    view_permission = VIEW


class TransferPolicy(Policy[Transfer]):
    model = Transfer
    view_permission = VIEW


class ProtectionPolicy(Policy[Protection]):
    model = Protection
    view_permission = PROTECT


register(DenunciationPolicy())
register(DenunciationMatterPolicy())
register(TransferPolicy())
register(ProtectionPolicy())
