"""What the database itself holds for this module: append-only tables and number sequences."""

from django.db import migrations

from bluelamp.core.operations import append_only


class Migration(migrations.Migration):
    dependencies = [("nominals", "0001_first_cut"), ("core", "0001_roles_and_refusal")]
    operations = [
        append_only("nominals_personevent"),
        append_only("nominals_personnameevent"),
        append_only("nominals_identifierevent"),
        append_only("nominals_warningmarkerevent"),
        append_only("nominals_locationevent"),
        append_only("nominals_linkevent"),
        append_only("nominals_event"),
    ]
