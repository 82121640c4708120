"""How modules show themselves on the pages of people and events, and share what is shown of people.

Panels and pages of events are registered here. So is the finder of people who may be the same
(by ``resolution``). The form about a person and the cards of people serve the pages of others, and
what programs are told of people and events serves the operations of others.
"""

from .api.answers import EventInBrief, PersonInBrief
from .api.telling import event_in_brief, person_in_brief
from .api.thing_answers import ObjectNamed
from .api.thing_telling import object_named
from .finder import (
    CandidateFinder,
    Finding,
    Sameness,
    candidate_finder,
    register_candidate_finder,
)
from .forms import ChooseCandidateForm, PersonClaimForm
from .presenters import (
    EventCard,
    PersonCard,
    candidate_cards,
    event_card,
    number_words,
    person_card,
)
from .presenters.things import description_words
from .registry import (
    EventPage,
    EventTask,
    Panel,
    TaskShown,
    event_page,
    event_panels,
    event_tasks,
    left_behind,
    person_panels,
    register_care,
    register_event_page,
    register_event_panel,
    register_event_task,
    register_left_behind,
    register_owners,
    register_person_panel,
)
from .rules.asn import CheckedAsn, check_asn
from .rules.claims import AddressClaim, KnownPerson, NameClaim, PersonClaim
from .rules.codes import countries, languages
from .rules.description_words import asked_words
from .rules.names import comparison_tokens
from .rules.sought import NamePattern, PartProblem, Sought, read_sought, sought_in_parts

__all__ = [
    "AddressClaim",
    "CandidateFinder",
    "CheckedAsn",
    "ChooseCandidateForm",
    "EventCard",
    "EventInBrief",
    "EventPage",
    "EventTask",
    "Finding",
    "KnownPerson",
    "NameClaim",
    "NamePattern",
    "ObjectNamed",
    "Panel",
    "PartProblem",
    "PersonCard",
    "PersonClaim",
    "PersonClaimForm",
    "PersonInBrief",
    "Sameness",
    "Sought",
    "TaskShown",
    "asked_words",
    "candidate_cards",
    "candidate_finder",
    "check_asn",
    "comparison_tokens",
    "countries",
    "description_words",
    "event_card",
    "event_in_brief",
    "event_page",
    "event_panels",
    "event_tasks",
    "languages",
    "left_behind",
    "number_words",
    "object_named",
    "person_card",
    "person_in_brief",
    "person_panels",
    "read_sought",
    "register_candidate_finder",
    "register_care",
    "register_event_page",
    "register_event_panel",
    "register_event_task",
    "register_left_behind",
    "register_owners",
    "register_person_panel",
    "sought_in_parts",
]
