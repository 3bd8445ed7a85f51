"""Days as people write them: every form of the product has the same field."""

from congtam.interface.web.records.days import DayField, NotADay, read_day, written

__all__ = ["DayField", "NotADay", "read_day", "written"]
