from django.apps import AppConfig


class NominalsConfig(AppConfig):
    name = "bluelamp.nominals"
    label = "nominals"

    def ready(self) -> None:
        """Offer what may be recorded, add panels to the page of a person, and show what awaits."""
        from bluelamp.access.enums import Permission
        from bluelamp.access.panels import NavigationItem, register_shortcut, register_work

        from . import own_panels
        from .waiting import (
            notices_of_partings,
            number_conflicts,
            partings_to_settle,
            parts_to_fill,
        )

        register_shortcut(
            NavigationItem("Record a person", "nominals:new", Permission.CREATE_PERSON, order=40)
        )
        record, unknown = Permission.RECORD_OBJECT, "Record somebody unknown"
        register_shortcut(
            NavigationItem(unknown, "nominals:new_unknown", Permission.CREATE_PERSON, order=41)
        )
        register_shortcut(NavigationItem("Record an object", "nominals:new_object", record, 42))
        register_shortcut(NavigationItem("Record a place", "nominals:new_place", record, 43))
        own_panels.register()
        register_work(parts_to_fill)
        register_work(number_conflicts)
        register_work(partings_to_settle)
        register_work(notices_of_partings)
