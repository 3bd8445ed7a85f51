"""Counts by period and unit. A domain registers its indicators; every figure opens to what was counted.

* ``spans``: months, quarters and years, also those of reports that are cut at the 15th;
* ``registry``: what an indicator is;
* ``counting``: one figure, and the list behind it;
* ``tables``: many figures for a page, in one query.
"""

from congtam.mechanisms.indicators.registry import Indicator, indicators, register

__all__ = ["Indicator", "indicators", "register"]
