"""Give descriptions that are there the words they are found by; keep the history of numbers."""

from django.db import migrations

from bluelamp.core.operations import append_only, number_sequence
from bluelamp.nominals.enums import BodyPart, FeatureKind
from bluelamp.nominals.rules.appearance import DescriptionClaim, FeatureClaim
from bluelamp.nominals.rules.description_words import words_of

_COLUMNS = (
    "described_on", "build", "complexion", "eye_left", "eye_right", "hair", "height_from",
    "height_to", "clothing",
)  # fmt: skip


def find_descriptions(apps, schema_editor):
    descriptions = apps.get_model("nominals", "PhysicalDescription").objects
    for row in descriptions.prefetch_related("features").iterator(chunk_size=500):
        features = tuple(
            FeatureClaim(FeatureKind(each.kind), BodyPart(each.place), each.text)
            for each in row.features.all()
        )
        said = {name: getattr(row, name) for name in _COLUMNS}
        row.found_by = words_of(DescriptionClaim(**said, features=features))
        row.save(update_fields=["found_by"])


class Migration(migrations.Migration):
    dependencies = [("nominals", "0010_found_by_parts"), ("core", "0001_roles_and_refusal")]

    operations = [
        migrations.RunPython(find_descriptions, migrations.RunPython.noop),
        append_only("nominals_eventnumberevent"),
        number_sequence("asn_serial"),
    ]
