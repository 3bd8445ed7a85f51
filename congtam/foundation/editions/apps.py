from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "congtam.foundation.editions"
    label = "editions"

    def ready(self) -> None:
        from congtam.foundation.access.rls import read_with_scope
        from congtam.foundation.editions.number import NEWEST, note

        read_with_scope(NEWEST, note)
