from django.apps import AppConfig


class CustodyConfig(AppConfig):
    name = "bluelamp.custody"
    label = "custody"
