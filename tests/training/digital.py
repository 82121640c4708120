"""Digital packages for tests: uploaded, launched, and spoken to as a package would."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client
from tests.training.packages.making import CAPTIONS, MP4, TRANSCRIPT
from tests.training.world import AT, World

from bluelamp.training.enums import Delivery, DeliveryMode
from bluelamp.training.models import CourseVersion, Launch, Learner, Package
from bluelamp.training.packages.statements import CATEGORY, MOVE_ON, SESSION_ID, VERBS, actor_of
from bluelamp.training.player.tickets import ticket_of
from bluelamp.training.services.launches import launch_unit
from bluelamp.training.services.packages import FilmSent, upload_package, upload_video

HOST = "packages.localhost"
APPLICATION = "http://testserver"


def self_paced(world: World) -> CourseVersion:
    made, _ = CourseVersion.objects.get_or_create(
        course=world.course,
        delivery=Delivery.SELF_PACED,
        defaults={"minutes": 60, "valid_from": date(2027, 1, 1)},
    )
    return made


def uploaded(world: World, file: io.BytesIO) -> Package:
    version = self_paced(world)
    return upload_package(course_version_id=version.pk, file=file, by=world.coordinator, at=AT)


def film(world: World, **change: Any) -> Package:
    sent = {
        "title": "Booking in",
        "video": io.BytesIO(MP4),
        "captions": CAPTIONS,
        "transcript": TRANSCRIPT,
    }
    version = self_paced(world)
    return upload_video(
        course_version_id=version.pk, film=FilmSent(**sent | change), by=world.coordinator, at=AT
    )


def digital_learner(world: World) -> Learner:
    return world.learner(mode=DeliveryMode.DIGITAL)


def launched(world: World, package: Package, learner: Learner, *, unit: int = 0, at=AT) -> Launch:
    chosen = package.units.all()[unit]
    return launch_unit(unit_id=chosen.pk, application=APPLICATION, by=world.of(learner), at=at)


@dataclass
class Frame:
    """A package in its frame: all it has is the ticket."""

    launch: Launch
    token: str = ""
    version: int = 0

    def __post_init__(self) -> None:
        self.client = Client(HTTP_HOST=HOST)

    def address(self, rest: str) -> str:
        return f"/{ticket_of(self.launch.pk)}/{rest}"

    def get(self, rest: str, **headers: str):
        return self.client.get(self.address(rest), headers=headers)

    def commit(self, cmi: dict, *, ended: bool = False, version: int | None = None):
        sent = {"version": self.version if version is None else version, "cmi": cmi, "ended": ended}
        answer = self.client.post(
            self.address("commit"), json.dumps(sent), content_type="application/json"
        )
        if answer.status_code == 200:
            self.version = answer.json()["version"]
        return answer

    def fetch(self) -> str:
        self.token = self.client.post(self.address("fetch")).json()["auth-token"]
        return self.token

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Basic {self.token}", "X-Experience-API-Version": "1.0.3"}

    def ask(self, method: str, rest: str, body: Any = None, **headers: str):
        data = json.dumps(body) if body is not None else ""
        return self.client.generic(
            method,
            self.address(f"xapi/{rest}"),
            data,
            content_type="application/json",
            headers=self.headers | headers,
        )

    def state(self, verb: str, result: dict | None = None, **more: Any):
        return self.ask("POST", "statements", self.statement(verb, result, **more))

    def statement(self, verb: str, result: dict | None = None, **more: Any) -> dict:
        attempt = self.launch.progress.attempt
        categories = [{"id": CATEGORY}]
        if verb in {"completed", "passed", "failed"}:
            categories.append({"id": MOVE_ON})
        return {
            "actor": actor_of(attempt.learner_id),
            "verb": {"id": VERBS + verb},
            "object": {"id": self.launch.progress.unit_id.urn},
            "context": {
                "registration": str(attempt.pk),
                "contextActivities": {"category": categories},
                "extensions": {SESSION_ID: str(self.launch.pk)},
            },
            **({"result": result} if result else {}),
            **more,
        }
