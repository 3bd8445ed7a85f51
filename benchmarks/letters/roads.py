"""The ways that invented letters go, and how many go each way."""

from random import Random

#: the steps of each road after "opened"; the last one gives the state
ROADS: dict[str, tuple[str, ...]] = {
    "received": (),
    "registered": ("register",),
    "triaged": ("register", "triage"),
    "held": ("register", "hold"),
    "accepted": ("register", "triage", "accept"),
    "decided": ("register", "triage", "accept", "decide"),
    "answered": ("register", "triage", "accept", "decide", "answer"),
    "closed": ("register", "triage", "accept", "decide", "answer", "close"),
    "refused": ("register", "triage", "refuse"),
    "guided": ("register", "triage", "guide"),
    "voided": ("register", "void"),
}
#: of a hundred letters older than NEW_DAYS, and of a hundred younger ones
OLD = {
    "guided": 50,
    "refused": 20,
    "voided": 12,
    "closed": 10,
    "held": 3,
    "accepted": 3,
    "decided": 1,
    "answered": 1,
}
NEW = {
    "received": 6, "registered": 10, "triaged": 20, "accepted": 26, "decided": 6, "answered": 8, "guided": 14,
    "refused": 5, "closed": 3, "held": 2,
}  # fmt: skip
NEW_DAYS = 120
#: whose road needs a complaint among the matters
COMPLAINTS = frozenset({"triaged", "accepted", "decided", "answered", "closed", "refused"})
FINAL = frozenset({"closed", "refused", "guided", "voided"})
#: who takes a step
TAKEN_BY = {
    "opened": "desk", "register": "desk", "void": "desk", "triage": "case", "hold": "case", "accept": "leader",
    "decide": "leader", "refuse": "leader", "guide": "leader", "answer": "case", "close": "case",
}  # fmt: skip


def road(rng: Random, *, age_days: int) -> str:
    """A road for a letter that came so many days ago."""
    weights = NEW if age_days <= NEW_DAYS else OLD
    return rng.choices(tuple(weights), tuple(weights.values()))[0]
