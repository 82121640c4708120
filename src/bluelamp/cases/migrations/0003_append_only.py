"""What the database itself holds for this module: append-only tables and number sequences."""

from django.db import migrations

from bluelamp.core.operations import append_only, number_sequence


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_first_cut_links"), ("core", "0001_roles_and_refusal")]
    operations = [
        append_only("cases_caseevent"),
        append_only("cases_defendantevent"),
        append_only("cases_caseoffenceevent"),
        append_only("cases_casenote"),
        number_sequence("case_urn_serial"),
    ]
