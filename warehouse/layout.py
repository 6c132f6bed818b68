"""Find out what a file from outside is: format, encoding, delimiter, row of headings. Its ending is not believed."""

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import python_calamine as calamine
from pyarrow import parquet

from warehouse.errors import Unreadable
from warehouse.records import Broken, delimited, json_items, json_paths, lines, sheet_rows

Format = Literal["delimited", "json lines", "json array", "parquet", "sheet"]

_SAMPLE = 200  # records that headings and delimiters are judged by
_JSON_SAMPLE = 5000  # objects that their keys are gathered from
_DELIMITERS = ",;\t|"
_CHUNK = 1 << 22


@dataclass(frozen=True)
class Layout:
    """How to read one file."""

    path: Path
    format: Format
    headings: tuple[str, ...] = ()
    encoding: str = "utf-8"
    line_end: str = "\n"
    delimiter: str = ","
    is_spaced: bool = False  # a space stands between each delimiter and the quotation mark after it
    heading_line: int = 0  # physical line, or row of the sheet, on which the headings end
    flawless: bool = False  # DuckDB's own reader may be trusted with the bytes
    sheet: str = ""
    json_paths: tuple[str, ...] = ()  # where each heading's value lies in a JSON object
    rows: int | None = None  # where the file itself says how many


def read_layout(path: Path) -> Layout:
    """Look at the bytes of a file. Raises Unreadable with one sentence when no table can be found in it."""
    try:
        with path.open("rb") as file:
            start = file.read(_CHUNK)
    except IsADirectoryError:
        raise Unreadable(f"{path} is a folder: name one file in it.") from None
    except FileNotFoundError:
        raise Unreadable(f"{path} does not exist: check the name.") from None
    except OSError as error:
        raise Unreadable(f"{path} cannot be opened ({error.strerror}): check who may read it.") from None
    if not start.strip(b"\0\r\n\t ,;\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(f"{path.name} is empty: export it again.")
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _sheet_layout(path)
    if start.startswith(b"PAR1"):
        return _parquet_layout(path)
    _refuse_other_formats(path, start)
    return _text_layout(path, start)


def _refuse_other_formats(path: Path, start: bytes) -> None:
    beginning = start[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    known = {
        b"\x1f\x8b": "is compressed: unpack it first",
        b"%pdf": "is a PDF: export the data as CSV or XLSX instead",
        b"<!doctype": "is a web page, perhaps a sign-in page instead of the download: download it again",
        b"<html": "is a web page, perhaps a sign-in page instead of the download: download it again",
        b"\x89png": "is a picture: export the data as CSV or XLSX instead",
    }
    for magic, sentence in known.items():
        if beginning.startswith(magic):
            raise Unreadable(f"{path.name} {sentence}.")
    control = sum(byte < 32 and byte not in b"\t\n\r\x0b\x0c\0" for byte in start[:4096])
    if control > len(start[:4096]) / 20:
        raise Unreadable(
            f"{path.name} is no table that can be read here: export it as CSV, XLSX, JSON lines or Parquet."
        )


def _text_layout(path: Path, start: bytes) -> Layout:
    encoding = _encoding(start)
    flawless = encoding == "utf-8-sig" and _is_flawless(path)
    layout = Layout(path, "delimited", encoding=encoding, line_end=_line_end(start, encoding), flawless=flawless)
    first = next((line.strip() for _, line in lines(layout.path, encoding, layout.line_end) if line.strip()), "")
    if first.startswith("{"):
        return _json_layout(replace(layout, format="json lines"))
    if first.startswith("[") and start.lstrip(b"\xef\xbb\xbf \r\n\t[")[:1] in (b"{", b""):
        return _json_layout(replace(layout, format="json array"))
    return _delimited_layout(layout)


def _encoding(start: bytes) -> str:
    """UTF-16 shows itself by its mark, or by a zero in every other byte; everything else is read as UTF-8."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = start[:2000]
    for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        if len(sample) > 8 and sample[offset::2].count(0) > 0.8 * len(sample[offset::2]):
            return encoding
    return "utf-8-sig"


def _line_end(start: bytes, encoding: str) -> str:
    """What ends the first line outside quotation marks; old spreadsheets write a bare carriage return."""
    text = start.decode(encoding, "replace")
    quoted = False
    for match in re.finditer(r'["\r\n]', text):
        if match[0] == '"':
            quoted = not quoted
        elif not quoted:
            return "\r" if match[0] == "\r" and text[match.end() : match.end() + 1] != "\n" else "\n"
    return "\n"


def _is_flawless(path: Path) -> bool:
    """Whether all bytes are UTF-8 without zeros and without carriage returns that end no line."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    held = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            chunk = held + chunk
            held = b"\r" if chunk.endswith(b"\r") else b""
            chunk = chunk[: len(chunk) - len(held)]
            if b"\0" in chunk or chunk.count(b"\r") != chunk.count(b"\r\n"):
                return False
            if chunk.isascii() and not decoder.getstate()[0]:
                continue
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return False
    return not held and not decoder.getstate()[0]


def _delimited_layout(layout: Layout) -> Layout:
    layout = replace(layout, is_spaced=_is_spaced(layout))
    best: tuple[float, str, list[tuple[int, int, list[str]]]] = (-1, ",", [])
    for delimiter in _DELIMITERS:
        sample = _sample(replace(layout, delimiter=delimiter))
        counts = [len(cells) for _, _, cells in sample]
        width = max(set(counts), key=counts.count, default=1)
        score = 0.0 if width == 1 else counts.count(width) / len(counts) + width / 1000
        if score > best[0]:
            best = (score, delimiter, sample)
    _, delimiter, sample = best
    found = heading_row([cells for _, _, cells in sample])
    if found is None:
        raise Unreadable(
            f"{layout.path.name} has no row of headings in its first lines: add one that names the columns."
        )
    _, end, cells = sample[found]
    single_lines = all(first == last for first, last, _ in sample[: found + 1])
    return replace(
        layout,
        delimiter=delimiter,
        headings=unique_headings(cells),
        heading_line=end,
        flawless=layout.flawless and single_lines and not layout.is_spaced,
    )


def _is_spaced(layout: Layout) -> bool:
    first = [line for _, line in islice(lines(layout.path, layout.encoding, layout.line_end), 50)]
    return sum(bool(re.search(r'[,;|\t] +"[^",;|\t]', line)) for line in first) > len(first) / 2


def _sample(layout: Layout) -> list[tuple[int, int, list[str]]]:
    """(first line, last line, cells) of the first records that can be read."""
    found = islice(records(layout), _SAMPLE)
    return [(first, last, cells) for first, last, cells in found if not isinstance(cells, Broken)]


def records(layout: Layout) -> Iterator[tuple[int, int, list[str] | Broken]]:
    """(first line, last line, cells) of each record of a delimited file, headings and titles included."""
    return delimited(layout.path, layout.encoding, layout.line_end, layout.delimiter, layout.is_spaced)


def heading_row(rows: Sequence[Sequence[str | None]]) -> int | None:
    """The first row that looks like headings: well filled, with short words. Titles above it are passed over."""
    filled = [[cell.strip() for cell in row if cell and cell.strip()] for row in rows]
    widest = max((len(row) for row in filled), default=0)
    for index, row in enumerate(filled[:20]):
        if len(row) >= max(1, widest / 2) and all(_is_heading(cell) for cell in row):
            return index
    return None


def _is_heading(cell: str) -> bool:
    return len(cell) <= 120 and not re.fullmatch(r"[-+\d.,:/ TZ]+|https?://.*|\d{4}-\d\d-\d\d.*", cell)


def unique_headings(cells: Iterable[str | None]) -> tuple[str, ...]:
    """Headings as people see them: spaces tidied, empty ones numbered, repeated ones told apart."""
    found: list[str] = []
    seen: set[str] = set()
    for position, cell in enumerate(cells, start=1):
        name = base = " ".join((cell or "").replace("\ufeff", "").replace("\0", "").split()) or f"column {position}"
        repeat = 1
        while name.casefold() in seen:
            repeat += 1
            name = f"{base} ({repeat})"
        seen.add(name.casefold())
        found.append(name)
    return tuple(found)


def _json_layout(layout: Layout) -> Layout:
    paths: dict[str, str] = {}
    try:
        for _, item in islice(json_records(layout), _JSON_SAMPLE):
            paths.update(json_paths(item))
    except ValueError as error:
        raise Unreadable(f"{layout.path.name} begins like JSON and is none ({error}): export it again.") from None
    if not paths:
        raise Unreadable(f"{layout.path.name} has no line that is a JSON object: export it as JSON lines or CSV.")
    return replace(layout, headings=tuple(paths), json_paths=tuple(paths.values()))


def json_records(layout: Layout) -> Iterator[tuple[int, str]]:
    """(number, JSON) of each line, or of each item of an array."""
    if layout.format == "json array":
        return json_items(layout.path, layout.encoding)
    return ((number, line) for number, line in lines(layout.path, layout.encoding, layout.line_end) if line.strip())


def _parquet_layout(path: Path) -> Layout:
    try:
        with parquet.ParquetFile(path) as file:
            return Layout(path, "parquet", tuple(file.schema_arrow.names), rows=file.metadata.num_rows)
    except (OSError, ValueError) as error:
        raise Unreadable(f"{path.name} is a damaged Parquet file: export or copy it again.") from error


def _sheet_layout(path: Path) -> Layout:
    """The longest sheet that has a row of headings."""
    longest: tuple[int, Layout] | None = None
    for name, height, rows in _sheets(path):
        sample = list(islice(rows, _SAMPLE))
        found = heading_row([cells for _, cells in sample])
        if found is not None and (longest is None or height > longest[0]):
            number, cells = sample[found]
            longest = (
                height,
                Layout(path, "sheet", unique_headings(cells), heading_line=number, sheet=name, rows=height - number),
            )
    if longest is None:
        raise Unreadable(f"{path.name} has no sheet with a row of headings: add one that names the columns.")
    return longest[1]


def sheet(layout: Layout) -> Iterator[tuple[int, list[str | None]]]:
    """(row number, cells) below the headings of the sheet that was found."""
    rows = next(rows for name, _, rows in _sheets(layout.path, layout.sheet) if name == layout.sheet)
    return ((number, cells) for number, cells in rows if number > layout.heading_line)


def _sheets(path: Path, only: str | None = None) -> Iterator[tuple[str, int, Iterator[tuple[int, list[str | None]]]]]:
    """(name, height, rows) of each sheet that holds cells."""
    try:
        workbook: Any = calamine.CalamineWorkbook.from_path(str(path))
    except (calamine.CalamineError, OSError) as error:
        raise Unreadable(f"{path.name} is no spreadsheet that can be read: save it again as XLSX or CSV.") from error
    for name in workbook.sheet_names:
        if only in (None, name):
            try:
                found = workbook.get_sheet_by_name(name)
            except calamine.CalamineError:
                continue  # a sheet that is only a chart
            yield name, found.total_height, sheet_rows(found)
