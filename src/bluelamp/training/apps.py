from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "bluelamp.training"
    label = "training"

    def ready(self) -> None:
        """Show training in the shell and in the work queue."""
        from . import digital_panels, panels, refresher_panels

        panels.register()
        digital_panels.register()
        refresher_panels.register()
