"""One wall that is taken away."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Mutation:
    """``wall``: text that stands once in ``file``; ``gap``: what stands there without the wall; ``tests``: arguments of
    pytest, of which at least one test must fail then. ``promise`` stands so in docs/security.md, or in
    docs/purpose.md."""

    name: str
    promise: str
    file: str
    wall: str
    gap: str
    tests: tuple[str, ...]
