"""Calls for medical help become calls like all others; what was kept is carried over."""

import bluelamp.custody.enums.booking
import bluelamp.custody.enums.calls
import bluelamp.custody.enums.care
import django.db.models.deletion
from django.db import migrations, models

KINDS = {"HCP": "HEALTHCARE", "AMBULANCE": "AMBULANCE"}


def carry_over(apps, schema_editor):
    """Make each healthcare call the steps of a call, with its directions, and say where it stands."""
    model = {name: apps.get_model("custody", name) for name in ("Call", "CallStep", "CareTask")}
    calls = apps.get_model("custody", "HealthcareCall").objects
    for old in calls.order_by(models.F("arrived_at").asc(nulls_last=True), "called_at"):
        call, new = model["Call"].objects.get_or_create(
            record_id=old.record_id,
            kind=KINDS[old.called],
            defaults={"state": "CONTACTED", "since": old.called_at},
        )
        step = {"call": call, "by_id": old.called_by_id, "recorded_at": old.recorded_at}
        asked = {"event": "CALL", "occurred_at": old.called_at, "reason": old.reason}
        model["CallStep"].objects.create(**step, **asked)
        if old.arrived_at is not None:
            advice = _came(apps, old, step)
            model["CareTask"].objects.filter(call=old).update(advice=advice)
        _stand(call, old, new)
    # What is written above is checked now, so that the tables may be altered below.
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _came(apps, old, step):
    """Write arrival and advice, by whoever wrote them in the custody record."""
    entries = apps.get_model("custody", "CustodyEntry").objects.filter(
        record_id=old.record_id, kind="HEALTHCARE", occurred_at=old.arrived_at
    )
    entry = entries.filter(text__startswith=f"{old.who} attended").order_by("recorded_at").first()
    if entry is not None:
        step = {**step, "by_id": entry.author_id, "recorded_at": entry.recorded_at}
    steps = apps.get_model("custody", "CallStep").objects
    came = {**step, "who": old.who, "occurred_at": old.arrived_at}
    steps.create(**came, event="ARRIVE")
    return steps.create(**came, event="ADVISE", text=old.advice)


def _stand(call, old, new):
    """Say where the call stands: whoever is still awaited, else the latest that happened."""
    latest = old.arrived_at or old.called_at
    if old.arrived_at and not new and call.since > latest:
        return
    call.state = "DONE" if old.arrived_at else "CONTACTED"
    call.since, call.who, call.arrived_at = latest, old.who, old.arrived_at
    call.save()


class Migration(migrations.Migration):

    dependencies = [
        ('custody', '0018_notices_not_held'),
    ]

    operations = [
        migrations.AddField(
            model_name='callstep',
            name='reason',
            field=models.CharField(blank=True, choices=[(bluelamp.custody.enums.care.HealthcareReason['INJURY'], 'Injury'), (bluelamp.custody.enums.care.HealthcareReason['ILLNESS'], 'Illness or drowsiness'), (bluelamp.custody.enums.care.HealthcareReason['MENTAL'], 'Mental disorder'), (bluelamp.custody.enums.care.HealthcareReason['MEDICATION'], 'Medication'), (bluelamp.custody.enums.care.HealthcareReason['FITNESS'], 'Fitness for detention or interview'), (bluelamp.custody.enums.care.HealthcareReason['REQUEST'], 'Asked for by the person'), (bluelamp.custody.enums.care.HealthcareReason['ASSAULT'], 'Alleged assault'), (bluelamp.custody.enums.care.HealthcareReason['APPARENT'], 'Apparent need')], max_length=12),
        ),
        migrations.AddField(
            model_name='caretask',
            name='advice',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='directions', to='custody.callstep'),
        ),
        migrations.AlterField(
            model_name='call',
            name='kind',
            field=models.CharField(choices=[(bluelamp.custody.enums.calls.CallKind['SOLICITOR'], 'Solicitor'), (bluelamp.custody.enums.calls.CallKind['INTIMATION'], 'Somebody informed'), (bluelamp.custody.enums.calls.CallKind['ADULT'], 'Appropriate adult'), (bluelamp.custody.enums.calls.CallKind['WELFARE'], "Person responsible for the child's welfare"), (bluelamp.custody.enums.calls.CallKind['WOMAN'], 'Woman caring for the girl'), (bluelamp.custody.enums.calls.CallKind['INTERPRETER'], 'Interpreter'), (bluelamp.custody.enums.calls.CallKind['HEALTHCARE'], 'Healthcare professional'), (bluelamp.custody.enums.calls.CallKind['AMBULANCE'], 'Ambulance'), (bluelamp.custody.enums.calls.CallKind['CONSULATE'], 'Embassy, consulate or High Commission')], max_length=12),
        ),
        migrations.AlterField(
            model_name='callstep',
            name='event',
            field=models.CharField(choices=[(bluelamp.custody.enums.calls.CallEvent['ASK'], 'Asked for'), (bluelamp.custody.enums.calls.CallEvent['CALL'], 'Called, and coming'), (bluelamp.custody.enums.calls.CallEvent['DECLINE'], 'Declined'), (bluelamp.custody.enums.calls.CallEvent['NOT_NEEDED'], 'Found not to be needed'), (bluelamp.custody.enums.calls.CallEvent['CONTACT'], 'Reached, and coming'), (bluelamp.custody.enums.calls.CallEvent['NO_ANSWER'], 'Tried, no answer'), (bluelamp.custody.enums.calls.CallEvent['UNABLE'], 'Cannot come: find another'), (bluelamp.custody.enums.calls.CallEvent['ARRIVE'], 'Arrived'), (bluelamp.custody.enums.calls.CallEvent['TELL'], 'Told'), (bluelamp.custody.enums.calls.CallEvent['CONSULT'], 'Spoke with the person in private'), (bluelamp.custody.enums.calls.CallEvent['ADVISE'], 'Gave advice or directions'), (bluelamp.custody.enums.calls.CallEvent['LEAVE'], 'Left'), (bluelamp.custody.enums.calls.CallEvent['DELAY'], 'Delay authorised'), (bluelamp.custody.enums.calls.CallEvent['END_DELAY'], 'Delay ended')], max_length=12),
        ),
        migrations.AlterField(
            model_name='stepdraft',
            name='step',
            field=models.CharField(choices=[(bluelamp.custody.enums.booking.Step['DECISION'], 'Decision on detention'), (bluelamp.custody.enums.booking.Step['RISK'], 'Risk assessment'), (bluelamp.custody.enums.booking.Step['RIGHTS'], 'Rights and entitlements'), (bluelamp.custody.enums.booking.Step['ADULT'], 'Appropriate adult'), (bluelamp.custody.enums.booking.Step['WELFARE'], "Person responsible for the child's welfare"), (bluelamp.custody.enums.booking.Step['WOMAN'], 'Woman caring for the girl'), (bluelamp.custody.enums.booking.Step['INTERPRETER'], 'Interpreter'), (bluelamp.custody.enums.booking.Step['SOLICITOR'], 'Solicitor'), (bluelamp.custody.enums.booking.Step['INTIMATION'], 'Somebody informed'), (bluelamp.custody.enums.booking.Step['CONSULATE'], 'Embassy, consulate or High Commission'), (bluelamp.custody.enums.booking.Step['HEALTHCARE'], 'Healthcare professional'), (bluelamp.custody.enums.booking.Step['AMBULANCE'], 'Ambulance'), (bluelamp.custody.enums.booking.Step['SEARCH'], 'Search'), (bluelamp.custody.enums.booking.Step['SAMPLES'], 'Fingerprints, photograph and samples'), (bluelamp.custody.enums.booking.Step['DRUG_TEST'], 'Drug test'), (bluelamp.custody.enums.booking.Step['PROPERTY'], 'Property'), (bluelamp.custody.enums.booking.Step['CELL'], 'Cell')], max_length=16),
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='caretask',
            name='call',
        ),
        migrations.DeleteModel(
            name='HealthcareCall',
        ),
    ]
