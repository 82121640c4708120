"""What people learnt: two attempts, the test before, and which way of teaching it tells of."""

from __future__ import annotations

from datetime import timedelta

from tests.training.world import FIRST_DAY, GO_LIVE

from bluelamp.training.enums import DeliveryMode, Dimension, Outcome, ResultSource, Teller
from bluelamp.training.models import Learner, Result
from bluelamp.training.selectors.evaluation import open_forms
from bluelamp.training.selectors.learning import learnt_in


def test_learning_counts_the_first_two_attempts_and_the_test_before(world):
    tried = {
        "first": [Outcome.PASSED],
        "second": [Outcome.FAILED, Outcome.PASSED],
        "third": [Outcome.FAILED, Outcome.FAILED, Outcome.PASSED],
    }
    for outcomes in tried.values():
        learner = world.learner(of=world.new_team())
        Result.objects.create(
            learner=learner,
            course=world.course,
            outcome=Outcome.IN_PROGRESS,
            source=ResultSource.BEFORE,
            score=40,
            on=FIRST_DAY,
        )
        for day, outcome in enumerate(outcomes):
            Result.objects.create(
                learner=learner,
                course=world.course,
                outcome=outcome,
                source=ResultSource.ASSESSMENT,
                score=90 if outcome is Outcome.PASSED else 50,
                on=FIRST_DAY + timedelta(days=day),
            )
    found = learnt_in(world.drop, GO_LIVE)
    everybody = found[Dimension.ALL]["all"][DeliveryMode.CLASSROOM]
    assert (everybody.assessed, everybody.passed, everybody.both) == (3, 2, 3)
    assert everybody.gain == 50
    assert found[Dimension.SEX]["not_said"][DeliveryMode.CLASSROOM].assessed == 3
    assert found[Dimension.COURSE]["RESP"][DeliveryMode.CLASSROOM].passed == 2


def test_a_package_counts_as_its_person_is_taught_and_a_session_as_it_was_taught(world):
    booked = world.booked(world.session(), world.learner(of=world.new_team()))
    by_package = {mode: world.learner(of=world.new_team(), mode=mode) for mode in DeliveryMode}
    Learner.objects.filter(pk=booked.learner_id).update(mode=DeliveryMode.DIGITAL)
    for learner, booking in ((booked.learner, booked), *((x, None) for x in by_package.values())):
        Result.objects.create(
            learner=learner,
            course=world.course,
            booking=booking,
            outcome=Outcome.PASSED,
            source=ResultSource.PACKAGE,
            score=90,
            on=FIRST_DAY,
        )
    everybody = learnt_in(world.drop, GO_LIVE)[Dimension.ALL]["all"]
    numbers = {mode: learnt.assessed for mode, learnt in everybody.items()}
    assert numbers == {DeliveryMode.CLASSROOM: 2, DeliveryMode.DIGITAL: 1}
    for mode, learner in by_package.items():
        learner.requirements.update(outcome=Outcome.PASSED, completed_on=FIRST_DAY)
        (asked,) = open_forms(learner, FIRST_DAY, Teller.SELF)
        assert asked.mode is mode
