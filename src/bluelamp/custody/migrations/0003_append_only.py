"""What the database itself holds for this module: append-only tables and number sequences."""

from django.db import migrations

from bluelamp.core.operations import append_only, number_sequence


class Migration(migrations.Migration):
    dependencies = [("custody", "0002_first_cut_links"), ("core", "0001_roles_and_refusal")]
    operations = [
        append_only("custody_custodyrecordevent"),
        append_only("custody_custodyentry"),
        append_only("custody_review"),
        number_sequence("reference_cu"),
    ]
