"""What a link leads to: which platform, and under which ids the message behind it may be stored.

Nothing is fetched. Each platform is a list of the forms that its addresses take. An address that names a comment means
the comment, not what it stands under. Shortened addresses say nothing but themselves: the message is then found by its
address alone.
"""

import base64
import re
from binascii import Error as NotBase64
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from connectors.headings import PLATFORMS


@dataclass(frozen=True)
class Reference:
    """A link or an id, what platform it is of (None: it does not say), and what ids may be meant, likeliest first."""

    link: str
    platform: str | None
    native_ids: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """A way in which a platform writes an address or an id.

    `pattern` is searched for in the address from its path on, decoded. Its groups and the address's parameters fill
    `ids`: alternatives of what may be meant, of which the first counts that can be filled, each with the ids it has.
    """

    pattern: str
    ids: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Site:
    """A platform's hosts, as a pattern without prefixes such as www and m, and the forms of its addresses."""

    platform: str | None
    hosts: str
    forms: tuple[Form, ...] = ()


_FACEBOOK = (
    ("{post}_{reply_comment_id}", "{reply_comment_id}"),
    ("{post}_{comment_id}", "{comment_id}"),
    ("{page}_{post}", "{post}"),
)
_FACEBOOK_POST = r"/(?:[^/?#]+/)*?(?P<post>\d+|pfbid\w+)(?:[/?#]|$)"
_LINKEDIN_COMMENT = (
    (
        "urn:li:comment:(urn:li:{kind}:{post},{comment})",
        "urn:li:comment:({kind}:{post},{comment})",
        "urn:li:comment:{comment}",
        "{comment}",
    ),
)
_LINKEDIN_POST = (("urn:li:{kind}:{post}", "{post}"),)
_PLACE = r"\((?:urn:li:)?(?P<kind>\w+):(?P<post>\d+),(?P<comment>\d+)\)"
_PLACE_LAST = r"\((?P<comment>\d+),(?:urn:li:)?(?P<kind>\w+):(?P<post>\d+)\)"
_REVIEW_NAME = r"(?P<name>accounts/\w+/locations/\w+/reviews/(?P<review>[\w-]+))"

SITES = (
    Site(
        "x",
        r"(?:x|twitter|[fv]xtwitter|fixupx|fixvx|nitter)\.(?:com|net)",
        (Form(r"/status(?:es)?/(?P<post>\d+)", (("{post}",),)),),
    ),
    Site("x", r"t\.co"),
    Site(
        "youtube",
        r"youtube(?:-nocookie)?\.com",
        (
            Form(r"^/(?:shorts|live|embed|v|post)/(?P<video>[\w-]+)", (("{lc}",), ("{video}",))),
            Form(r"", (("{lc}",), ("{v}",))),
        ),
    ),
    Site("youtube", r"youtu\.be", (Form(r"^/(?P<video>[\w-]+)", (("{lc}",), ("{video}",))),)),
    Site(
        "facebook",
        r"(?:(?:business|free|[a-z]{2}-[a-z]{2})\.)?(?:facebook|fb)\.com",
        (
            Form(r"^/(?P<page>\d+)_(?P<post>\d+)(?:[/?#]|$)", _FACEBOOK),
            Form(r"^(?:/groups)?/(?P<page>\d+)/(?:posts|permalink|videos|photos)" + _FACEBOOK_POST, _FACEBOOK),
            Form(r"/(?:posts|permalink|videos|photos|reel|events)" + _FACEBOOK_POST, _FACEBOOK),
            Form(r"[?&]id=(?P<page>\d+)&(?:.*&)?story_fbid=(?P<post>\w+)", _FACEBOOK),
            Form(r"[?&]story_fbid=(?P<post>\w+)(?:.*&id=(?P<page>\d+))?", _FACEBOOK),
            Form(r"[?&]fbid=(?P<post>\w+)", _FACEBOOK),
            Form(r"^/watch/?(?:live/?)?\?(?:.*&)?v=(?P<post>\d+)", _FACEBOOK),
        ),
    ),
    Site("facebook", r"fb\.(?:watch|me)"),
    Site(
        "instagram",
        r"instagram\.com|instagr\.am",
        (
            Form(
                r"/(?:p|reels?|tv)/(?P<post>[\w-]+)(?:/c/(?P<comment>\d+)(?:/r/(?P<reply>\d+))?)?",
                (("{reply}",), ("{comment}",), ("{post}",)),
            ),
        ),
    ),
    Site(
        "linkedin",
        r"(?:[a-z]{2}\.)?linkedin\.com",
        (
            Form(r"[?&]replyUrn=urn:li:comment:" + _PLACE, _LINKEDIN_COMMENT),
            Form(r"[?&]dashReplyUrn=urn:li:fsd_comment:" + _PLACE_LAST, _LINKEDIN_COMMENT),
            Form(r"[?&]commentUrn=urn:li:comment:" + _PLACE, _LINKEDIN_COMMENT),
            Form(r"[?&]dashCommentUrn=urn:li:fsd_comment:" + _PLACE_LAST, _LINKEDIN_COMMENT),
            Form(r"urn:li:(?P<kind>activity|share|ugcPost):(?P<post>\d+)", _LINKEDIN_POST),
            Form(r"^/posts/.*-(?P<kind>activity|share|ugcPost)-(?P<post>\d+)", _LINKEDIN_POST),
        ),
    ),
    Site("linkedin", r"lnkd\.in"),
    Site(
        "tiktok",
        r"tiktok\.com",
        (Form(r"/(?:video|photo|v|embed|embed/v2|player/v1)/(?P<post>\d+)", (("{post}",),)),),
    ),
    Site("tiktok", r"v[mt]\.tiktok\.com"),
    Site(
        "bluesky",
        r"(?:staging\.|main\.)?bsky\.(?:app|dev)",
        (Form(r"/profile/(?P<who>[^/]+)/post/(?P<key>\w+)", (("at://{who}/app.bsky.feed.post/{key}", "{key}"),)),),
    ),
    Site(
        "reddit",
        r"(?:[a-z]{2}\.)?reddit\.com",
        (
            Form(
                r"/(?:comments|gallery)/(?P<post>\w+)(?:/[^/?#]*/(?P<comment>\w+))?",
                (("t1_{comment}", "{comment}"), ("t3_{post}", "{post}")),
            ),
        ),
    ),
    Site("reddit", r"redd\.it", (Form(r"^/(?P<post>\w+)", (("t3_{post}", "{post}"),)),)),
    Site("threads", r"threads\.(?:net|com)", (Form(r"/(?:post|t)/(?P<post>[\w-]+)", (("{post}",),)),)),
    Site("google_play", r"play\.google\.com", (Form(r"", (("{reviewId}",),)),)),
    Site(
        "google_business_profile",
        r"(?:(?:business|maps|search|local)\.)?google(?:\.[a-z]{2,3}){1,2}",
        (
            Form(_REVIEW_NAME, (("{name}", "{review}"),)),
            Form(r"/reviews/data=.*?!1s(?P<review>[\w-]{10,})", (("{review}",),)),
            Form(r"/reviews/(?P<review>[\w-]{10,})(?:[/?#]|$)", (("{review}",),)),
            Form(r"", (("{reviewId}",),)),
        ),
    ),
    Site("google_business_profile", r"maps\.app\.goo\.gl|g\.page"),
)

_STATUS = r"(?P<post>\d{5,}|[0-9A-HJKMNP-TV-Z]{26})(?:[/?#]|$)"

#: Platforms that live on anybody's host are known by the form of the address.
ANYWHERE = (
    Site("mastodon", r".*", (Form(r"^(?:/web|/deck)?/@[^/@]+(?:@[^/]+)?/" + _STATUS, (("{post}",),)),)),
    Site("mastodon", r".*", (Form(r"^(?:(?:/ap)?/users/[^/]+|/web)/statuses/" + _STATUS, (("{post}",),)),)),
    Site("wordpress", r".*", (Form(r"#comment-(?P<comment>\d+)$", (("comment-{comment}", "{comment}"),)),)),
    Site("wordpress", r".*", (Form(r"^/(?:index\.php)?\?(?:.*&)?p=(?P<post>\d+)", (("post-{post}",),)),)),
)

#: Ids that say by themselves whose they are.
IDS = (
    ("reddit", Form(r"^(?P<id>t[13]_\w+)$", (("{id}",),))),
    ("bluesky", Form(r"^(?P<id>at://[^/]+/[\w.]+/(?P<key>\w+))$", (("{id}", "{key}"),))),
    ("linkedin", Form(r"^urn:li:comment:" + _PLACE + "$", _LINKEDIN_COMMENT)),
    ("linkedin", Form(r"^(?P<id>urn:li:\w+:(?P<number>[\w-]+))$", (("{id}", "{number}"),))),
    ("google_business_profile", Form(f"^{_REVIEW_NAME}$", (("{name}", "{review}"),))),
    ("google_play", Form(r"^(?P<id>gp:[\w-]{10,})$", (("{id}",),))),
)


def read(cell: str, platforms: Collection[str] = ()) -> tuple[Reference, ...]:
    """The links and ids in a text, in their order, each once; words around them are passed over.

    They are separated by blanks, line breaks, semicolons or commas. `platform:id` is an id of that platform. An id
    that does not say its platform counts where the text holds nothing but ids and links, a long number anywhere.
    `platforms` are further names that may stand before the colon. Never raises.
    """
    words = [word for part in _SEPARATOR.split(cell.replace("&amp;", "&")) if (word := _bare(part))]
    found = [(word, _reference(word, platforms)) for word in words]
    bare_id = _ID if all(reference or _ID.fullmatch(word) for word, reference in found) else _LONG_NUMBER
    references = [
        reference or Reference(word, None, (word,)) for word, reference in found if reference or bare_id.fullmatch(word)
    ]
    return tuple(dict.fromkeys(references))


# A comma also stands within addresses: it separates only where an address or an id begins behind it.
_SEPARATOR = re.compile(
    r"""[\s;|<>"“”„«»`]+"""
    r"""|,(?![^()]{0,99}\))(?=$|at://|urn:|accounts/|\d{5}|t[13]_|[a-z_]+:|[a-z0-9][\w.-]*\.[a-z]{2,}/)""",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"https?://[^\s/?#]\S*|(?:^|(?<=[(\[]))[a-z0-9][\w-]*(?:\.[\w-]+)*\.[a-z]{2,}(?::\d+)?/\S*", re.IGNORECASE
)
_ID = re.compile(r"(?=.*\d)[\w.:/+=-]{1,200}")
_LONG_NUMBER = re.compile(r"\d{5,}_\d+|\d{8,}")
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def _bare(word: str) -> str:
    """A word without the punctuation around it; a closing bracket stays where the word has its opening one."""
    word = word.lstrip("([{'‘’*,.").rstrip("'‘’*,.:!?…")
    while word and word[-1] in _BRACKETS and word.count(word[-1]) > word.count(_BRACKETS[word[-1]]):
        word = word[:-1].rstrip("'‘’*,.:!?…")
    return word


def _reference(word: str, platforms: Collection[str]) -> Reference | None:
    """What platform:id, an id that tells its platform, or an address refers to; None for any other word."""
    name, _, native_id = word.partition(":")
    if native_id and (platform := name if name in platforms else _platform(name)):
        return Reference(word, platform, (native_id,))
    for platform, form in IDS:
        if ids := _filled(form, word, {}):
            return Reference(word, platform, ids)
    address = _ADDRESS.search(word)
    return None if address is None else _led_to(_bare(address[0]))


def _platform(name: str) -> str | None:
    """The platform that goes by this name."""
    name = name.lower()
    return name if name in PLATFORMS.values() else PLATFORMS.get(name.replace("_", " "))


#: Hosts of addresses that only lead on to the one in a parameter.
_LEADS_ON = re.compile(
    r"lm?\.(?:facebook|instagram|threads)\.com|.*\.safelinks\.protection\.outlook\.com|(?:www\.)?google\.com"
    r"|(?:www\.)?youtube\.com"
)
_PREFIXES = re.compile(r"(?:(?:www|m|mobile|mbasic|touch|web|old|new|np|amp|music)\.)*")


def _led_to(link: str) -> Reference:
    """What an address refers to; where it only leads on to another one, what that refers to."""
    whole = link if "://" in link else f"https://{link}"
    try:
        parts = urlsplit(whole)
        parameters = dict(reversed(parse_qsl(parts.query)))
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return Reference(link, None, ())
    onwards = next((parameters[name] for name in ("u", "url", "q") if name in parameters), "")
    if _LEADS_ON.fullmatch(host) and onwards.startswith(("https://", "http://")) and len(onwards) < len(link):
        return _led_to(onwards)
    host = host[_PREFIXES.match(host).end() :]  # type: ignore[union-attr]
    text = unquote(whole.partition("://")[2])
    text = text[re.search(r"[/?#]|$", text).start() :]  # type: ignore[union-attr]
    values = {name: _decoded(value) for name, value in parameters.items()}
    for site in SITES:
        if re.fullmatch(site.hosts, host):
            return Reference(
                link, site.platform, next(filter(None, (_filled(f, text, values) for f in site.forms)), ())
            )
    for site in ANYWHERE:
        if ids := _filled(site.forms[0], text, values):
            return Reference(link, site.platform, ids)
    return Reference(link, None, ())


def _filled(form: Form, text: str, parameters: Mapping[str, str]) -> tuple[str, ...]:
    """The ids that a text of this form names; none where it is not of this form."""
    match = re.search(form.pattern, text)
    if match is None:
        return ()
    values = {**parameters, **{name: value for name, value in match.groupdict().items() if value}}
    for templates in form.ids:
        if ids := [one.format_map(values) for one in templates if set(re.findall(r"{(\w+)}", one)) <= set(values)]:
            return tuple(ids)
    return ()


def _decoded(value: str) -> str:
    """Facebook writes ids of comments also as base64 of comment:POST_COMMENT: the comment's own number."""
    if not value.startswith("Y29tbWVudD"):
        return value
    try:
        return base64.b64decode(value + "=" * (-len(value) % 4)).decode().rpartition("_")[2]
    except (NotBase64, UnicodeDecodeError):
        return value
