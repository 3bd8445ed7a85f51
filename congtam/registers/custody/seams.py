"""What domains of casework use of this register.

``identities.register`` says which data keys hold who wrote; ``viewed`` is called by each page that shows it;
``live_grant`` says whether somebody was granted to see it.
"""

from congtam.registers.custody.actions.viewing import live_grant, viewed
from congtam.registers.custody.identities import register as register_identities

__all__ = ["live_grant", "register_identities", "viewed"]
