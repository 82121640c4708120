"""A keyboard and nothing else: whatever is used must first be reached with the Tab key."""

from __future__ import annotations

from tests.journeys.person_at_work import PersonAtWork

MOST_TABS = 80
# What a screen reader would say: the label, or the words on the button.
NAME_OF_FOCUSED = """() => {
  const at = document.activeElement;
  const label = at.labels?.length ? at.labels[0].innerText : at.innerText;
  return (label || "").replace(/\\(optional\\)/, "").trim();
}"""
SAME_GROUP = """() => {
  const name = document.activeElement.name;
  return document.querySelectorAll(`input[name="${name}"]`).length;
}"""


class Keyboard:
    """The keyboard of a person at work."""

    def __init__(self, person: PersonAtWork) -> None:
        self.person = person
        self._keys = person.page.keyboard

    def focused(self) -> str:
        """Return the name of what has the focus."""
        name: str = self.person.page.evaluate(NAME_OF_FOCUSED)
        return name

    def reach(self, name: str) -> None:
        """Press Tab until the focus is on what has this name."""
        seen = []
        for _ in range(MOST_TABS):
            self._keys.press("Tab")
            seen.append(self.focused())
            if seen[-1] == name:
                return
            if self._is_group_of(name):
                return
        raise AssertionError(f"Tab does not reach “{name}” on {self.person.path}, only {seen}")

    def _is_group_of(self, name: str) -> bool:
        """Tell whether the focus is in the radio buttons of this name; arrows lead to it."""
        page = self.person.page
        if page.evaluate("() => document.activeElement.type") != "radio":
            return False
        for _ in range(page.evaluate(SAME_GROUP)):
            if self.focused() == name:
                return True
            self._keys.press("ArrowDown")
        return self.focused() == name

    def press_on(self, name: str) -> None:
        """Reach a button or link and press Enter; the page that comes is looked over."""
        self.reach(name)
        self.person.load(self._enter)

    def _enter(self) -> None:
        with self.person.page.expect_navigation():
            self._keys.press("Enter")

    def space_on(self, name: str) -> None:
        """Reach a box or radio button and choose it."""
        self.reach(name)
        if not self.person.page.evaluate("() => document.activeElement.checked"):
            self._keys.press("Space")

    def type_into(self, name: str, text: str) -> None:
        """Reach a field and type."""
        self.reach(name)
        self._keys.type(text)

    def tab_and_type(self, text: str) -> None:
        """Type into the next field."""
        self._keys.press("Tab")
        self._keys.type(text)
