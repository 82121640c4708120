from django.apps import AppConfig


class PropertyConfig(AppConfig):
    name = "bluelamp.property"
    label = "property"

    def ready(self) -> None:
        from .panels import register

        register()
