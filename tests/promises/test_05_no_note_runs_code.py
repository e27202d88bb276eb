"""Promise 5: no note runs code, neither in a reader's browser nor in the builder. Nor do templates found in a vault.

Hostile text goes into every field a note has; the pages are parsed as browsers parse them, and what is there is looked
at, not searched for as text.
"""

import random
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.sites import BuiltPage, BuiltSite, faults
from tests.vaults import Vaults

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><style>*{color:red}</style></svg>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    '"><script>alert(1)</script>',
    "' autofocus onfocus='alert(1)",
    '" onmouseover="alert(1)" x="',
    "</title></textarea></pre></code></style></script><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "{{ 7 * 7 }}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "<math><mtext></table><mglyph><style><img src=x onerror=alert(1)>",
    "<base href=//evil.example><form action=//evil.example><input name=a>",
    "<a href=javascript:alert(1)>x</a><link rel=stylesheet href=//evil.example><meta http-equiv=refresh content=0>",
    "\u202e<b>txet</b>\u2066",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;script&#62;",
)

DISGUISES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java&#10;script:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "%6Aavascript:alert(1)",
    "\x01javascript:alert(1)",
    "<javascript:alert(1)>",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "feed:javascript:alert(1)",
    "view-source:javascript:alert(1)",
    "jar:javascript:alert(1)!/",
    "blob:https://evil.example/x",
    "file:///etc/passwd",
    "//evil.example/x",
    "\\\\evil.example\\x",
    "ms-msdt:/id",
    'https://evil.example/" onclick="alert(1)',
    "https:evil",
    "../../../etc/passwd",
    "%2e%2e%2f%2e%2e%2fetc/passwd",
)

FIELDS = (
    "title", "level", "status", "start", "due", "done", "parent", "depends_on", "owner", "with", "approver", "gate",
    "area", "tags", "priority", "horizon", "cycle", "weight", "estimate", "why", "done_when", "metric", "unit",
    "baseline", "target", "current", "health", "confidence", "progress", "cadence", "needs", "commitment", "score",
    "carried_to", "aliases", "unheard_of",
)  # fmt: skip


def quoted(text: str) -> str:
    """A YAML scalar that holds exactly `text`, as far as YAML allows it."""
    shown = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\x01", "\\x01")
    return f'"{shown}"'


def note(payload: str, fields: tuple[str, ...] = FIELDS) -> str:
    front = "\n".join(f"{field}: {quoted(payload)}" for field in fields)
    return f"""---
type: goal
{front}
{quoted(payload)}: key
---
# {payload}

{payload} and [[{payload}]] and ![[{payload}|{payload}]] and [{payload}](<{payload}>) and `{payload}`

> [!{payload}] {payload}
> {payload}

| {payload} | b |
| --- | --- |
| {payload} | {payload} |

```{payload}
{payload}
```

$${payload}$$ text[^1] =={payload}==

[^1]: {payload}

## Milestones

### Phase {payload}

- [ ] {payload} [owner:: {payload}] [gate:: {payload}] [approver:: {payload}] [own:: {payload}] @{payload} #{payload}
    - [{payload[0]}] {payload} [due:: {payload}] 🔁 {payload}
- [x] [[{payload}]] 📅 2026-01-01 ✅ 2026-01-01 ⛔ {payload}

## Check-ins

- 2026-01-01: {payload} [health:: {payload}] #win

## Decisions

- 2026-01-02: {payload}

## Review

2026-01-03: {payload}
"""


def vault_of(payload: str) -> Mapping[str, str]:
    safe = "".join(letter for letter in payload if letter not in '/\\\0\n\t:*?"<>|\x01')[:60].strip(" .") or "x"
    return {
        f"Goals/{safe}.md": note(payload),
        f"{safe}/child.md": f"---\ntype: task\nparent: {quoted(safe)}\n---\n{payload}\n",
        "Mission.md": f"---\ntype: mission\ntitle: {quoted(payload)}\n---\n{payload}\n",
        "Letter.md": f"---\ntype: report\ntitle: {quoted(payload)}\n---\n{payload}\n",
        "Person.md": f"---\ntype: person\naliases: [{quoted(payload)}]\n---\n{payload}\n",
        "milestone.md": f"---\ntype: milestone\nparent: {quoted(safe)}\ntitle: {quoted(payload)}\n---\n{payload}\n",
        "milepost.toml": f'title = {quoted(payload)}\n[fields]\n{quoted(payload)} = "due"\n'
        if payload.isprintable()
        else "",
    }


def site_of(files: Mapping[str, str], vault: Vaults, run: Run, out: Path) -> BuiltSite:
    result = run("build", vault(files), "--out", out, "--today", "2026-02-01")
    assert result.exit_code == 0, result.talk
    return BuiltSite(out)


def scripts(page: BuiltPage) -> Iterator[str]:
    """Anything that a browser would run, load or follow on its own."""
    for tag, element in page.elements():
        if tag == "script":
            yield element.attrib.get("src", "inline")
        elif tag == "link":
            yield element.attrib["href"]
        elif tag == "meta" and element.attrib.get("http-equiv", "").lower() not in ("", "content-security-policy"):
            yield str(element.attrib)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_in_every_field_is_only_shown(payload: str, vault: Vaults, run: Run, tmp_path: Path) -> None:
    """No element, attribute or address comes of it; scripts and sheets are our own, by name."""
    site = site_of(vault_of(payload), vault, run, tmp_path / "site")
    own = {f"{up}{path.relative_to(site.root).as_posix()}" for path in site.root.rglob("*.*") for up in ("", "../")}

    assert [fault for page in site.pages.values() for fault in faults(page)] == []
    assert [loaded for page in site.pages.values() for loaded in scripts(page) if loaded not in own] == []
    assert site.broken_links() == []
    assert "49" not in site["index.html"].words


def test_hostile_text_is_shown_as_typed(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """Escaped, not removed: the reader sees what stands in the note."""
    files = {"a.md": f"---\ntype: goal\nwhy: {quoted(PAYLOADS[0])}\n---\n{PAYLOADS[0]}\n\n- [ ] {PAYLOADS[0]}\n"}
    words = site_of(files, vault, run, tmp_path / "site")["goals/a.html"].words

    assert words.count(PAYLOADS[0]) >= 3


@pytest.mark.parametrize("address", DISGUISES)
def test_only_known_schemes_become_links(address: str, vault: Vaults, run: Run, tmp_path: Path) -> None:
    """In prose, in items, as reference, autolink, picture and wikilink."""
    body = (
        f"[a]({address}) [b](<{address}>) [c][r] <{address}> ![d]({address}) ![e](<{address}>) [[{address}]] "
        f"[[x|{address}]] ![[{address}]] {address}\n\n- [ ] [f]({address}) [g](<{address}>)\n\n"
        f"[r]: {address}\n[r2]: <{address}>\n"
    )
    files = {"a.md": f"---\ntype: goal\nparent: {quoted(address)}\ndepends_on: {quoted(address)}\n---\n# A\n\n{body}"}
    site = site_of(files, vault, run, tmp_path / "site")
    links = [link.attrib["href"] for link in site["goals/a.html"].named("a") if "href" in link.attrib]
    strange = [link for link in links if not link.startswith(("#", "../", "https://evil.example/", "a.html"))]

    assert [fault for page in site.pages.values() for fault in faults(page)] == []
    assert strange == []
    assert site.broken_links() == []


def test_random_mixtures_of_hostile_text(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """Pieces of all of it in random order; the seed is in the note's title."""
    seed = random.randrange(10**9)
    dice = random.Random(seed)
    files = {}
    for number in range(30):
        pieces = [
            dice.choice((*PAYLOADS, *DISGUISES, "[[", "]]", "(", ")", "`", "|", "> ", "- [ ] ", "\n"))
            for _ in range(12)
        ]
        files[f"{number}.md"] = f"---\ntype: goal\n---\n# {seed}\n\n{''.join(pieces)}\n"
    site = site_of(files, vault, run, tmp_path / "site")

    assert [fault for page in site.pages.values() for fault in faults(page)] == [], f"seed {seed}"
    assert site.broken_links() == [], f"seed {seed}"


ATTACHED = {
    "page.html": b"<script>alert(1)</script>",
    "page.xhtml": b"<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>",
    "data.xml": b"<x xmlns:h='http://www.w3.org/1999/xhtml'><h:script>alert(1)</h:script></x>",
    "code.js": b"alert(1)",
    "page.php": b"<?php alert(1) ?>",
    "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script><g/></svg>",
    "drawing.svgz": b"alert(1)",
    "noted": b"alert(1)",
    "page.shtml": b"alert(1)",
}


def test_attachments_that_could_run_are_not_part_of_the_site(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """Linked or embedded: pages, scripts and XML stay in the vault; a drawing is shown, without what could run."""
    links = "".join(f"[[{name}]] ![[{name}]] [t]({name}) ![p]({name})\n" for name in ATTACHED)
    root = vault({"g.md": f"---\ntype: goal\n---\n{links}\n- [ ] one [[page.html]] ![[drawing.svg]]\n", **ATTACHED})

    assert run("build", root, "--out", tmp_path / "site").exit_code == 0

    site = BuiltSite(tmp_path / "site")
    assert [path.name for path in (tmp_path / "site" / "files").iterdir()] == ["drawing.svg"]
    assert b"alert" not in (tmp_path / "site" / "files" / "drawing.svg").read_bytes()
    page = site["goals/g.html"]
    assert [address for address in page.addresses() if "files/" in address] == ["../files/drawing.svg"] * 2
    assert [element.attrib["src"] for element in page.named("img")] == ["../files/drawing.svg"] * 2
    assert faults(page) == []


def test_no_template_marks_prose_as_safe() -> None:
    """No `safe`, no `autoescape`, no unquoted attribute: `prose` and `with_code` are the only ways round."""
    folder = Path(__file__).resolve().parents[2] / "templates"
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.j2")}

    assert [name for name, text in texts.items() if "|safe" in text.replace(" ", "") or "autoescape" in text] == []
    assert [name for name, text in texts.items() if "={{" in text.replace(" ", "")] == []


ESCAPES = (
    "{{ page.__class__ }}",
    "{{ page['__class__'] }}",
    "{{ page.head.frame.__init__.__globals__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ [page]|map(attribute='__class__')|list|first|upper }}",
    "{{ [page]|map('attr', '__class__')|list }}",
    "{{ page|attr('__class__') }}",
    "{{ '{0.__class__}'.format(page) }}",
    "{{ '{0.__class__}'|format(page) }}",
    "{{ '%s'|format(page) }}",
    "{% set f = '{0.__class__}'.format_map %}{{ f({'0': page}) }}",
    "{{ self._TemplateReference__context.environment }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ dict.mro() }}",
    "{{ static.clear() }}",
    "{{ static.update({'milepost.css': 'x'}) }}",
    "{{ lipsum.__globals__['os'] }}",
    "{{ get_flashed_messages }}",
    "{% import 'os' as os %}{{ os }}",
    "{% include '/etc/passwd' %}",
    "{% include '../../../etc/passwd.j2' %}",
    "{% import '_parts.html.j2' as parts %}{{ parts.link.__globals__ }}",
    "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "{{ page.heading|safe }}",
    "{% autoescape false %}{{ page.heading }}{% endautoescape %}",
    "{% set x = page.heading|safe %}{{ x }}",
)
"""Ways out of the sandbox, and ways to print a note as it is."""

BOMBS = (
    "{{ range(10 ** 9)|list }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in range(99999) if not a + 1 %}{% endfor %}" * 20,
    "{% for a in range(9999) %}{% for b in range(9999) if not b + 1 %}{% endfor %}{% endfor %}",
    "{% for a in range(99999) %}" + "x" * 10_000 + "{% endfor %}",
    "{% for a in [1] recursive %}{{ loop([1, 1]) }}{% endfor %}",
    "{% macro m(n) %}{{ m(n) }}{{ m(n) }}{% endmacro %}{{ m(1) }}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{% include '404.html.j2' %}",
    "{% import '404.html.j2' as me %}",
    "{{ 'x' * 10 ** 10 }}",
    "{{ [1] * 10 ** 10 }}",
    "{{ 10 ** 10 ** 10 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ '{:1000000000}'.format(1) }}",
    "{{ 'x'.ljust(10 ** 9) }}",
    "{{ 'x'|center(10 ** 9) }}",
    "{{ 'x'|indent(10 ** 9) }}",
    "{{ lipsum(10 ** 9) }}",
    "{{ [1]|batch(10 ** 9, 'x')|list }}",
    "{{ 1.5|round(10 ** 9, 'floor') }}",
    "{% set x = 'x' * 99999 %}{{ ([x] * 99999)|join }}",
    "{% set x = 'x' * 99 %}" + "{% set x = x ~ x %}" * 60,
    "{% set x = 'x' * 99 %}" + "{% set x = x + x %}" * 60,
    "{% set x %}xxxxxxxxxx{% endset %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 60,
    "{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}",
    "{% if 1 %}" * 5_000 + "{% endif %}" * 5_000,
    "{% for a in [1] %}" * 200 + "{% endfor %}" * 200,
)


@pytest.mark.parametrize("text", [*ESCAPES, *BOMBS], ids=lambda text: text[:40])
def test_no_template_of_a_vault_gets_out_or_goes_on_for_ever(
    text: str, vault: Vaults, run: Run, tmp_path: Path
) -> None:
    """A template error that names the file; nothing is written, and it takes seconds at most."""
    root = vault({"a.md": "---\ntype: goal\n---\n# A\n", "_milepost/templates/404.html.j2": text})
    before = time.process_time()
    result = run("build", root, "--out", tmp_path / "site", "--today", "2026-02-01")

    assert result.exit_code == 4, result.talk
    assert "_milepost/templates/404.html.j2" in result.talk
    assert not (tmp_path / "site" / "404.html").exists()
    assert time.process_time() - before < 30
