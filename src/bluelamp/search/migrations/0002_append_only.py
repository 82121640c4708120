"""What the database itself holds for this module: a search is never altered."""

from django.db import migrations

from bluelamp.core.operations import append_only


class Migration(migrations.Migration):
    dependencies = [("search", "0001_first_cut"), ("core", "0001_roles_and_refusal")]
    operations = [
        append_only("search_search"),
    ]
