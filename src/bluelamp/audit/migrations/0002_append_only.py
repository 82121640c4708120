"""What the database itself holds for this module: append-only tables and number sequences."""

from django.db import migrations

from bluelamp.core.operations import append_only


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_first_cut"), ("core", "0001_roles_and_refusal")]
    operations = [
        append_only("audit_auditline"),
    ]
