"""The shapes of what is typed into the search box."""

from __future__ import annotations

import re

EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
_MONTHS = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DATE = re.compile(
    r"(?:(?:born|dob|d\.o\.b\.?):?(?: on| in)? )?(?P<date>"
    r"\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{4}|\d{2})|\d{4}-\d{1,2}(?:-\d{1,2})?|\d{1,2}/\d{4}"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTHS} \d{{4}}|\d{{4}} ?(?:–|-|to) ?\d{{4}})",
    re.IGNORECASE,
)
SHORT_YEAR = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{2})")
DIGITS_ONLY = re.compile(r"(\d{2})(\d{2})(\d{4})")
BORN_IN = re.compile(r"(?:born|dob):?(?: in)? (?P<date>\d{4})", re.IGNORECASE)
AGES = re.compile(
    r"(?:aged? )?(?P<low>\d{1,3}) ?(?:-|–|to) ?(?P<high>\d{1,3})(?: ?(?:years?|yrs?)(?: old)?)?",
    re.IGNORECASE,
)
AGE = re.compile(
    r"(?:aged? (?P<about>about )?(?P<age>\d{1,3})|(?P<years>\d{1,3}) ?(?:years? old|yrs? old|yo))",
    re.IGNORECASE,
)
PHONE = re.compile(r"(?:\+|\b0)\d[\d ()\-]{6,16}\d")
POSTCODE = re.compile(r"(?:in )?(?P<code>[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})", re.IGNORECASE)
NI = re.compile(r"[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]", re.IGNORECASE)
REFERENCE = re.compile(r"([A-Z]{2})[- ]?(\d{2})[- ]?(\d{7})[- ]?([A-Z0-9])", re.IGNORECASE)
ASN = re.compile(
    r"(?:ASN:? ?)?(?P<asn>\d{2}[A-Z0-9]{6,7}\d{11}[A-HJ-NP-RT-Z]"
    r"|\d{2}/[A-Z0-9]{4,5}/[A-Z0-9]{2}/\d{1,11}[A-HJ-NP-RT-Z])",
    re.IGNORECASE,
)
URN = re.compile(r"(\d{2})[/ ]([A-Z0-9]{2})[/ ](\d{5})[/ ](\d{2})", re.IGNORECASE)
EXHIBIT = re.compile(r"[A-Z]{2,4}\d{0,5}/\d{1,4}[A-Z]?", re.IGNORECASE)
SPACED_MARK = re.compile(
    r"[A-Z]{2}\d{2} [A-Z]{3}|[A-Z]\d{1,3} [A-Z]{3}|[A-Z]{3} \d{1,3}[A-Z]", re.IGNORECASE
)
PART_OF_MARK = re.compile(r"[A-Z0-9?*]{3,8}")
DISTRICT = re.compile(r"(?:in )?(?P<code>[A-Z]{1,2}\d[A-Z\d]?)", re.IGNORECASE)
ENDING = re.compile(
    r"(?:(?:(?:tele)?phone|mobile|tel\.?|number) (?:number )?)?(?:ends?|ending|last digits?)"
    r"(?: in| with)? (?P<last>\d{3,11})|[*…](?P<rest>\d{3,11})",
    re.IGNORECASE,
)
YEAR = re.compile(r"\d{4}")
END_OF_NUMBER = re.compile(r"\d{6,11}")
SEX = re.compile(r"(?:males?|females?|man|woman)", re.IGNORECASE)
PATTERN = re.compile(r"(?=.*[*?])[^\W\d_*?'’-]*(?:[*?'’-]+[^\W\d_*?'’-]*)+")
INITIAL = re.compile(r"[^\W\d_]\.?")

# Words that end the name of a street; the second kind are surnames too, and need a house number.
_STREET = "street|road|rd|avenue|ave|crescent|terrace|gardens|square|drive"
_STREET_OR_NAME = (
    f"{_STREET}|st|lane|close|court|hill|park|green|way|place|grove|rise|view|house|mews|walk|row"
)
ADDRESS = re.compile(
    rf"(?:flat \d+[a-z]?,? )?\d{{1,4}}[a-z]?(?:-\d{{1,4}})?,? (?:[^\W\d_]['’.\w-]*,? ){{1,3}}"
    rf"(?:{_STREET_OR_NAME})"
    rf"|[^\W\d_]['’.\w-]*[^\W\d_] (?:{_STREET})",
    re.IGNORECASE,
)

_AREAS = (
    "AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN "
    "DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA "
    "LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG "
    "SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO "
    "ZE"
)
POSTCODE_AREAS = frozenset(_AREAS.split())


def is_district(code: str) -> bool:
    """Tell whether a word is a postcode district, such as SW9, of an area there is."""
    letters = "".join(c for c in code[:2] if c.isalpha())
    return bool(DISTRICT.fullmatch(code)) and letters.upper() in POSTCODE_AREAS
