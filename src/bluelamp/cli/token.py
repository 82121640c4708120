"""`bluelamp token`: issue, list and revoke the tokens of programs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import click

from bluelamp.access.enums import Role
from bluelamp.access.rules.tokens import ROLES_OF_TOKENS
from bluelamp.audit.enums import ReasonCode

ROLES = click.Choice([role.value for role in ROLES_OF_TOKENS])
REASONS = click.Choice([code.value for code in ReasonCode])


@click.group()
def command() -> None:
    """Issue and revoke the tokens by which programs use the API."""


@command.command()
@click.argument("name")
@click.option("--role", type=ROLES, required=True, help="The one role it acts with")
@click.option("--reason", type=REASONS, required=True, help="Why it works with personal data")
@click.option("--reference", default="", help="The record or agreement behind the reason")
@click.option("--words", default="", help="The reason in words, where it is OTHER")
@click.option("--staff", default="", help="The staff number of whom it acts for")
@click.option("--days", default=90, show_default=True, help="How long it works")
def issue(days: int, staff: str, **said: Any) -> None:
    """Issue a token to the program NAME. Its secret is printed once and kept nowhere."""
    from bluelamp.config.standalone import ready

    with ready():
        from bluelamp.access.policies import operator
        from bluelamp.access.selectors import staff_with_number
        from bluelamp.access.services import issue_token
        from bluelamp.audit.services import Reason
        from bluelamp.core.errors import BluelampError
        from bluelamp.core.time import now

        member = staff_with_number(staff) if staff else None
        if staff and member is None:
            raise click.ClickException(f"No serving member of staff has the number {staff}")
        at = now()
        try:
            token, secret = issue_token(
                name=said["name"],
                staff_id=member.id if member else None,
                role=Role(said["role"]),
                reason=Reason(ReasonCode(said["reason"]), said["reference"], said["words"]),
                expires_at=at + timedelta(days=days),
                by=operator(),
                at=at,
            )
        except BluelampError as error:
            raise click.ClickException(error.reason) from error
    click.echo(f"Token {token.id} of “{token.name}” works for {days} days. Keep its secret:")
    click.echo(secret)


@command.command("list")
def list_all() -> None:
    """List every token, the newest first; no secret is known."""
    from bluelamp.config.standalone import ready

    with ready():
        from bluelamp.access.presenters import TokenRow
        from bluelamp.access.selectors import tokens
        from bluelamp.core.time import now

        at = now()
        for row in (TokenRow.of(token, at) for token in tokens()):
            click.echo(f"{row.id}  {row.state:<8}  {row.name} ({row.role}; {row.acts_for})")


@command.command()
@click.argument("token_id", type=click.UUID)
def revoke(token_id: UUID) -> None:
    """Revoke the token TOKEN_ID now."""
    from bluelamp.config.standalone import ready

    with ready():
        from bluelamp.access.models import ApiToken
        from bluelamp.access.policies import operator
        from bluelamp.access.services import revoke_token
        from bluelamp.core.errors import BluelampError
        from bluelamp.core.time import now

        try:
            token = revoke_token(token_id=token_id, by=operator(), at=now())
        except ApiToken.DoesNotExist as error:
            raise click.ClickException("There is no such token") from error
        except BluelampError as error:
            raise click.ClickException(error.reason) from error
    click.echo(f"Token {token.id} of “{token.name}” is revoked")
