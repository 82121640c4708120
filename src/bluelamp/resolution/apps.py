from django.apps import AppConfig


class ResolutionConfig(AppConfig):
    name = "bluelamp.resolution"
    label = "resolution"

    def ready(self) -> None:
        """Find candidates for the index, and show pairs to those who judge them."""
        from bluelamp.nominals.panels import register_candidate_finder

        from . import panels
        from .candidates import IndexFinder
        from .name_search import NameSearch

        register_candidate_finder(IndexFinder(NameSearch()))
        panels.register()
