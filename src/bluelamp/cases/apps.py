from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "bluelamp.cases"
    label = "cases"

    def ready(self) -> None:
        from .panels import register

        register()
