"""What domains of casework use of this register.

``identities.register`` says which data keys hold who wrote; ``viewed`` is called by each page that shows it;
``live_grant`` says whether somebody was granted to see it; ``count_left`` how many identities the installation's key
alone still opens.
"""

from congtam.registers.custody.actions.viewing import live_grant, viewed
from congtam.registers.custody.identities import Shown, count_left
from congtam.registers.custody.identities import register as register_identities

__all__ = ["Shown", "count_left", "live_grant", "register_identities", "viewed"]
