"""What is done in the custody suite, step by step, as the words on the screen lead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tests.journeys.person_at_work import PersonAtWork

from bluelamp.core.time import LONDON

SUITE = "Lantern Lane"
THEFT = "Theft from a shop"
HELD = "a[href*='/custody/record/']:not([href*='/care/'])"
KNOWN = re.compile(
    r"^(?P<given>\w+(?: \w+)?) (?P<family>\w+)\s+Born (?P<born>\d\d/\d\d/\d{4}), aged \d+, "
    r"sex (?P<sex>male|female)\s+No part in any event that you may open"
)


@dataclass(frozen=True, slots=True)
class Somebody:
    """Whoever is brought in, as they say they are."""

    given: str
    family: str
    born: date
    sex: str = "Male"

    @property
    def name(self) -> str:
        """Return the name as it is said."""
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class Detained:
    """Somebody with a custody record."""

    who: Somebody
    path: str
    reference: str


def somebody_known(officer: PersonAtWork, family: str) -> Somebody:
    """Return an adult of this family name of whom nothing but their details is recorded."""
    officer.go("/search/")
    main = officer.page.get_by_role("main")
    officer.fill("Search people, objects, places and records", family, within=main)
    officer.press("Search", within=main)
    for text in main.get_by_role("listitem").all_inner_texts():
        found = KNOWN.match(text)
        if found and found["family"] == family:
            day, month, year = (int(part) for part in found["born"].split("/"))
            if 1950 < year < 2006:
                born = date(year, month, day)
                return Somebody(found["given"], found["family"], born, found["sex"].capitalize())
    raise AssertionError(f"Nobody called {family} is free of any part in any event")


def open_somebody_held(officer: PersonAtWork) -> str:
    """Open from the board the record of whoever stands first, and return their name."""
    officer.go("/custody/lantern-lane/")
    link = officer.page.get_by_role("main").locator(HELD).first
    officer.load(link.click)
    return officer.heading


def begin_booking(officer: PersonAtWork) -> None:
    """Go from home to the first page of booking in."""
    officer.press("Custody")
    officer.press(SUITE)
    officer.press("Book in a person")


def say_who(officer: PersonAtWork, who: Somebody) -> None:
    """Type who the person says they are."""
    officer.fill("Given names", who.given)
    officer.fill("Family name", who.family)
    officer.fill_date("Date of birth", who.born.day, who.born.month, who.born.year)
    officer.choose(who.sex)
    officer.press("Continue")


def choose_known(officer: PersonAtWork, who: Somebody) -> None:
    """Choose the person of the index whom these details mean."""
    officer.choose(re.compile(rf"^{re.escape(who.name)}\b"))
    officer.press("Continue")


def ago(**more: float) -> datetime:
    """Return the moment so many hours and minutes ago, to the minute."""
    return (datetime.now(LONDON) - timedelta(**more)).replace(second=0, microsecond=0)


def fill_at(officer: PersonAtWork, legend: str, at: datetime) -> None:
    """Type a moment with its date."""
    officer.fill_moment(legend, f"{at:%H:%M}", f"{at:%d/%m/%Y}")


def tell_arrest(officer: PersonAtWork, arrived: datetime | None = None) -> None:
    """Type an arrest ten minutes before arrival, which is now, as the page offers it."""
    arrest = (arrived or ago()) - timedelta(minutes=10)
    overnight = arrest.date() != datetime.now(LONDON).date()
    officer.fill("Offence", THEFT)
    day = f"{arrest:%d/%m/%Y}" if overnight else ""
    officer.fill_moment("Time of arrest", f"{arrest:%H%M}", day)
    officer.fill("Place of arrest", "High Street")
    officer.fill("Arresting officer", officer.site.sign_ins["Investigating officer"].number)
    officer.choose("To allow prompt and effective investigation")
    officer.fill("Circumstances of the arrest", "Left the shop with unpaid goods.")
    if arrived:
        fill_at(officer, "Arrival at the station", arrived)


def book_in(
    officer: PersonAtWork,
    who: Somebody,
    *,
    known: bool = False,
    arrived: datetime | None = None,
) -> Detained:
    """Book somebody in and come to the custody record."""
    begin_booking(officer)
    say_who(officer, who)
    if known:
        choose_known(officer, who)
    elif officer.heading == "Is the person known?":
        officer.choose("None of these – a new person")
        officer.press("Continue")
    tell_arrest(officer, arrived)
    officer.press("Open the custody record")
    return detained(officer, who)


def detained(officer: PersonAtWork, who: Somebody) -> Detained:
    """Read where the record is and its reference from the page that shows either."""
    path = officer.path.removesuffix("authorise/").removesuffix("booking-in/")
    shown = re.search(r"CU-\d\d-\d{7}-\w", officer.page.get_by_role("main").inner_text())
    assert shown, f"no custody reference on {officer.path}"
    return Detained(who, path, shown.group())


def authorise(
    officer: PersonAtWork,
    person: Detained,
    *,
    cell: int = 1,
    then_record: bool = True,
    at: datetime | None = None,
) -> None:
    """Authorise detention and put the person into one of the free cells."""
    if not officer.path.endswith("/authorise/"):
        officer.go(f"{person.path}authorise/")
    officer.choose("To obtain evidence by questioning")
    officer.fill("Grounds in your own words", "An account has still to be taken in interview.")
    officer.choose("Yes")
    officer.select_nth("Cell", cell)
    if at:
        fill_at(officer, "Time of authorisation", at)
    officer.press("Authorise detention")
    assert officer.heading == "Risk assessment", officer.errors() or officer.heading
    officer.sees("Detention authorised.")
    if then_record:
        officer.go(person.path)


def answer_questions(officer: PersonAtWork, **yes: str) -> None:
    """Answer every risk question by one key: no, but for those named with what was said."""
    first = officer.page.locator(".custody-question input").first
    first.focus()
    for place in range(officer.page.locator(".custody-question").count()):
        row = officer.page.locator(".custody-question").nth(place)
        name = str(row.locator("input").first.get_attribute("name"))
        said = yes.get(name.removeprefix("q_"))
        officer.page.keyboard.press("y" if said else "n")
        officer.count.presses.append(name)
        if said:
            officer.page.keyboard.type(said)
            officer.count.typed.append((name, said))
            following = officer.page.locator(".custody-question").nth(place + 1)
            following.locator("input").first.focus()


def assess_risk(officer: PersonAtWork, level: str = "Level 1: general", **yes: str) -> None:
    """Fill in the risk assessment and record it."""
    answer_questions(officer, **yes)
    officer.choose(level)
    adult = officer.page.get_by_role("group", name="Is an appropriate adult needed?")
    if adult.count():
        officer.choose("No", within=adult)
    officer.choose("No", within=officer.group("Call a healthcare professional?"))
    officer.press("Record")


def give_rights(officer: PersonAtWork, *, solicitor: str = "Does not want one now") -> None:
    """Tell the rights to somebody who speaks English and wants nobody told."""
    officer.choose("Yes", within=officer.group("Told their rights, and understood?"))
    officer.choose("No", within=officer.group("Is an interpreter needed?"))
    officer.choose(solicitor)
    officer.choose("No", within=officer.group(re.compile("want somebody told")))
    officer.choose("British or Irish")
    officer.choose("Signed")
    officer.press("Record")


def search_person(officer: PersonAtWork, *, taken: bool = True) -> None:
    """Record an ordinary search by the officer at the screen, a man by a man."""
    officer.choose("Male", within=officer.group("Sex of the person, which decides who may search"))
    officer.fill("Reason", "To find out what the person has with them")
    officer.fill("Where was the person searched?", "Search room")
    officer.choose("Male", within=officer.group("Sex of who searched"))
    group = officer.group("Was anything taken from the person?")
    officer.choose("Yes" if taken else "No", within=group)
    officer.press("Record")


def take_samples(officer: PersonAtWork) -> None:
    """Record fingerprints, photograph and DNA."""
    taken = officer.group("Taken")
    for words in ("Fingerprints", "Photograph", "DNA sample, not intimate"):
        officer.choose(words, within=taken)
    officer.fill("Number of the DNA kit or sample", "97000123")
    officer.press("Record")


def held_since(officer: PersonAtWork, who: Somebody, arrived: datetime) -> Detained:
    """Book in who arrived earlier, with authority ten minutes later and no cell yet."""
    person = book_in(officer, who, arrived=arrived)
    authorise(officer, person, cell=0, at=arrived + timedelta(minutes=10))
    return person


def hear(officer: PersonAtWork) -> None:
    """Say that the person was heard, and that no solicitor was there to be."""
    own = officer.group("Representations: the detained person")
    officer.choose("Had the chance and made none", within=own)
    officer.choose(
        "None instructed or available", within=officer.group("Representations: solicitor")
    )


def review(
    officer: PersonAtWork,
    person: Detained,
    at: datetime | None = None,
    decision: str = "Detention continues",
) -> None:
    """Hold a review of detention in person, now or at a time in the past."""
    officer.go(person.path)
    officer.press("Review detention")
    if at:
        fill_at(officer, "Time of the review", at)
    reminded = officer.group("Was the person reminded of free legal advice?")
    officer.choose("Yes", within=reminded)
    hear(officer)
    officer.choose(decision)
    officer.fill("Grounds for the decision", "Interview is arranged; the grounds remain.")
    officer.picture("review")
    officer.press("Record the review")
    officer.sees("Review recorded.", "Interview is arranged; the grounds remain.")


def assess_before_release(officer: PersonAtWork, at: datetime | None = None) -> None:
    """Answer every question before release with no, say what is done; then comes the release."""
    officer.press("Assess before release")
    for group in officer.page.get_by_role("group").all():
        no = group.get_by_role("radio", name="No", exact=True)
        if no.count() == 1:
            no.check()
            officer.count.presses.append("No")
    officer.fill("What is done about it", "Nothing is needed; walks home.")
    if at:
        fill_at(officer, "Time of the assessment", at)
    officer.press("Record the assessment")
    officer.sees("Assessment before release recorded.")


def release_under_investigation(officer: PersonAtWork) -> None:
    """Assess the risk, choose release under investigation, and release."""
    assess_before_release(officer)
    officer.choose("Released under investigation", within=officer.group(THEFT))
    later = datetime.now(LONDON) + timedelta(days=28)
    officer.fill("Date of the supervisor’s review", f"{later:%Y-%m-%d}")
    still_open = "Why does the person leave though this is still open?"
    if officer.field(still_open).count():
        officer.fill(still_open, "Asks that it is kept until called for.")
    officer.press("Release the person")
    officer.sees("Release recorded.", "Released under investigation")


def charge(officer: PersonAtWork, follows: str) -> None:
    """Charge by decision of the police, to a court; what keeps the person is typed before."""
    officer.choose("Police")
    officer.choose("Cautioned, and given the written notice of charge")
    officer.fill("Reply to the charge", "No reply.")
    officer.choose(follows)
    officer.fill("Court", "Bluelamp Magistrates’ Court")
    hearing = datetime.now(LONDON) + timedelta(days=1)
    officer.fill("Date of the hearing", f"{hearing:%Y-%m-%d}")
    officer.press("Record the charge")
