"""What the database itself holds of objects and descriptions: their history is append-only."""

from django.db import migrations

from bluelamp.core.operations import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("nominals", "0006_objects_and_descriptions"),
        ("core", "0001_roles_and_refusal"),
    ]
    operations = [
        append_only("nominals_indexobjectevent"),
        append_only("nominals_objectnumberevent"),
        append_only("nominals_physicaldescriptionevent"),
        append_only("nominals_distinguishingfeatureevent"),
    ]
