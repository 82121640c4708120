"""Observation levels as they were set, and the visits made; neither can be altered."""

import bluelamp.core.ids
import bluelamp.custody.enums.care
import bluelamp.custody.enums.detention
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from bluelamp.core.operations import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('custody', '0004_booking_draft'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='custodyentry',
            name='kind',
            field=models.CharField(choices=[(bluelamp.custody.enums.detention.CustodyEntryKind['ARRIVAL'], 'Arrival'), (bluelamp.custody.enums.detention.CustodyEntryKind['ARREST'], 'Arrest details'), (bluelamp.custody.enums.detention.CustodyEntryKind['AUTHORISATION'], 'Detention authorised'), (bluelamp.custody.enums.detention.CustodyEntryKind['REFUSAL'], 'Detention not authorised'), (bluelamp.custody.enums.detention.CustodyEntryKind['RIGHTS'], 'Rights and entitlements'), (bluelamp.custody.enums.detention.CustodyEntryKind['RISK'], 'Risk assessment'), (bluelamp.custody.enums.detention.CustodyEntryKind['CELL'], 'Cell'), (bluelamp.custody.enums.detention.CustodyEntryKind['REVIEW'], 'Review of detention'), (bluelamp.custody.enums.detention.CustodyEntryKind['HOSPITAL'], 'Hospital'), (bluelamp.custody.enums.detention.CustodyEntryKind['OBSERVATION'], 'Observation level'), (bluelamp.custody.enums.detention.CustodyEntryKind['VISIT'], 'Visit'), (bluelamp.custody.enums.detention.CustodyEntryKind['CARE'], 'Care and welfare'), (bluelamp.custody.enums.detention.CustodyEntryKind['HEALTHCARE'], 'Healthcare'), (bluelamp.custody.enums.detention.CustodyEntryKind['MEDICATION'], 'Medication'), (bluelamp.custody.enums.detention.CustodyEntryKind['REST'], 'Rest'), (bluelamp.custody.enums.detention.CustodyEntryKind['INTERVIEW'], 'Interview'), (bluelamp.custody.enums.detention.CustodyEntryKind['FORCE'], 'Use of force'), (bluelamp.custody.enums.detention.CustodyEntryKind['INCIDENT'], 'Incident or near miss'), (bluelamp.custody.enums.detention.CustodyEntryKind['COMPLAINT'], 'Complaint'), (bluelamp.custody.enums.detention.CustodyEntryKind['PROPERTY'], 'Property'), (bluelamp.custody.enums.detention.CustodyEntryKind['NOTE'], 'Note'), (bluelamp.custody.enums.detention.CustodyEntryKind['CORRECTION'], 'Correction of an earlier entry'), (bluelamp.custody.enums.detention.CustodyEntryKind['DISPOSAL'], 'Disposal of an offence'), (bluelamp.custody.enums.detention.CustodyEntryKind['RELEASE'], 'Release')], max_length=24),
        ),
        migrations.CreateModel(
            name='VisitRound',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('suite', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='custody.suite')),
            ],
        ),
        migrations.CreateModel(
            name='ObservationSetting',
            fields=[
                ('id', models.UUIDField(default=bluelamp.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('level', models.CharField(choices=[(bluelamp.custody.enums.care.ObservationLevel['GENERAL'], 'Level 1: general'), (bluelamp.custody.enums.care.ObservationLevel['INTERMITTENT'], 'Level 2: intermittent'), (bluelamp.custody.enums.care.ObservationLevel['CONSTANT'], 'Level 3: constant'), (bluelamp.custody.enums.care.ObservationLevel['CLOSE_PROXIMITY'], 'Level 4: close proximity')], max_length=1)),
                ('interval_minutes', models.PositiveSmallIntegerField(help_text='Between two visits')),
                ('rouse', models.BooleanField(default=False, help_text='Rouse at each visit (CAR-5)')),
                ('clinical', models.BooleanField(default=False, help_text='Set on clinical advice')),
                ('clinical_advice', models.TextField(blank=True, help_text='Whose advice, and what')),
                ('reason', models.TextField(blank=True)),
                ('set_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observation_settings', to='custody.custodyrecord')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['set_at', 'recorded_at'],
                'indexes': [models.Index(fields=['record', 'set_at'], name='observation_by_record')],
                'constraints': [models.CheckConstraint(condition=models.Q(('interval_minutes__range', (1, 60))), name='visited_at_least_hourly'), models.CheckConstraint(condition=models.Q(('rouse', False), ('interval_minutes__lte', 30), _connector='OR'), name='roused_at_least_half_hourly')],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.UUIDField(default=bluelamp.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('visited_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('visited_by_label', models.CharField(max_length=120)),
                ('cell', models.CharField(blank=True, max_length=6)),
                ('due_at', models.DateTimeField(blank=True, help_text='The latest time for it; none if typed after a later one', null=True)),
                ('seen', models.CharField(choices=[(bluelamp.custody.enums.care.VisitSeen['SPOKE'], 'Awake and spoke'), (bluelamp.custody.enums.care.VisitSeen['AWAKE'], 'Awake, did not speak'), (bluelamp.custody.enums.care.VisitSeen['ASLEEP'], 'Asleep, breathing seen'), (bluelamp.custody.enums.care.VisitSeen['STIRRED'], 'Asleep, stirred when called'), (bluelamp.custody.enums.care.VisitSeen['ROUSED'], 'Woken and answered in full'), (bluelamp.custody.enums.care.VisitSeen['UNRESPONSIVE'], 'Could not be roused')], max_length=20)),
                ('condition', models.CharField(choices=[(bluelamp.custody.enums.care.VisitCondition['CALM'], 'Calm'), (bluelamp.custody.enums.care.VisitCondition['UPSET'], 'Upset'), (bluelamp.custody.enums.care.VisitCondition['AGITATED'], 'Agitated or aggressive'), (bluelamp.custody.enums.care.VisitCondition['INTOXICATED'], 'Drowsy or intoxicated'), (bluelamp.custody.enums.care.VisitCondition['UNWELL'], 'Unwell or injured'), (bluelamp.custody.enums.care.VisitCondition['SELF_HARM'], 'Has harmed or tried to harm themselves')], max_length=20)),
                ('action', models.CharField(choices=[(bluelamp.custody.enums.care.VisitAction['NONE'], 'Nothing needed'), (bluelamp.custody.enums.care.VisitAction['SEEN_TO'], 'Request seen to'), (bluelamp.custody.enums.care.VisitAction['OFFICER_TOLD'], 'Custody officer told'), (bluelamp.custody.enums.care.VisitAction['HCP_CALLED'], 'Healthcare professional called'), (bluelamp.custody.enums.care.VisitAction['AMBULANCE_CALLED'], 'Ambulance called')], max_length=20)),
                ('words', models.TextField(blank=True)),
                ('roused', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[(bluelamp.custody.enums.care.RouseTest['NAME'], 'Gave their name'), (bluelamp.custody.enums.care.RouseTest['HOME'], 'Said where they live'), (bluelamp.custody.enums.care.RouseTest['PLACE'], 'Said where they think they are'), (bluelamp.custody.enums.care.RouseTest['EYES'], 'Opened their eyes'), (bluelamp.custody.enums.care.RouseTest['ONE_ARM'], 'Lifted one arm'), (bluelamp.custody.enums.care.RouseTest['OTHER_ARM'], 'Lifted the other arm')], max_length=10), blank=True, help_text='What the person did when roused; null where nobody roused them', null=True, size=None)),
                ('rousing_words', models.TextField(blank=True)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='custody.custodyrecord')),
                ('supersedes', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='custody.visit')),
                ('visited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='custody.visitround')),
            ],
            options={
                'ordering': ['visited_at', 'recorded_at'],
                'indexes': [models.Index(fields=['record', 'visited_at'], name='visit_by_record')],
                'constraints': [models.UniqueConstraint(fields=('round', 'record'), name='visit_once_a_round'), models.CheckConstraint(condition=models.Q(models.Q(('seen', bluelamp.custody.enums.care.VisitSeen['UNRESPONSIVE']), _negated=True), ('action__in', [bluelamp.custody.enums.care.VisitAction['HCP_CALLED'], bluelamp.custody.enums.care.VisitAction['AMBULANCE_CALLED']]), _connector='OR'), name='visit_not_roused_means_help', violation_error_message='Whoever cannot be roused needs medical help (CAR-6).'), models.CheckConstraint(condition=models.Q(('roused', None), ('roused__len', 6), ('action__in', [bluelamp.custody.enums.care.VisitAction['HCP_CALLED'], bluelamp.custody.enums.care.VisitAction['AMBULANCE_CALLED']]), _connector='OR'), name='visit_rousing_failed_means_help', violation_error_message='Whoever is not roused in full needs help (CAR-6).')],
            },
        ),
        append_only("custody_observationsetting"),
        append_only("custody_visitround"),
        append_only("custody_visit"),
    ]
