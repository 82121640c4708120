"""What the requests and answers of programs are made of."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

NO_CONTROL_CHARACTERS = r"^[^\x00-\x1f\x7f]*$"

# Words as typed, on one line; PostgreSQL keeps no null characters.
Words = Annotated[str, Field(max_length=200, pattern=NO_CONTROL_CHARACTERS)]
ShortWords = Annotated[str, Field(max_length=60, pattern=NO_CONTROL_CHARACTERS)]


class Said(BaseModel):
    """A request: what it does not know it refuses, so that a misspelt field is noticed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Answer(BaseModel):
    """An answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FaultyField(Answer):
    """A part of a request that is not as the description says."""

    field: str
    detail: str


class Problem(BaseModel):
    """A refusal (RFC 9457). ``rule`` is the rule of the domain, ``field`` the answer at fault."""

    model_config = ConfigDict(extra="allow")

    type: Literal["about:blank"]
    title: str
    status: int
    detail: str
    field: str | None = None
    rule: str | None = None
    errors: list[FaultyField] | None = None
