"""Erasure by law: what people typed and handed in goes, the number, the journal and its chain stay.

A certificate in the journal names what went. Each domain says in `registry.register` what a record of its kind
holds and how it lets go of it.
"""

from congtam.mechanisms.lifecycle.erasure.act import CannotErase, Order, erase, why_not
from congtam.mechanisms.lifecycle.erasure.registry import EVERY_KIND, Eraser, register

__all__ = ["EVERY_KIND", "CannotErase", "Eraser", "Order", "erase", "register", "why_not"]
