"""Values of `[site]` that are more than a word: design tokens and entries of the navigation."""

import re
from collections.abc import Iterator, Mapping

from milepost.config.complaint import Complaint, Read, shown, wrong
from milepost.config.contrast import faint
from milepost.config.settings import NavEntry, Token
from milepost.config.table import NAV_PAGES, Setting
from milepost.config.tokens import SCHEMES, TOKENS, token_name
from milepost.diagnostics.wording import did_you_mean, quote
from milepost.model.said import say

_OUT = re.compile(r"(?:https?://|mailto:|obsidian://)[^\s\x00-\x20\x7f<>\"`\\]+", re.IGNORECASE)
_INSIDE = re.compile(r"(?!//|/)[^\s\x00-\x20\x7f<>\"`\\:]+")
_LONGEST = 60
SITE = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s<>\"?#\x00-\x20\x7f]+"
LANGUAGE = "[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}"


def read_tokens(row: Setting, value: object) -> Read:
    """`link = "#1a3fb0"` for both schemes; tables `light` and `dark` for one."""
    if not isinstance(value, Mapping):
        return None, [
            wrong(
                row,
                value,
                say("is a table"),
                say('Write a table: [{key}], with one `name = "value"` a line.', key=row.key),
            )
        ]
    found: list[Token] = []
    complaints: list[Complaint] = []
    for name, one in value.items():
        if name in SCHEMES and isinstance(one, Mapping):
            pairs = [(name, inner, each) for inner, each in one.items()]
        else:
            pairs = [("", name, one)]
        for scheme, inner, each in pairs:
            complaint = _token_complaint(row, inner, each)
            if complaint is not None:
                complaints.append(complaint._replace(name=name))
            else:
                found.append(Token(token_name(inner), str(each).strip(), scheme))
    return tuple(found), [*complaints, *faint(found, row.key)]


def _token_complaint(row: Setting, name: str, value: object) -> Complaint | None:
    kind = TOKENS.get(token_name(name))
    if kind is None:
        remedy = did_you_mean(token_name(name), TOKENS) or say(
            "The tokens are: {join}, …", join=", ".join([*TOKENS][:12])
        )
        return Complaint(
            "unknown-setting", say("{name} is no name that `{key}` has.", name=quote(name), key=row.key), remedy
        )
    if isinstance(value, str) and kind.pattern.fullmatch(value.strip()):
        return None
    return Complaint(
        "invalid-setting",
        say("{shown} is no value of `{name}`.", shown=quote(shown(value)), name=name),
        say("It takes {words}.", words=kind.words),
    )


def read_language(row: Setting, value: object) -> Read:
    """A language tag, as HTML has them."""
    if isinstance(value, str) and re.fullmatch(LANGUAGE, value.strip()):
        return value.strip(), []
    return None, [wrong(row, value, say("takes a language"), say("Write its tag, such as en, de or pt-BR."))]


def read_site(row: Setting, value: object) -> Read:
    """The address of a whole site on the web."""
    if isinstance(value, str) and (not value.strip() or re.fullmatch(SITE, value.strip())):
        scheme, between, rest = value.strip().partition("://")
        return scheme.lower() + between + rest, []
    return None, [wrong(row, value, say("takes the address of a site"), say("Write it as https://example.org/plan/."))]


def read_nav(row: Setting, value: object) -> Read:
    """Names of pages, and tables with `text` and `href`."""
    if not isinstance(value, list):
        return None, [
            wrong(row, value, say("takes a list"), say("Put brackets round it: {path} = […].", path=row.path[-1]))
        ]
    read = [*_entries(row, value)]
    entries = tuple(each for each in read if isinstance(each, NavEntry))
    return entries, [each for each in read if isinstance(each, Complaint)]


def _entries(row: Setting, values: list[object]) -> Iterator[NavEntry | Complaint]:
    for value in values:
        if isinstance(value, str):
            page = value.strip().lower().removesuffix(".html")
            yield NavEntry(page) if page in NAV_PAGES else _no_page(row, value)
        elif isinstance(value, Mapping):
            yield _link(row, value)
        else:
            yield wrong(row, value, say("takes pages and links"), say("Name a page, or write { text = …, href = … }."))


def _link(row: Setting, value: Mapping[str, object]) -> NavEntry | Complaint:
    text, href = value.get("text"), value.get("href")
    unknown = [name for name in value if name not in ("text", "href")]
    if unknown:
        remedy = did_you_mean(unknown[0], ("text", "href")) or say("It has `text` and `href`.")
        return Complaint(
            "unknown-setting",
            say("{unknown} is no part of a link in `{key}`.", unknown=quote(unknown[0]), key=row.key),
            remedy,
        )
    if not isinstance(text, str) or not isinstance(href, str) or not text.strip():
        return Complaint("invalid-setting", say("A link in `{key}` needs `text` and `href`.", key=row.key), _EXAMPLE)
    if not (_OUT.fullmatch(href) or _INSIDE.fullmatch(href)):
        remedy = say("It takes https:, http: and mailto: addresses, and paths from the site's first page.")
        return Complaint(
            "invalid-setting", say("{href} is no address that `{key}` takes.", href=quote(href), key=row.key), remedy
        )
    return NavEntry("", text.strip()[:_LONGEST], href)


def _no_page(row: Setting, value: str) -> Complaint:
    remedy = did_you_mean(value, NAV_PAGES) or say(
        "The pages are: {join}. {example}", join=", ".join(NAV_PAGES), example=_EXAMPLE
    )
    return Complaint("invalid-setting", say("`{key}` does not take {value}.", key=row.key, value=quote(value)), remedy)


_EXAMPLE = say('A link is { text = "Wiki", href = "https://example.org/" }.')
