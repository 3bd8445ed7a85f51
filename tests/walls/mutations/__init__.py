"""The walls, one by one: where each stands, and which tests miss it when it is gone."""

from tests.walls.mutations.access import ACCESS
from tests.walls.mutations.citizens import CITIZENS
from tests.walls.mutations.database import DATABASE
from tests.walls.mutations.denunciations import DENUNCIATIONS
from tests.walls.mutations.files import FILES
from tests.walls.mutations.keys import KEYS
from tests.walls.mutations.mutation import Mutation
from tests.walls.mutations.second_persons import SECOND_PERSONS
from tests.walls.mutations.sessions import SESSIONS

__all__ = ["MUTATIONS", "Mutation"]

MUTATIONS: tuple[Mutation, ...] = (
    *DATABASE,
    *ACCESS,
    *KEYS,
    *SECOND_PERSONS,
    *DENUNCIATIONS,
    *SESSIONS,
    *CITIZENS,
    *FILES,
)
