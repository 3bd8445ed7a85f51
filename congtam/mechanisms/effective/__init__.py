"""What holds over time: half-open periods, and facts that remember since when they were believed.

* ``Period`` and the SQL of temporal keys are here;
* ``models.Fact`` is the base of every table of facts;
* ``reading``: what held on a day, and what was believed at an instant;
* ``writing``: a *change* (the world became different) is not a *correction* (the office was wrong).
"""

from congtam.mechanisms.effective.period import Period
from congtam.mechanisms.effective.sql import history_of, period_foreign_key, temporal_key

__all__ = ["Period", "history_of", "period_foreign_key", "temporal_key"]
