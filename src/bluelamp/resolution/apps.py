from django.apps import AppConfig


class ResolutionConfig(AppConfig):
    name = "bluelamp.resolution"
    label = "resolution"
