from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "bluelamp.cases"
    label = "cases"
