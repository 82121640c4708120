from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "bluelamp.search"
    label = "search"

    def ready(self) -> None:
        """Offer the search in the main navigation."""
        from bluelamp.access.enums import Permission
        from bluelamp.access.panels import NavigationItem, register_navigation

        register_navigation(
            NavigationItem("Search", "search:start", Permission.SEARCH_INDEX, order=5)
        )
