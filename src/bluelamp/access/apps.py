from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "bluelamp.access"
    label = "access"

    def ready(self) -> None:
        """Offer staff and the audit trail to those who may open them."""
        from .enums import Permission
        from .panels import NavigationItem, register_navigation

        register_navigation(
            NavigationItem("Staff", "access:staff_list", Permission.VIEW_STAFF, order=80)
        )
        register_navigation(
            NavigationItem("Audit", "access:audit_trail", Permission.VIEW_AUDIT, order=90)
        )
