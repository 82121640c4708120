from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "bluelamp.search"
    label = "search"
