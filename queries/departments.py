"""The departments of an organisation, in the order of the roster: they are never ranked."""

from dataclasses import dataclass

from queries.names import found
from queries.once import once
from queries.scope import Scope
from warehouse import Snapshot


@dataclass(frozen=True)
class Department:
    """A part of the organisation that can be asked."""

    name: str
    is_social_team: bool
    declared_share: float | None
    """What part of the answers it has declared to give, from 0 to 1."""
    has_hours: bool
    """Whether it has opening hours, so that a business clock can run."""
    promise_seconds: int | None
    """The promise of the day: the answer it has undertaken to give within so many seconds …"""
    promise_clock: str | None
    """… on this clock (wall, business)."""


@once
def departments(snapshot: Snapshot) -> list[Department]:
    """All departments."""
    rows = snapshot.rows("""
        select d.department, d.is_social_team, d.declared_share,
            coalesce(d.calendar in (select calendar from calendar_spans), false),
            p.promise.seconds, p.promise.clock
        from departments d
        left join (
            select department, arg_max({seconds: target_seconds, clock: clock},
                (valid_to is null, coalesce(valid_from, date '0001-01-01'))) as promise
            from promises where topic is null and channel_key is null and department is not null group by department
        ) p using (department)
        order by d.position, d.department
    """)
    return [Department(*row) for row in rows]


def departments_in_scope(known: list[Department], scope: Scope) -> list[Department]:
    """Those of the departments that a scope takes in."""
    return [department for department in known if not scope.departments or department.name in scope.departments]


def find_departments(snapshot: Snapshot, names: list[str]) -> tuple[str, ...]:
    """Names of departments given in any case. Raises UnknownName."""
    return found("department", (department.name for department in departments(snapshot)), names)
