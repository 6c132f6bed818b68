"""From the text of a cell to a value of the canonical table, as SQL expressions; and why a row is refused.

Each function takes SQL and gives SQL. `identifier` and `literal` are the only ways by which a name or a word of a
profile enters a statement.
"""

import html
import re
from collections.abc import Mapping, Sequence

KINDS = ("post", "comment", "mention", "review", "review_response", "direct_message", "quote")

EARLIEST, LATEST = "1990-01-01", "2101-01-01"

TWITTER_FORMAT = "%a %b %d %H:%M:%S %z %Y"

_SPACES = " \t\r\n\u00a0\u200b\ufeff"
_NOTHING = ("nan", "nat", "none", "null", "n/a", "\\n", "-")  # how programs write that there is no value
_TRUE = ("true", "t", "yes", "y", "1", "1.0", "wahr", "vrai", "verdadero")
_FALSE = ("false", "f", "no", "n", "0", "0.0", "falsch", "faux", "falso")


def identifier(name: str) -> str:
    """A name, quoted for SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text, quoted for SQL."""
    return "'" + text.replace("'", "''").replace("\0", "") + "'"


def _is_one_of(cell: str, words: Sequence[str]) -> str:
    # An IN list of five or more becomes a join, which works on every row however seldom it is asked.
    return "(" + (" or ".join(f"{cell} = {literal(word)}" for word in words) or "false") + ")"


def word(cell: str) -> str:
    """A cell without spaces around it, and null where a program wrote that there is nothing."""
    spaces = " or ".join(f"contains({cell}, {literal(space)})" for space in _SPACES)
    nothing = f"(?i)\\s*({'|'.join(re.escape(word) for word in _NOTHING)})?\\s*"
    return f"""case
        when strlen({cell}) > 4 and not ({spaces}) then {cell}
        when strlen({cell}) > 9 and not regexp_matches({cell}, '^[{_SPACES}]|[{_SPACES}]$') then {cell}
        when strlen({cell}) < 10 and regexp_full_match({cell}, {literal(nothing)}) then null
        else nullif(trim({cell}, {literal(_SPACES)}), '')
    end"""


def native_id(cell: str) -> str:
    """An id as the platform wrote it: `3.0`, `10,031,007` and `="31"` are a spreadsheet's doing."""
    return f"""case
        when {cell} is null then null
        when not (contains({cell}, '.') or contains({cell}, ',') or contains({cell}, '''') or starts_with({cell}, '='))
            then {cell}
        when regexp_full_match({cell}, '[0-9]+[.]00?') then split_part({cell}, '.', 1)
        when regexp_full_match({cell}, '[0-9]{{1,3}}(,[0-9]{{3}})+') then replace({cell}, ',', '')
        when regexp_full_match({cell}, '[0-9]{{1,3}}([.][0-9]{{3}}){{2,}}') then replace({cell}, '.', '')
        when regexp_full_match({cell}, '=".*"') then {cell}[3:-2]
        when regexp_full_match({cell}, '''[0-9]+') then {cell}[2:]
        else {cell}
    end"""


def is_rounded(cell: str) -> str:
    """Whether a spreadsheet or a program has held this id as a floating-point number and lost its last digits."""
    return f"""case
        when {cell} is null or not (contains({cell}, '.') or contains({cell}, '+')) then false
        when regexp_full_match({cell}, '[0-9]([.,][0-9]+)?[eE][+][0-9]+') then true
        when regexp_full_match({cell}, '[0-9]{{16,}}[.]0+') then try_cast({cell} as decimal(38, 2)) >= 9007199254740992
        else false
    end"""


def ends_in_zeros(cell: str) -> str:
    """Whether a long id has nothing but zeros after the fifteen digits that a spreadsheet keeps."""
    return f"length({cell}) >= 17 and regexp_full_match({cell}, '[0-9]{{15}}0+')"


def truth(cell: str) -> str:
    """TRUE, yes, 1, … as a boolean; null for anything else."""
    plain = f"lower({cell})"
    return f"case when {_is_one_of(plain, _TRUE)} then true when {_is_one_of(plain, _FALSE)} then false end"


def equals_any(cell: str, values: Sequence[str]) -> str:
    """Whether a cell is one of some words, whatever their case and the spaces around them."""
    return f"coalesce({_is_one_of(f'lower(trim({cell}))', [value.strip().lower() for value in values])}, false)"


def is_kind(cell: str) -> str:
    """Whether a cell is one of the kinds of message."""
    return _is_one_of(cell, KINDS)


def translated(cell: str, words: Mapping[str, str]) -> str:
    """A cell through a table of words; what is not in it stays, in lower case with underscores."""
    plain = f"replace(replace(lower({cell}), ' ', '_'), '-', '_')"
    if not words:
        return plain
    branches = " ".join(f"when {literal(key.strip().lower())} then {literal(value)}" for key, value in words.items())
    return f"case lower({cell}) {branches} else {plain} end"


def count(cell: str) -> str:
    """A number of reactions or shares; null where there is none that can be read."""
    plain = f"try_cast(try_cast(replace({cell}, ',', '') as double) as bigint)"
    return f"if({plain} >= 0, {plain}, null)"


def names(cell: str) -> str:
    """Handles or ids in one cell, parted by commas, semicolons or spaces, without brackets and the @."""
    parts = f"regexp_split_to_array(regexp_replace({cell}, '[\\[\\]\"''@]', '', 'g'), '[,;|\\s]+')"
    return f"if({cell} is null, null, list_filter({parts}, lambda part: part <> ''))"


def handle(cell: str) -> str:
    """A handle without its @."""
    return f"nullif(ltrim({cell}, '@'), '')"


def time(cell: str, strptime: str | None, zone: str | None, serial: bool) -> str:
    """A time in UTC: by the profile's format, else by what is unmistakable; null when it cannot be read.

    Unmistakable are ISO 8601, seconds and milliseconds since 1970, `Wed Apr 01 17:31:32 +0000 2020`, and in
    spreadsheets (`serial`) days since 1900. A time without an offset is in `zone`, or UTC.
    """
    number = f"try_cast({cell} as double)"
    days = f"timestamp '1899-12-30' + to_milliseconds(cast(round({number} * 86400000) as bigint))"
    known = f"""case
        when {cell} is null then null
        when {cell}[1] between 'A' and 'Z' then try_strptime({cell}, {literal(TWITTER_FORMAT)})::timestamp
        when contains({cell}, ':') or {number} is null then {_iso(cell, zone)}
        {f"when {number} between 30000 and 75000 then {_utc(days, zone)}" if serial else ""}
        when {number} between 6e8 and 4.2e9 then make_timestamp(cast({number} * 1e6 as bigint))
        when {number} between 6e11 and 4.2e12 then make_timestamp(cast({number} * 1e3 as bigint))
        when {number} between 6e14 and 4.2e15 then make_timestamp(cast({number} as bigint))
    end"""
    if strptime is None:
        return known
    read = f"try_strptime({cell}, {literal(strptime)})"
    has_offset = "%z" in strptime or "%Z" in strptime
    return f"coalesce({f'{read}::timestamp' if has_offset else _utc(read, zone)}, {known})"


#: A time without an offset, which takes a cast to timestamptz four times as long.
_PLAIN_TIME = r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d"


def _utc(plain: str, zone: str | None) -> str:
    return f"(({plain}) at time zone {literal(zone)}) at time zone 'UTC'" if zone else plain


def _iso(cell: str, zone: str | None) -> str:
    # A cast to timestamp would pass over the offset; a cast to timestamptz heeds it, and takes UTC where there is none.
    read = f"try_cast({cell} as timestamptz)::timestamp"
    if zone is None:
        return f"if(regexp_full_match({cell}, {literal(_PLAIN_TIME)}), try_cast({cell} as timestamp), {read})"
    has_offset = f"regexp_matches({cell}, ':\\d.*([Zz]|[-+]\\d\\d:?(\\d\\d)?|[A-Z]{{3,}})$')"
    return f"if({has_offset}, {read}, {_utc(f'try_cast({cell} as timestamp)', zone)})"


def is_day_or_month_first(cell: str) -> str:
    """Whether a date is written in numbers whose order it does not tell."""
    return f"regexp_matches({cell}, '^\\d{{1,2}}[/.-]\\d{{1,2}}[/.-]\\d{{2,4}}')"


def text(cell: str) -> str:
    """A text with plain line breaks, mended where it was escaped or encoded twice; calls the function mend_text."""
    breaks = f"replace(replace({cell}, chr(13) || chr(10), chr(10)), chr(13), chr(10))"
    plain = f"if(contains({cell}, chr(13)), {breaks}, {cell})"
    escaped = f"contains({cell}, '&') and contains({cell}, ';') and regexp_matches({cell}, '&#?[A-Za-z0-9]+;')"
    twice = f"strlen({cell}) > length({cell}) and regexp_matches({cell}, {literal(_TWICE)})"
    return f"""case
        when {cell} is null or regexp_full_match({cell}, '\\s*') then null
        when ({escaped}) or ({twice}) then mend_text({plain})
        else {plain}
    end"""


#: The first two bytes of a character in UTF-8, each read as Windows-1252: what double encoding leaves behind.
_TWICE = "[Â-ô][\u0080-\u00bfŒœŠšŸŽžƒˆ˜\u2013-\u203a€™]"
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def mend_text(found: str) -> str:
    """Resolve HTML entities once, and undo UTF-8 that was read as Windows-1252, where every character agrees."""
    if re.search(_TWICE, found):
        found = _decoded_again(found)
    return _ENTITY.sub(lambda match: html.unescape(match[0]), found) if "&" in found else found


def _decoded_again(found: str) -> str:
    try:
        return b"".join(_cp1252_byte(character) for character in found).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return found


def _cp1252_byte(character: str) -> bytes:
    if "\x80" <= character <= "\x9f":  # the five gaps of Windows-1252
        return character.encode("latin-1")
    return character.encode("cp1252")
