"""What the database itself holds for this module: append-only tables and number sequences."""

from django.db import migrations

from bluelamp.core.operations import append_only, number_sequence


class Migration(migrations.Migration):
    dependencies = [("property", "0001_first_cut"), ("core", "0001_roles_and_refusal")]
    operations = [
        append_only("property_itemevent"),
        append_only("property_continuityevent"),
        number_sequence("reference_pr"),
    ]
