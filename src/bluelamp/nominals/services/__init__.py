"""Writing to the index."""

from bluelamp.nominals.rules.appearance import DescriptionClaim, FeatureClaim
from bluelamp.nominals.rules.claims import AddressClaim, NameClaim, PersonClaim
from bluelamp.nominals.rules.object_numbers import NumberClaim
from bluelamp.nominals.rules.things import ObjectClaim

from .amendments import amend_person
from .bulk import LoadedPerson, Source, load_people, load_relations
from .claims import check_claim
from .descriptions import describe_person
from .events import end_link, link_entries, register_event
from .links import tie_entries
from .particulars import add_identifier, add_name, add_warning_marker
from .partings import answer_notice, settle_parting
from .people import create_person, give_part, rebuild_keys, record_person
from .photographs import add_photograph, remove_photograph
from .refusals import (
    EditConflict,
    HeldByAnother,
    KnownObjects,
    UnansweredCautions,
    UnseenCandidates,
)
from .sameness import Judged, end_judgement, judge_not_same, judge_same, judge_unsure
from .things import record_object

__all__ = [
    "AddressClaim",
    "DescriptionClaim",
    "EditConflict",
    "FeatureClaim",
    "HeldByAnother",
    "Judged",
    "KnownObjects",
    "LoadedPerson",
    "NameClaim",
    "NumberClaim",
    "ObjectClaim",
    "PersonClaim",
    "Source",
    "UnansweredCautions",
    "UnseenCandidates",
    "add_identifier",
    "add_name",
    "add_photograph",
    "add_warning_marker",
    "amend_person",
    "answer_notice",
    "check_claim",
    "create_person",
    "describe_person",
    "end_judgement",
    "end_link",
    "give_part",
    "judge_not_same",
    "judge_same",
    "judge_unsure",
    "link_entries",
    "load_people",
    "load_relations",
    "rebuild_keys",
    "record_object",
    "record_person",
    "register_event",
    "remove_photograph",
    "settle_parting",
    "tie_entries",
]
