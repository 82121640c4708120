"""Writing to the index."""

from bluelamp.nominals.rules.appearance import DescriptionClaim, FeatureClaim
from bluelamp.nominals.rules.claims import AddressClaim, NameClaim, PersonClaim
from bluelamp.nominals.rules.object_numbers import NumberClaim
from bluelamp.nominals.rules.places import PlaceClaim
from bluelamp.nominals.rules.things import ObjectClaim
from bluelamp.nominals.rules.ties import TieClaim

from .amendments import amend_person
from .bulk import LoadedPerson, Source, load_people, load_relations
from .bulk_things import LoadedObject, load_descriptions, load_objects
from .claims import check_claim
from .descriptions import describe_person
from .events import draw_asn, end_link, give_asn, link_entries, register_event
from .identifiers import settle_conflict
from .inferring import infer_ties
from .keys import rebuild_all_keys, rebuild_keys
from .links import change_tie, lift_restriction, restrict_address, tie_entries
from .particulars import add_identifier, add_name, add_warning_marker
from .partings import answer_notice, settle_parting
from .people import create_person, give_part, record_person
from .photographs import add_photograph, remove_photograph
from .places import amend_place, record_place
from .refusals import (
    EditConflict,
    HeldByAnother,
    KnownObjects,
    UnansweredCautions,
    UnseenCandidates,
)
from .sameness import Judged, end_judgement, judge_not_same, judge_same, judge_unsure
from .things import add_object_number, amend_object, record_object, tie_exhibit

__all__ = [
    "AddressClaim",
    "DescriptionClaim",
    "EditConflict",
    "FeatureClaim",
    "HeldByAnother",
    "Judged",
    "KnownObjects",
    "LoadedObject",
    "LoadedPerson",
    "NameClaim",
    "NumberClaim",
    "ObjectClaim",
    "PersonClaim",
    "PlaceClaim",
    "Source",
    "TieClaim",
    "UnansweredCautions",
    "UnseenCandidates",
    "add_identifier",
    "add_name",
    "add_object_number",
    "add_photograph",
    "add_warning_marker",
    "amend_object",
    "amend_person",
    "amend_place",
    "answer_notice",
    "change_tie",
    "check_claim",
    "create_person",
    "describe_person",
    "draw_asn",
    "end_judgement",
    "end_link",
    "give_asn",
    "give_part",
    "infer_ties",
    "judge_not_same",
    "judge_same",
    "judge_unsure",
    "lift_restriction",
    "link_entries",
    "load_descriptions",
    "load_objects",
    "load_people",
    "load_relations",
    "rebuild_all_keys",
    "rebuild_keys",
    "record_object",
    "record_person",
    "record_place",
    "register_event",
    "remove_photograph",
    "restrict_address",
    "settle_conflict",
    "settle_parting",
    "tie_entries",
    "tie_exhibit",
]
