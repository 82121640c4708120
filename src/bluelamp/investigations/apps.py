from django.apps import AppConfig


class InvestigationsConfig(AppConfig):
    name = "bluelamp.investigations"
    label = "investigations"
