"""What the database itself holds: decisions of law are never altered."""

from django.db import migrations

from bluelamp.core.operations import append_only


class Migration(migrations.Migration):
    dependencies = [("custody", "0014_law"), ("core", "0001_roles_and_refusal")]
    operations = [
        append_only("custody_extension"),
        append_only("custody_outcometold"),
        append_only("custody_baildecision"),
        append_only("custody_disposal"),
        append_only("custody_bailrefused"),
        append_only("custody_childcertificate"),
        append_only("custody_bailevent"),
        append_only("custody_transferevent"),
        append_only("custody_warrantapplicationevent"),
    ]
