from django.apps import AppConfig


class CustodyConfig(AppConfig):
    name = "bluelamp.custody"
    label = "custody"

    def ready(self) -> None:
        """Show custody in the shell and on the pages of people."""
        from . import panels

        panels.register()
