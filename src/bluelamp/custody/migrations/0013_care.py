"""What is done for a person held, and what must still be done."""

import bluelamp.core.ids
import bluelamp.custody.enums.care
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from bluelamp.core.operations import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('custody', '0012_entry_kinds_of_paper'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HealthcareCall',
            fields=[
                ('id', models.UUIDField(default=bluelamp.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('called', models.CharField(choices=[('HCP', 'Healthcare professional'), ('AMBULANCE', 'Ambulance')], max_length=12)),
                ('reason', models.CharField(choices=[(bluelamp.custody.enums.care.HealthcareReason['INJURY'], 'Injury'), (bluelamp.custody.enums.care.HealthcareReason['ILLNESS'], 'Illness or drowsiness'), (bluelamp.custody.enums.care.HealthcareReason['MENTAL'], 'Mental disorder'), (bluelamp.custody.enums.care.HealthcareReason['MEDICATION'], 'Medication'), (bluelamp.custody.enums.care.HealthcareReason['FITNESS'], 'Fitness for detention or interview'), (bluelamp.custody.enums.care.HealthcareReason['REQUEST'], 'Asked for by the person'), (bluelamp.custody.enums.care.HealthcareReason['ASSAULT'], 'Alleged assault'), (bluelamp.custody.enums.care.HealthcareReason['APPARENT'], 'Apparent need')], max_length=12)),
                ('called_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('arrived_at', models.DateTimeField(blank=True, null=True)),
                ('who', models.CharField(blank=True, max_length=120)),
                ('advice', models.TextField(blank=True)),
                ('called_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='healthcare_calls', to='custody.custodyrecord')),
            ],
            options={
                'ordering': ['called_at'],
            },
        ),
        migrations.CreateModel(
            name='CareTask',
            fields=[
                ('id', models.UUIDField(default=bluelamp.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[(bluelamp.custody.enums.care.CareTaskKind['DIRECTION'], 'Clinical direction'), (bluelamp.custody.enums.care.CareTaskKind['TELL_INSPECTOR'], 'Tell the inspector'), (bluelamp.custody.enums.care.CareTaskKind['CALL_HEALTHCARE'], 'Call a healthcare professional'), (bluelamp.custody.enums.care.CareTaskKind['REFER_IOPC'], 'Refer to the IOPC')], max_length=20)),
                ('text', models.TextField()),
                ('due_at', models.DateTimeField(blank=True, null=True)),
                ('opened_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.TextField(blank=True)),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='care_tasks', to='custody.custodyrecord')),
                ('call', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='directions', to='custody.healthcarecall')),
            ],
            options={
                'ordering': ['opened_at'],
            },
        ),
        migrations.CreateModel(
            name='InterviewStay',
            fields=[
                ('id', models.UUIDField(default=bluelamp.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('out_at', models.DateTimeField()),
                ('taken_by_label', models.CharField(max_length=120)),
                ('fitness', models.TextField(help_text="The custody officer's assessment, with HCP advice")),
                ('back_at', models.DateTimeField(blank=True, null=True)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interviews', to='custody.custodyrecord')),
                ('taken_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['out_at'],
            },
        ),
        migrations.CreateModel(
            name='Medication',
            fields=[
                ('id', models.UUIDField(default=bluelamp.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('quantity', models.CharField(max_length=80)),
                ('controlled', models.BooleanField(default=False, help_text='Schedule 2 or 3')),
                ('answer', models.CharField(choices=[(bluelamp.custody.enums.care.CareAnswer['ACCEPTED'], 'Accepted'), (bluelamp.custody.enums.care.CareAnswer['PARTLY'], 'Accepted in part'), (bluelamp.custody.enums.care.CareAnswer['REFUSED'], 'Offered and refused')], max_length=10)),
                ('advised_by', models.CharField(help_text='The HCP consulted', max_length=120)),
                ('supervised_by', models.CharField(blank=True, help_text='The HCP in person', max_length=120)),
                ('given_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='medication', to='custody.custodyrecord')),
                ('witnessed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['given_at'],
            },
        ),
        migrations.CreateModel(
            name='MentalHealthCheckMade',
            fields=[
                ('id', models.UUIDField(default=bluelamp.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[(bluelamp.custody.enums.care.MentalHealthCheckKind['HCP'], 'Health check by a healthcare professional'), (bluelamp.custody.enums.care.MentalHealthCheckKind['CUSTODY_OFFICER'], "Custody officer's review")], max_length=20)),
                ('checked_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('still_holds', models.BooleanField(help_text='What allows a police station still holds (MH-4)')),
                ('asleep', models.BooleanField(default=False, help_text='Asleep, and the HCP agrees')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mha_checks', to='custody.custodyrecord')),
            ],
            options={
                'ordering': ['checked_at'],
            },
        ),
        migrations.CreateModel(
            name='MentalHealthExtension',
            fields=[
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='mha_extension', serialize=False, to='custody.custodyrecord')),
                ('hours', models.PositiveSmallIntegerField()),
                ('practitioner', models.CharField(max_length=120)),
                ('granted_at', models.DateTimeField()),
                ('superintendent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='RestPeriod',
            fields=[
                ('id', models.UUIDField(default=bluelamp.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('began_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_why', models.CharField(blank=True, choices=[(bluelamp.custody.enums.care.RestEnd['OVER'], 'Rest is over'), (bluelamp.custody.enums.care.RestEnd['HARM_OR_DELAY'], 'Interrupted to prevent harm, loss or delay'), (bluelamp.custody.enums.care.RestEnd['ON_REQUEST'], 'At the request of the person, appropriate adult or solicitor'), (bluelamp.custody.enums.care.RestEnd['DUTY'], 'For a review, medical care or another duty')], max_length=20)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rests', to='custody.custodyrecord')),
            ],
            options={
                'ordering': ['began_at'],
            },
        ),
        migrations.CreateModel(
            name='CareGiven',
            fields=[
                ('id', models.UUIDField(default=bluelamp.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[(bluelamp.custody.enums.care.CareKind['LIGHT_MEAL'], 'Light meal'), (bluelamp.custody.enums.care.CareKind['MAIN_MEAL'], 'Main meal'), (bluelamp.custody.enums.care.CareKind['DRINK'], 'Drink'), (bluelamp.custody.enums.care.CareKind['EXERCISE'], 'Outdoor exercise'), (bluelamp.custody.enums.care.CareKind['WASHING'], 'Washing or shower'), (bluelamp.custody.enums.care.CareKind['CLOTHING'], 'Replacement clothing'), (bluelamp.custody.enums.care.CareKind['BEDDING'], 'Bedding or blanket'), (bluelamp.custody.enums.care.CareKind['PERSONAL_NEEDS'], 'Talk about personal needs')], max_length=20)),
                ('answer', models.CharField(choices=[(bluelamp.custody.enums.care.CareAnswer['ACCEPTED'], 'Accepted'), (bluelamp.custody.enums.care.CareAnswer['PARTLY'], 'Accepted in part'), (bluelamp.custody.enums.care.CareAnswer['REFUSED'], 'Offered and refused')], max_length=10)),
                ('given_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('text', models.TextField(blank=True)),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='care_given', to='custody.custodyrecord')),
            ],
            options={
                'ordering': ['given_at'],
                'indexes': [models.Index(fields=['record', 'given_at'], name='care_by_record')],
            },
        ),
        migrations.CreateModel(
            name='ConstantWatch',
            fields=[
                ('id', models.UUIDField(default=bluelamp.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('level', models.CharField(choices=[(bluelamp.custody.enums.care.ObservationLevel['GENERAL'], 'Level 1: general'), (bluelamp.custody.enums.care.ObservationLevel['INTERMITTENT'], 'Level 2: intermittent'), (bluelamp.custody.enums.care.ObservationLevel['CONSTANT'], 'Level 3: constant'), (bluelamp.custody.enums.care.ObservationLevel['CLOSE_PROXIMITY'], 'Level 4: close proximity')], max_length=1)),
                ('watcher_label', models.CharField(max_length=120)),
                ('began_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='watches', to='custody.custodyrecord')),
                ('watcher', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['began_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_at', None), ('ended_at__gte', models.F('began_at')), _connector='OR'), name='watch_in_order'), models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('record',), name='one_open_watch_a_record', violation_error_message='This person is watched already.'), models.CheckConstraint(condition=models.Q(('level__in', ['3', '4'])), name='watch_at_level_3_or_4')],
            },
        ),
        migrations.AddConstraint(
            model_name='healthcarecall',
            constraint=models.CheckConstraint(condition=models.Q(('arrived_at', None), ('arrived_at__gte', models.F('called_at')), _connector='OR'), name='healthcare_called_first'),
        ),
        migrations.AddIndex(
            model_name='caretask',
            index=models.Index(condition=models.Q(('done_at', None)), fields=['record'], name='open_care_tasks'),
        ),
        migrations.AddConstraint(
            model_name='caretask',
            constraint=models.CheckConstraint(condition=models.Q(('done_at', None), ('done_at__gte', models.F('opened_at')), _connector='OR'), name='care_task_in_order'),
        ),
        migrations.AddConstraint(
            model_name='caretask',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_at', None), ('done_by', None)), models.Q(('done_at__isnull', False), ('done_by__isnull', False)), _connector='OR'), name='care_task_done_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='interviewstay',
            constraint=models.CheckConstraint(condition=models.Q(('back_at', None), ('back_at__gte', models.F('out_at')), _connector='OR'), name='interview_in_order'),
        ),
        migrations.AddConstraint(
            model_name='interviewstay',
            constraint=models.UniqueConstraint(condition=models.Q(('back_at', None)), fields=('record',), name='one_open_interview_a_record', violation_error_message='This person is out already.'),
        ),
        migrations.AddConstraint(
            model_name='medication',
            constraint=models.CheckConstraint(condition=models.Q(('given_by', models.F('witnessed_by')), _negated=True), name='medication_signed_by_two'),
        ),
        migrations.AddConstraint(
            model_name='medication',
            constraint=models.CheckConstraint(condition=models.Q(('controlled', False), models.Q(('supervised_by', ''), _negated=True), _connector='OR'), name='controlled_drug_supervised'),
        ),
        migrations.AddConstraint(
            model_name='medication',
            constraint=models.CheckConstraint(condition=models.Q(('quantity', ''), _negated=True), name='medication_has_a_quantity'),
        ),
        migrations.AddConstraint(
            model_name='mentalhealthextension',
            constraint=models.CheckConstraint(condition=models.Q(('hours__range', (1, 12))), name='mha_extension_at_most_12_hours'),
        ),
        migrations.AddConstraint(
            model_name='restperiod',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at', None), ('ended_at__gte', models.F('began_at')), _connector='OR'), name='rest_in_order'),
        ),
        migrations.AddConstraint(
            model_name='restperiod',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('record',), name='one_open_rest_a_record', violation_error_message='This person is resting already.'),
        ),
        append_only("custody_caregiven"),
        append_only("custody_medication"),
        append_only("custody_mentalhealthcheckmade"),
        append_only("custody_mentalhealthextension"),
    ]
