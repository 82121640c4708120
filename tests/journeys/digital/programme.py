"""A small programme in which one person learns from packages, made in the shell of the site."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.real_site import RealSite

CODE = """
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4
from bluelamp.access.enums import Rank, Role
from bluelamp.access.models import Staff
from bluelamp.access.policies import Officer
from bluelamp.core.time import day_of, now
from bluelamp.training.enums import Delivery, DeliveryMode
from bluelamp.training.models import Course, CourseVersion, Drop, Learner, Programme, Requirement
from bluelamp.training.services.packages import upload_package
staff = Staff.objects.get(staff_number="{number}")
today = day_of(now())
programme = Programme.objects.first() or Programme.objects.create(
    code="journey", name="Journey", classroom_decided=1, digital_decided=1)
drop = Drop.objects.filter(programme=programme).first() or Drop.objects.create(
    programme=programme, number=9, name="Journey", starts_on=today, go_live=today + timedelta(30))
learner = Learner.objects.filter(staff=staff).first() or Learner.objects.create(
    programme=programme, staff=staff, command=staff.unit, mode=DeliveryMode.DIGITAL)
by = Officer(id=staff.pk, label="Journey", rank=Rank.POLICE_STAFF, unit_id=staff.unit_id,
    roles=frozenset([Role.TRAINING_COORDINATOR]))
def take_in(path):
    course = Course.objects.create(drop=drop, code=f"j-{{uuid4().hex[:12]}}", title=path.stem)
    version = CourseVersion.objects.create(
        course=course, delivery=Delivery.SELF_PACED, minutes=30, valid_from=date(2026, 1, 1))
    Requirement.objects.create(learner=learner, course=course, source="ADDED")
    upload_package(course_version_id=version.pk, file=path.open("rb"), by=by, at=now())

every = [take_in(path) for path in sorted(Path("{folder}").glob("*.zip"))]
print("TAKEN IN", len(every))
"""


def teach(site: RealSite, number: str, folder: Path) -> None:
    """Give somebody the packages of a folder to learn from, each a course of its own."""
    said = site.run(CODE.format(number=number, folder=folder))
    assert f"TAKEN IN {len(list(folder.glob('*.zip')))}" in said, said
