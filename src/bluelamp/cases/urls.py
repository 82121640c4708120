from django.urls import path

from .views import opening, reading, working

app_name = "cases"
urlpatterns = [
    path("", reading.cases, name="cases"),
    path("open/custody/<uuid:record_id>/", opening.open_from_custody, name="open"),
    path("open/person/<uuid:person_id>/", opening.open_for_person, name="open_for_person"),
    path("<uuid:case_id>/", reading.case, name="case"),
    path("<uuid:case_id>/exhibit/", working.add_exhibit, name="add_exhibit"),
    path("<uuid:case_id>/note/", working.add_note, name="add_note"),
    path("<uuid:case_id>/offence/", working.add_offence, name="add_offence"),
    path(
        "<uuid:case_id>/offence/<uuid:case_offence_id>/",
        working.amend_offence,
        name="amend_offence",
    ),
    path("<uuid:case_id>/summary/", working.amend_summary, name="amend_summary"),
]
