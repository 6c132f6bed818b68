"""What must hold after every sync. Each check is one `.sql` file: a SELECT that returns what offends.

The head is two comments: what is wrong, and what to do. The big tables carry no unique index, because that doubles the
file; these selects take their place.
"""

from pathlib import Path

from warehouse import WarehouseError, Writer

FOLDER = Path(__file__).parent


class CheckFailed(WarehouseError):
    """The facts contradict themselves; nothing was published, and the message says what to do."""


def hold(writer: Writer) -> None:
    """Run all checks. Raises CheckFailed with one sentence for each that does not hold."""
    sentences = []
    for file in sorted(FOLDER.glob("*.sql")):
        sql = file.read_text(encoding="utf-8")
        count, example = writer.execute(f"select count(*), min(offender) from ({sql})")[0]
        if count:
            wrong, to_do = (line.removeprefix("--").strip() for line in sql.splitlines()[:2])
            sentences.append(f"{wrong[:-1]} ({count:,} rows, such as {example}). {to_do}")
    if sentences:
        raise CheckFailed(" ".join(sentences) + " The dashboard keeps the figures it has.")
