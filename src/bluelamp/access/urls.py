from django.urls import path

from . import views

app_name = "access"
urlpatterns = [
    path("reason/", views.working_reason, name="working_reason"),
    path("staff/", views.staff_list, name="staff_list"),
    path("staff/<uuid:staff_id>/", views.staff_member_page, name="staff_member"),
    path("staff/<uuid:staff_id>/give-role/", views.give_role_page, name="give_role"),
    path("staff/<uuid:staff_id>/end-role/<uuid:holding_id>/", views.end_role_page, name="end_role"),
    path("staff/<uuid:staff_id>/close/", views.deactivate_page, name="deactivate_staff"),
    path("staff/<uuid:staff_id>/open/", views.reactivate_page, name="reactivate_staff"),
    path("units/", views.units, name="units"),
    path("units/<uuid:unit_id>/", views.units, name="unit"),
    path("tokens/", views.token_list, name="tokens"),
    path("tokens/issue/", views.issue_token_page, name="issue_token"),
    path("tokens/<uuid:token_id>/revoke/", views.revoke_token_page, name="revoke_token"),
    path("audit/", views.audit_trail, name="audit_trail"),
    path("audit/export/", views.export_audit_trail, name="export_audit_trail"),
]
