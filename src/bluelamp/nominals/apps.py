from django.apps import AppConfig


class NominalsConfig(AppConfig):
    name = "bluelamp.nominals"
    label = "nominals"
