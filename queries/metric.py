"""A metric is one SQL file: a head of comments that says what it is, over one plain SELECT that gives its items."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

FOLDER = Path(__file__).with_name("metrics")

Unit = Literal["count", "percent", "duration", "number", "hours", "score", "points"]
Shape = Literal[
    "count",
    "rate",
    "wait",
    "open",
    "median",
    "returning",
    "share",
    "ratio",
    "mean",
    "hours",
    "distinct",
    "newcomers",
    "core",
    "index",
    "gap",
    "evenness",
]
About = Literal["conversations", "handoffs"]
Items = Literal["", "one a conversation", "one a post"]
Better = Literal["up", "down", "none"]

_LINE = re.compile(r"^-- (\w+): (.*)$")
_MORE = re.compile(r"^--   +(.*)$")


@dataclass(frozen=True)
class Metric:
    """The head of a metric file. `name` is its path: `conversations.reply_rate`."""

    name: str
    title: str
    """The field's own term, for code and glossary."""
    label: str
    """Plain words for cards, axes and sentences."""
    unit: Unit
    shape: Shape
    """How its items become a figure; see queries/engine.py."""
    better: Better
    basis: str
    """The date that decides to which period an item belongs, in words."""
    definition: str
    why: str
    sql: str
    """The SELECT, without the head."""
    about: About = "conversations"
    """Whose watermark and business clock its items have: those of their channel, or of the department asked."""
    is_labelled: bool = True
    """Whether all its items can have a topic, an owner and an audience; broadcasts have none."""
    items: Items = ""
    """Whether an item is a whole conversation or post, so that no two hang together; empty: they may."""
    needs_log: bool = False
    """Whether it says nothing of an organisation that logs no hand-offs."""
    gives: tuple[str, ...] = ()
    """Labels that its items bring along themselves: department, topic, holder, reason."""
    whole: str = ""
    """Another SELECT with the same sums in fewer items, where nobody asks what `gives` gives; empty: there is none."""

    @property
    def is_about_handoffs(self) -> bool:
        """Whether its items are hand-offs, so that departments and not channels answer for them."""
        return self.about == "handoffs"

    @property
    def reaches_back(self) -> bool:
        """Whether items from long before the period count in it: what is open at its end may have been for long."""
        return self.shape in ("open", "core")

    @property
    def shape_file(self) -> str:
        """The file of queries/shapes that makes a figure of its items."""
        return f"{self.shape}_alone" if self.items else self.shape

    @property
    def area(self) -> str:
        """The folder: conversations, interactivity, people, …"""
        return self.name.split(".", 1)[0]


def parse(name: str, text: str) -> Metric:
    """Read a metric file. Raises ValueError, in words, for a head that lacks something or says something unknown."""
    head: dict[str, str] = {}
    last = ""
    body = text
    while body.startswith("--"):
        line, _, body = body.partition("\n")
        if found := _LINE.match(line):
            last = found[1]
            head[last] = found[2].strip()
        elif (more := _MORE.match(line)) and last:
            head[last] += " " + more[1].strip()
    wanted = ("title", "label", "unit", "shape", "better", "basis", "definition", "why")
    missing = [key for key in wanted if key not in head]
    if missing:
        raise ValueError(f"Metric {name} does not say its {', '.join(missing)}: add it to the head of its file.")
    head = {"about": "conversations", "items": "", **head}
    kinds = {"unit": Unit, "shape": Shape, "better": Better, "about": About, "items": Items}
    for key, allowed in ((key, get_args(kind)) for key, kind in kinds.items()):
        if head[key] not in allowed:
            raise ValueError(f"Metric {name} has {key} {head[key]!r}; it may be {', '.join(allowed)}.")
    return Metric(
        name=name,
        sql=body.strip().rstrip(";"),
        is_labelled=head.get("labels", "") != "none",
        needs_log=head.get("needs", "") == "hand-offs",
        whole=head.get("whole", ""),
        gives=tuple(head.get("gives", "").replace(",", " ").split()),
        **{key: head[key] for key in (*wanted, "about", "items")},  # type: ignore[arg-type]
    )


@cache
def metrics() -> dict[str, Metric]:
    """Every metric by name, in the order of folders and files."""
    found = {}
    for file in sorted(FOLDER.glob("*/*.sql")):
        name = f"{file.parent.name}.{file.stem}"
        found[name] = parse(name, file.read_text(encoding="utf-8"))
    return found
