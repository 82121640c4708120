from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "bluelamp.search"
    label = "search"

    def ready(self) -> None:
        """Offer the search, and tell what saved searches have found."""
        from . import panels

        panels.register()
