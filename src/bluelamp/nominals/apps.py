from django.apps import AppConfig


class NominalsConfig(AppConfig):
    name = "bluelamp.nominals"
    label = "nominals"

    def ready(self) -> None:
        """Offer on the home page to record a person, and show partings that await somebody."""
        from bluelamp.access.enums import Permission
        from bluelamp.access.panels import NavigationItem, register_shortcut, register_work

        from .waiting import notices_of_partings, partings_to_settle

        register_shortcut(
            NavigationItem("Record a person", "nominals:new", Permission.CREATE_PERSON, order=40)
        )
        register_work(partings_to_settle)
        register_work(notices_of_partings)
