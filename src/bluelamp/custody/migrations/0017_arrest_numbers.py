"""The serial numbers of arrest/summons numbers (DS_073)."""

from django.db import migrations

from bluelamp.core.operations import number_sequence


class Migration(migrations.Migration):
    dependencies = [("custody", "0016_other_powers"), ("nominals", "0011_numbers_and_words_held")]
    operations = [number_sequence("asn_serial")]
