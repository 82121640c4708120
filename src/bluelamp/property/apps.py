from django.apps import AppConfig


class PropertyConfig(AppConfig):
    name = "bluelamp.property"
    label = "property"
