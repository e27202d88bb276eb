"""Promise 3: a public site and a public export hold published notes, and not a word, name or number of any other."""

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.cli.commands.export import FORMS
from milepost.cli.opening import open_vault
from milepost.config.settings import PublishSettings, Settings
from milepost.report.export.data import data_json
from milepost.session.build import Build, Session
from tests.conftest import Run
from tests.property.strategies import AS_OF, snapshot, vaults
from tests.sites import BuiltSite, faults
from tests.vaults import Content, Vaults, record_whole

DAY = ("--today", "2026-03-01")
PUBLIC = ("--audience", "public", *DAY)
CANARY = "zebrafinch"
"""What every withheld thing is called, and what no public byte may say."""

SHOW_ALL = '[publish]\nshow = ["smart", "problems", "pushes", "declared", "people"]\n'

OPEN: dict[str, Content] = {
    "Goals/Garden.md": f"""---
type: goal
publish: true
title: The garden
aliases: [Yard]
parent: "[[{CANARY} estate|a parent]]"
depends_on: ["[[{CANARY} estate|something]]", "[[Paths]]", "[[{CANARY} estate#{CANARY} costs|costs]] +5d"]
carried_from: "[[{CANARY} estate|an older one]]"
owner: "[[People/{CANARY} person|Ann]]"
tags: ["open %%{CANARY}%%", "%%{CANARY}%%", "smb://{CANARY}"]
with: ["Bob %%{CANARY}%%", "Cy ({CANARY}:: x)", "%%{CANARY}%%", "smb://{CANARY}"]
approver: "Dan %%{CANARY}%%"
why: "For [[{CANARY} estate|the family]] [{CANARY}:: more] ({CANARY}:: [[Paths|x]]) file:///home/{CANARY} <ftp://host/{CANARY}>"
{CANARY}_key: {CANARY} value
due: 2026-06-30
health: green
reviewed: "see file:///home/{CANARY}"
done_when: Apples [[file:///{CANARY}]] https://a.org<br>file:///{CANARY} obsidian:/{CANARY} #{CANARY}
---
# The garden %%{CANARY} in a heading%%

We do it for [[{CANARY} estate|the family]] %%{CANARY} inline%% and <!-- {CANARY} -->
see [the costs](<{CANARY} estate.md>) and ![[plan.png]].

%%
{CANARY} in a block
%%

<!--
{CANARY} in HTML

over lines
-->

> [!note] Title %%{CANARY}%% [[{CANARY} estate|here]]
> body <!-- {CANARY} --> #open %%#{CANARY}-tag%%

| a %%{CANARY}%% | b |
| --- | --- |
| [[{CANARY} estate\\|cell]] | <!-- {CANARY} --> |

A footnote[^1] and another^[of [[{CANARY} estate|ours]] %%{CANARY}%%]. [Ours](obsidian://open?vault={CANARY})

[^1]: With [[{CANARY} estate|words]] %%{CANARY}%% [{CANARY}:: of a footnote]

[file:///{CANARY}](file:///home) ![obsidian://{CANARY}](none.png)
Typed: file:///home/{CANARY}, FILE:/home/{CANARY}. 見file:///{CANARY} a-File:/{CANARY} file:C:/{CANARY}
file:C:\\{CANARY} file:~/{CANARY} file:///home/o'{CANARY} obsidian:/{CANARY} https://a.org/,file:///{CANARY} https://a.org<br>file:///{CANARY}
[[file:///{CANARY}]] https://a.org|file:///{CANARY} <td>https://a.org</td><td>file:///{CANARY}</td>
file:///home/_{CANARY}_/x file:///_{CANARY} [words file:///home/_{CANARY}_/x](obsidian://open)
[web](https://a.org/?file:///{CANARY}) ![](https://a.org/?file:///{CANARY}) https://a.org/?u=file:///{CANARY}&x=1
https://a.org/?u=file%3a%2F%2F%2F{CANARY} #t/file:///{CANARY} @file:///{CANARY} file&colon;///{CANARY} "file:///a"file:///{CANARY}"
[a file](file:///{CANARY} b/{CANARY} c.pdf) (obsidian://open?vault={CANARY}&x=1) **ftp://host/{CANARY}** <smb://host/{CANARY}>

<div title="%%{CANARY}%%">
%%
{CANARY}
%%
<!-- {CANARY} --> %%{CANARY}%% [{CANARY}:: in HTML] file:///{CANARY}/html [note:: {CANARY}]
</div>

https://a.org/?u=file\\:///{CANARY} s3://a/file:///$a$/{CANARY} @file%3A%2F{CANARY}

## Under file:///{CANARY} and @file%3A%2F{CANARY} [{CANARY}:: x]

It costs [{CANARY}:: much] and ({CANARY}::more than [[Paths|they]] do), **[{CANARY}:: a lot]**; `[kept:: as code]`.

%%{CANARY}

- [ ] {CANARY}

## {CANARY}

[[{CANARY} estate]]%% Here, [[Paths|%%{CANARY}%% Paths]] <obsidian://open?vault={CANARY}> <file:///home/{CANARY}/plan.md>

> [{CANARY}:: quoted] so it is

| a [{CANARY}:: head] | b |
| --- | --- |
| ({CANARY}:: cell) | c |

## Milestones

- [x] [[{CANARY} estate|Ask everybody]] ✅ 2026-01-05
- [ ] Ask [owner:: Eve %%{CANARY}%%, [[{CANARY} person|Ben]]] [metric:: 0 -> 3 %%{CANARY}%%kg]
- [ ] Lay [[Paths|the paths]] with [[{CANARY} estate|the family]] ⛔ {CANARY}-id 📅 2026-05-01
  - [ ] Dig %%{CANARY}%% [t](<{CANARY} estate.md>) ![p](<{CANARY}.png>)
- [ ] Water file:///home/{CANARY} <ftp://host/{CANARY}> obsidian://open?vault={CANARY} [well](file:///{CANARY})
- [ ] Plant %%{CANARY}
  over lines%% apples <file:///home/{CANARY}> [{CANARY}:: yes] [approver:: [[{CANARY} person|Ben]]]
- [ ] Read [the docs at file:///{CANARY}](https://example.org/docs) first https://a.org/,file:///{CANARY} File:/{CANARY}
- [ ] See https://a.org|file:///{CANARY} [[file:///{CANARY}]] 見file:///{CANARY} https://a.org<br>file:///{CANARY}
- [ ] **file:///{CANARY}** @file:///{CANARY} #t/file:///{CANARY}
- [ ] Wait ⛔ file:///{CANARY} 🆔 smb://{CANARY} &#102;ile&colon;///{CANARY} file:///a"file:///{CANARY}"
- [ ] Look https://a.org/?u=file:///{CANARY} [it up](https://a.org/?u=file%3A%2F%2F/{CANARY}) ![x](https://a.org/?obsidian://{CANARY})

### Harvest %%{CANARY}%% [[{CANARY} estate|it]] smb://{CANARY}/x <file:///home/{CANARY}> 📅 2026-06-01

- [ ] Baskets [due:: [[{CANARY} estate|then]]] [start:: [then](<{CANARY} estate.md>)]

## Check-ins

- 2026-02-01: on track, [[{CANARY} estate|fine]] %%{CANARY}%% <!-- {CANARY} --> [{CANARY}:: yes]
- 2026-02-02: the page in the block of HTML: file:///{CANARY}/html and [note:: {CANARY}]
- 2026-02-02: https://a.org<br>file:///{CANARY} https://a.org)file:///{CANARY} \\`File:/{CANARY}\\`
- 2026-02-02: [[file:///{CANARY}]] file\\:///{CANARY} #t/file:///{CANARY} #file:///{CANARY} @smb://{CANARY}
- 2026-02-02: &#102;ile:///{CANARY} file&colon;///{CANARY} https://a.org/?u=file:///{CANARY}&x=1
- 2026-02-02: file%3A%2F%2F%2F{CANARY} [[Paths]]file:///{CANARY} @file:~/{CANARY}
- 2026-02-02: file:///home/{CANARY} <ftp://host/{CANARY}> [with `[kept:: as code]` {CANARY}:: yes] `[kept:: as code]`

## Decisions

- 2026-02-02: Less lawn [[{CANARY} estate|for them]] %%{CANARY}%% ({CANARY}:: yes) file:///home/{CANARY}

## Wins

Weeds %%gone {CANARY}
and%% gone [{CANARY}:: at last]

## Review

- 2026-02-03 [[{CANARY} estate|Good]] <!-- {CANARY} --> [{CANARY}:: all of it] vscode://file/{CANARY}
""",
    "Goals/Paths.md": "---\ntype: goal\npublish: true\nparent: '[[Garden]]'\n---\n- [x] Gravel\n- [ ] Sand\n",
    "People/Ann.md": "---\ntype: person\npublish: true\n---\n",
    "Goals/plan.png": b"\x89PNG",
    "Letter.md": "---\ntype: report\npublish: true\n---\nDear readers.\n",
}

HIDDEN: dict[str, Content] = {
    f"{CANARY}/{CANARY} estate.md": f"""---
type: goal
id: {CANARY}-estate
title: {CANARY} title
aliases: [{CANARY} alias]
owner: {CANARY} owner
area: {CANARY} area
parent: "[[Garden]]"
depends_on: "[[Paths]]"
tags: [{CANARY}-front]
metric: {{name: {CANARY} metric, unit: {CANARY}s, baseline: 0, target: 9, source: {CANARY}.csv}}
why: {CANARY} reason
mood: {CANARY} mood
due: 2026-02-30
---
# {CANARY} heading

{CANARY} prose [[Garden]] [[Nowhere {CANARY}]] ![[{CANARY}.png]] #{CANARY}

## {CANARY} costs

- [x] {CANARY} item 🆔 {CANARY}-id ✅ 2026-01-01 @{CANARY}
  - [ ] {CANARY} task ⛔ none
- [ ] [[Garden]]
- [ ] [[Paths]]

## Check-ins

- 2026-02-20: 3 {CANARY}s, {CANARY} note
""",
    f"{CANARY} mission.md": "---\ntype: mission\n---\nWhat zebrafinches are for.\n",
    f"{CANARY} milestone.md": "---\ntype: milestone\nparent: '[[Garden]]'\nstatus: done\n---\nDone by zebrafinches.\n",
    f"{CANARY} task.md": "---\ntype: task\nparent: '[[Garden#Harvest]]'\n---\n",
    f"{CANARY} letter.md": f"---\ntype: report\n---\nDear {CANARY}.\n",
    f"People/{CANARY} person.md": f"---\ntype: person\naliases: [Ann, Ben]\ntitle: {CANARY} Lima\n---\n",
    f"{CANARY} yes.md": "---\ntype: goal\npublish: yes\n---\n",
    f"{CANARY} recovered.md": f"---\ntype: goal\npublish: true\nowner: @{CANARY}\n---\n",
    f"{CANARY} ignored.md": "---\ntype: goal\npublish: true\nignore: true\n---\n",
    f"{CANARY} unreadable.md": b"---\npublish: true\n---\n\xff zebrafinch",
    f"{CANARY} twin.md": "---\ntype: goal\nid: Paths\ntitle: The garden\naliases: [Yard]\n---\n",
    f"{CANARY}/Garden.md": "---\ntype: goal\nparent: '[[Paths]]'\n---\n",
    f"{CANARY}/templates/{CANARY} template.md": "---\ntype: goal\n---\n",
    f"{CANARY}.csv": "date,value\n2026-01-01,3\n",
    f"{CANARY}.png": b"\x89PNG",
    f"{CANARY}/plan.png": b"\x89PNG",
    f".{CANARY}/hidden.md": "---\ntype: goal\n---\n",
    f"{CANARY}/.obsidian/app.json": "{}",
    f"{CANARY}/inner.md": "---\ntype: goal\n---\n",
}


def public_bytes(root: Path, out: Path, run: Run) -> dict[str, bytes]:
    """Everything a public build and a public export hand out, and what they say on the terminal."""
    built = run("build", root, "--out", out, *PUBLIC)
    told = run("build", root, "--out", out, *PUBLIC, "--json")
    exported = {form: run("export", form, root, *PUBLIC) for form in FORMS}
    assert {built.exit_code, told.exit_code, *(ran.exit_code for ran in exported.values())} == {0}, built.talk
    said = {"build": built.talk, "build --json": told.talk}
    said |= {f"export {form}": ran.talk for form, ran in exported.items()}
    assert json.loads(exported["json"].stdout)["audience"] == "public"
    return site_bytes(out) | {name: text.encode() for name, text in said.items()}


def site_bytes(out: Path) -> dict[str, bytes]:
    """A site with the names of its files, the manifest among them."""
    found = {path: one.content for path, one in record_whole(out).items()}
    assert "index.html" in found
    assert ".milepost/manifest.json" in found
    return found


def leaks(found: Mapping[str, bytes], word: str = CANARY) -> list[str]:
    """Where a word stands that must not, with what stands around it."""
    places = [f"file name {path}" for path in found if word in path.lower()]
    for path, content in found.items():
        text = content.decode("utf-8", "replace")
        at = text.lower().find(word)
        if at >= 0:
            places.append(f"{path}: …{text[max(at - 60, 0) : at + 60]}…")
    return places


@pytest.mark.parametrize(
    "settings", ["", SHOW_ALL, "[publish]\nowners = false\n"], ids=["plain", "show all", "nameless"]
)
def test_not_a_word_of_a_withheld_note_reaches_the_public(
    vault: Vaults, run: Run, tmp_path: Path, settings: str
) -> None:
    """Linked, embedded, depended on, parent and child of public notes, and everywhere in comments."""
    root = vault(OPEN | HIDDEN | {"milepost.toml": f'ignore = ["{CANARY} settings"]\n{settings}'})

    found = public_bytes(root, tmp_path / "out", run)

    assert leaks(found) == []
    site = BuiltSite(tmp_path / "out")
    assert site.broken_links() == []
    assert [fault for page in site.pages.values() for fault in faults(page)] == []
    assert {"goals/garden.html", "goals/paths.html"} == {path for path in site.pages if path.startswith("goals/")}


def test_the_canary_would_be_found(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """The same vault, for its author: the word is in nearly every file, so the test above can fail."""
    root = vault(OPEN | HIDDEN)
    assert run("build", root, "--out", tmp_path / "out", *DAY).exit_code == 0

    found = site_bytes(tmp_path / "out")

    assert len(leaks(found)) > len([path for path in found if path.endswith(".html")])


def test_what_is_published_is_there(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """Words of links, cover letters, published people, progress and edges among published notes."""
    root = vault(OPEN | HIDDEN)
    run("build", root, "--out", tmp_path / "out", *PUBLIC)
    site = BuiltSite(tmp_path / "out")
    goals = {goal["id"]: goal for goal in json.loads(run("export", "json", root, *PUBLIC).stdout)["goals"]}
    garden = goals["Goals/Garden"]
    words = site["goals/garden.html"].words

    assert "Dear readers." in site["index.html"].words
    assert (garden["children"], garden["parents"], garden["depends_on"]) == (["Goals/Paths"], [], ["Goals/Paths"])
    assert (garden["done_count"], garden["total_count"], garden["owner"]) == (1, 12, "Ann")
    assert garden["milestones"][4]["approver"] == "Ben"
    assert [each["title"] for each in garden["milestones"]] == [
        "Ask everybody",
        "Ask",
        "Lay the paths with the family",
        "Water well",
        "Plant",
        "Read [the docs at](https://example.org/docs) first https://a.org/,",
        "See https://a.org| 見 https://a.org<br>",
        "milestone",
        "Wait ⛔ 🆔",
        "Look it up x",
        "Harvest it",
    ]
    shown_words = ("We do it for the family", "see the costs", "Ask everybody", "For the family", "#open")
    for shown in (*shown_words, "It costs and, ; [kept:: as code] . Here, Paths", "Weeds", "so it is"):
        assert shown in words, shown
    assert "paths.html" in [link.attrib.get("href") for link in site["goals/garden.html"].named("a")]


def test_a_link_to_a_withheld_note_shows_what_was_typed(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """Without words of its own a link shows its target, as text; there is nothing to follow."""
    note = (
        "---\ntype: goal\npublish: true\n---\nSee [[Notes/Secret#Costs]].\n\n- [ ] [[Secret]]\n- [ ] Ask [[Secret]]\n"
    )
    root = vault({"Open.md": note, "Notes/Secret.md": "---\ntype: goal\n---\n# Hush\n"})
    run("build", root, "--out", tmp_path / "out", *PUBLIC)
    page = BuiltSite(tmp_path / "out")["goals/open.html"]

    text = " ".join("".join(page.tree.itertext()).split())

    assert "See Notes/Secret > Costs." in text
    assert "Ask Secret" in text
    assert not [link for link in page.addresses() if "secret" in link.lower()]
    assert "Hush" not in page.text


def test_words_of_pictures_and_html_hide_as_much_as_others(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """No rule of Markdown has read these: comments, links, addresses and own keys stand in them as they were typed."""
    private = (
        "see file:///hush",
        "see %% hush %%",
        "see [mood:: hush two]",
        "see [[hush|nice]] words",
        "x file&#58;///hush y",
    )
    typed = [f"![{words} here]({at})" for words in private for at in ("pic.png", "https://k.example/x.png")]
    body = "\n\n".join([*typed, "![[pic.png|see file:///hush here]]", "<div>[[hush|words]]</div>"])
    boxes = "".join(f"- [ ] {number} {picture}\n" for number, picture in enumerate(typed))
    root = vault(
        {
            "a.md": f"---\ntype: goal\npublish: true\n---\n# Goal\n\n{body}\n\n{boxes}",
            "hush.md": "---\ntype: goal\n---\n",
            "pic.png": "x",
        }
    )
    out = tmp_path / "site"

    run("build", root, "--out", out, *PUBLIC)

    pages = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert [path.name for path, content in pages.items() if b"hush" in content] == []
    page = pages[out / "goals" / "a.html"]
    assert page.count(b'alt="see here"') == 4
    assert b"nice words here" in page
    assert b"&lt;div&gt;words&lt;/div&gt;" in page


def test_what_was_read_as_text_or_lies_within_marks_is_hidden_too(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """Code alone is shown as it was typed."""
    typed = (
        'in <b title="[[hush|words]]">html</b> kept',
        "a [[Other %% hush %%]] kept",
        "a [[Other %% hush %%|name]] kept",
        "a @[[x [w](hush.md) y]] kept",
        "see **file**:///hush/x kept",
        "mail message:%3Chush@mail%3E kept",
    )
    boxes = "".join(f"- [ ] {number} {text}\n" for number, text in enumerate(typed))
    body = "\n\n".join([*typed, "<div>[w](hush.md)</div>", "`[[code|w]] %% here %%` stays"])
    root = vault(
        {
            "a.md": f"---\ntype: goal\npublish: true\n---\n# Goal\n\n{body}\n\n{boxes}",
            "hush.md": "---\ntype: goal\n---\n",
        }
    )
    out = tmp_path / "site"

    run("build", root, "--out", out, *PUBLIC)

    pages = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert [path.name for path, content in pages.items() if b"hush" in content] == []
    page = pages[out / "goals" / "a.html"]
    assert b"&lt;div&gt;w&lt;/div&gt;" in page
    assert b"<code>[[code|w]] %% here %%</code> stays" in page
    assert b"see kept" in page


def test_a_note_that_waits_for_a_withheld_one_waits_for_nothing(vault: Vaults, run: Run) -> None:
    """Nor is it held up, at risk or off track for it."""
    held = (
        "---\ntype: goal\npublish: true\ndue: 2027-01-01\ndepends_on: '[[Secret]]'\n---\n- [ ] a ⛔ nobody\n- [x] b\n"
    )
    root = vault({"Open.md": held, "Secret.md": "---\ntype: goal\nstatus: dropped\n---\n"})
    (private,) = [goal for goal in _goals(run, root, *DAY) if goal["id"] == "Open"]
    (public,) = _goals(run, root, *PUBLIC)

    assert private["dead_blocked"] is True
    assert private["health"] == "off_track"
    assert (public["dead_blocked"], public["blocked"], public["depends_on"]) == (False, False, [])
    assert public["health"] != "off_track"


def _goals(run: Run, root: Path, *options: str) -> list[dict[str, Any]]:
    done = run("export", "json", root, *options)
    assert done.exit_code == 0, done.talk
    found: list[dict[str, Any]] = json.loads(done.stdout)["goals"]
    return found


def test_only_attachments_that_published_pages_show_are_public(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """Not those of withheld notes, also where a published one embeds them, nor what a comment or a key names."""
    shown = "![[shown.png]] %% ![[commented.png]] %% <!-- ![[commented.png]] -->\n![[Secret]] ![[Friend#Part]]\n"
    root = vault(
        {
            "Open.md": f"---\ntype: goal\npublish: true\ncover: '[[keyed.png]]'\n---\n{shown}\n- [ ] a [[paper.pdf]]\n",
            "Secret.md": "---\ntype: goal\nparent: '[[Open]]'\n---\n![[secret.png]] ![[shown.png]]\n",
            "Friend.md": "---\npublish: true\n---\n![[elsewhere.png]]\n\n## Part\n\n![[friend.png]]\n",
            "Letter.md": "---\ntype: report\n---\n![[letter.png]]\n",
            **{
                f"{name}.png": b"png"
                for name in ("shown", "secret", "commented", "keyed", "elsewhere", "friend", "letter")
            },
            "paper.pdf": b"pdf",
        }
    )

    assert run("build", root, "--out", tmp_path / "site", *PUBLIC).exit_code == 0

    assert sorted(path.name for path in (tmp_path / "site" / "files").iterdir()) == [
        "friend.png",
        "paper.pdf",
        "shown.png",
    ]


CHANGES: dict[str, dict[str, Content | None]] = {
    "all withheld notes deleted": dict.fromkeys(HIDDEN),
    "one changed": {f"{CANARY}/{CANARY} estate.md": "---\ntype: goal\nid: other\n---\n- [x] all of it\n"},
    "one renamed": {f"{CANARY} mission.md": None, "Goals/Estate.md": "---\ntype: mission\n---\n"},
    "one added beside": {
        "Goals/Garden 2.md": "---\ntype: goal\nparent: '[[Garden]]'\ntitle: The garden\n---\n- [x] a\n"
    },
    "a twin by name": {"A/Paths.md": "---\ntype: goal\n---\n", "Paths.md": "---\ntype: goal\n---\n"},
    "a twin by id": {"Twin.md": "---\ntype: goal\nid: Goals/Garden\n---\n", "T.md": "---\nid: Garden\n---\n"},
    "another parent": {"Root.md": "---\ntype: goal\n---\n- [ ] [[Garden]]\n- [ ] [[Paths]]\n"},
    "more work for Ann": {"Ann's.md": "---\ntype: goal\nowner: Ann\n---\n" + "- [ ] a 📅 2026-03-02\n" * 9},
    "a milestone note": {"M.md": "---\ntype: milestone\nparent: '[[Paths]]'\n---\n"},
    "a refused flag": {"R.md": "---\ntype: goal\npublish: maybe\n---\n"},
    "a broken note": {"B.md": b"\xff\xfe\x00", "C.md": "---\n: : :\n---\n"},
    "other files": {
        "pic.png": b"\x89PNG",
        "Goals/data.csv": "date,value\n",
        ".trash/x.md": "",
        "node_modules/x.md": "",
    },
    "a comment about it": {"N.md": "%% [[Garden]] %%"},
}


@pytest.mark.parametrize("settings", ["", SHOW_ALL], ids=["plain", "show all"])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_becomes_of_withheld_notes_changes_no_byte(
    *, vault: Vaults, run: Run, tmp_path: Path, change: Mapping[str, Content | None], settings: str
) -> None:
    """Changed, deleted, renamed or added: site, manifest and export are what they were."""
    root = vault(OPEN | HIDDEN | {"milepost.toml": settings})
    before = _handed_out(root, tmp_path / "before", run)
    vault.remove(root, *(path for path, content in change.items() if content is None))
    vault.write(root, {path: content for path, content in change.items() if content is not None})

    assert _handed_out(root, tmp_path / "after", run) == before


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_what_was_skipped_changes_no_byte(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """Links, hidden folders and notes that cannot be opened are nobody's business."""
    root = vault(OPEN)
    before = _handed_out(root, tmp_path / "before", run)
    (root / "link.md").symlink_to(root / "Letter.md")
    (root / "Goals" / "closed.md").write_text("x")
    (root / "Goals" / "closed.md").chmod(0)
    vault.settle(root)

    assert _handed_out(root, tmp_path / "after", run) == before


def _handed_out(root: Path, out: Path, run: Run) -> dict[str, bytes]:
    assert run("build", root, "--out", out, *PUBLIC).exit_code == 0
    return site_bytes(out) | {form: run("export", form, root, *PUBLIC).stdout.encode() for form in FORMS}


FLAGS = st.sampled_from(("", "publish: true", "publish: true", "publish: false", "publish: yes", "ignore: true"))


@given(files=vaults(), flags=st.lists(FLAGS, min_size=6, max_size=6), shows=st.booleans())
def test_random_withheld_notes_change_no_byte(files: dict[str, bytes], flags: list[str], *, shows: bool) -> None:
    """The public site of a vault is that of its published notes alone."""
    flagged = {path: _flagged(files[path], flag) for path, flag in zip(sorted(files), flags, strict=False)}
    everything = _public(flagged, shows=shows)
    alone = _public({path: flagged[path] for path in everything.documents}, shows=shows)

    assert data_json(everything.material, "milepost") == data_json(alone.material, "milepost")
    assert list(Session().site(everything)) == list(Session().site(alone))


def test_what_a_session_made_for_the_author_is_not_shown_to_strangers() -> None:
    """The same notes, first in full and then as strangers read them."""
    session = Session()
    files = {path: str(content).encode() for path, content in (OPEN | HIDDEN).items() if path.endswith(".md")}
    session.build(snapshot(files), Settings(), AS_OF)
    public = _public(files, shows=True, session=session)

    assert leaks({file.path: file.content for file in session.site(public)}) == []
    assert leaks({"export": json.dumps(data_json(public.material, "milepost")).encode()}) == []


@given(files=vaults(), flags=st.lists(FLAGS, min_size=6, max_size=6))
def test_a_session_may_serve_both_audiences(files: dict[str, bytes], flags: list[str]) -> None:
    """What it remembers of one never shows in the other."""
    flagged = {path: _flagged(files[path], flag) for path, flag in zip(sorted(files), flags, strict=False)}
    session = Session()
    session.build(snapshot(flagged), Settings(), AS_OF)

    assert _public(flagged, shows=True, session=session) == _public(flagged, shows=True)


def _flagged(content: bytes, flag: str) -> bytes:
    """A note with a line of front matter more."""
    if content.startswith(b"---\n"):
        return content.replace(b"---\n", f"---\n{flag}\n".encode(), 1)
    return f"---\n{flag}\n---\n".encode() + content


def _public(files: Mapping[str, bytes], *, shows: bool, session: Session | None = None) -> Build:
    show = ("smart", "problems", "pushes", "declared", "people") if shows else ()
    settings = replace(Settings(), publish=PublishSettings(audience="public", show=show))
    return (session or Session()).build(snapshot(files), settings, AS_OF, vault_name="vault")


STRICT = {
    "publish: true": True,
    "publish: true # yes": True,
    "Publish: true": True,
    "publish:   true": True,
    "'publish': true": True,
    "\ufeffpublish: true": False,
    "\u200bpublish: true": True,
    "publish: false": False,
    "publish: True": False,
    "publish: TRUE": False,
    "publish: yes": False,
    "publish: on": False,
    "publish: 1": False,
    'publish: "true"': False,
    "publish: 'true'": False,
    "publish: !!bool true": False,
    "publish: [true]": False,
    "publish: {a: true}": False,
    "publish:": False,
    "publish: ~": False,
    "publish: tr\u200bue": False,
    "publish: true\u200b": False,
    "publish: \uff54rue": False,
    "publish: true false": False,
    "publish: true\npublish: false": False,
    "publish: false\npublish: true": False,
    "publish: true\nPublish: false": False,
    "publish: true\nignore: true": False,
    "publish: true\nignore: perhaps": False,
    "publish: true\nowner: @me": False,
    "publish: true\ntitle: a: b": False,
    "publish: true\nwhy: 'open": False,
    "publish: &a true\nx: *a": False,
    "a:\n  publish: true": False,
    "# publish: true\nx: 1": False,
    "why: |\n  publish: true": False,
}
"""Front matter lines, and whether the note is published by them."""


@pytest.mark.parametrize(("lines", "is_public"), STRICT.items(), ids=ascii)
def test_the_flag_is_read_strictly(vault: Vaults, run: Run, lines: str, *, is_public: bool) -> None:
    """A plain true, and nothing that may be meant by anything else; whatever the settings include."""
    root = vault({"a.md": f"---\n{lines}\ntype: goal\n---\n", "b.md": "---\ntype: goal\npublish: true\n---\n"})

    assert [goal["id"] for goal in _goals(run, root, *PUBLIC)] == (["a", "b"] if is_public else ["b"])


@pytest.mark.parametrize(
    "lines",
    [
        lines
        for lines, is_public in STRICT.items()
        if not is_public and "a:\n" not in lines and "#" not in lines and "|" not in lines
    ],
    ids=ascii,
)
def test_a_glob_does_not_overrule_a_flag_in_doubt(vault: Vaults, run: Run, lines: str) -> None:
    """Neither a no, nor what is neither yes nor no, nor front matter that had to be recovered."""
    root = vault({"milepost.toml": '[publish]\ninclude = ["**"]\n', "a.md": f"---\n{lines}\ntype: goal\n---\n"})

    assert _goals(run, root, *PUBLIC) == []


def test_a_note_that_cannot_be_read_is_not_included(vault: Vaults, run: Run) -> None:
    """Whatever its flag may say; it is not even counted."""
    root = vault({"milepost.toml": '[publish]\ninclude = ["**"]\n', "a.md": b"---\npublish: true\n---\n\xff"})

    assert json.loads(run("export", "json", root, *PUBLIC).stdout)["vault"]["notes"] == 0


@pytest.mark.parametrize("before", ["", "\ufeff", "\u200b", "\ufeff\u200b", "\u2060"], ids=ascii)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=repr)
def test_what_stands_invisibly_before_front_matter_changes_nothing(
    vault: Vaults, run: Run, before: str, end: str
) -> None:
    """A byte order mark, a zero-width space; with any line ends."""
    head = "---\ntype: goal\npublish: {}\n---\n- [ ] x\n"
    root = vault(
        {
            "milepost.toml": '[publish]\ninclude = ["in/**"]\n',
            "yes.md": (before + head.format("true")).replace("\n", end),
            "no.md": (before + head.format("false")).replace("\n", end),
            "in/no.md": (before + head.format("false")).replace("\n", end),
        }
    )

    assert [goal["id"] for goal in _goals(run, root, *PUBLIC)] == ["yes"]


@pytest.mark.parametrize("above", ["\n", " ", "\t", "\n\n \n", "\u00a0\n", "\u2028"], ids=ascii)
def test_a_flag_below_blank_space_is_no_flag_but_no_yes_either(vault: Vaults, run: Run, above: str) -> None:
    """Front matter begins on the first line; who wrote the flag meant it all the same."""
    text = "---\ntype: goal\npublish: false\n---\n#goal\n"
    root = vault({"milepost.toml": '[publish]\ninclude = ["**"]\n', "a.md": above + text, "b.md": "#goal\n"})

    assert [goal["id"] for goal in _goals(run, root, *PUBLIC)] == ["b"]
    assert "publish-flag" in run("check", root, *DAY).stdout


@pytest.mark.parametrize("include", ["**", "Open", "Open/", "Open/**", "Open/*.md", "O*/a.md"])
def test_included_paths_are_published_unless_they_say_no(vault: Vaults, run: Run, include: str) -> None:
    """The same patterns as everywhere in the settings."""
    goal = "---\ntype: goal\n{}---\n"
    root = vault(
        {
            "milepost.toml": f'[publish]\naudience = "public"\ninclude = ["{include}"]\n',
            "Open/a.md": goal.format(""),
            "Open/b.md": goal.format("publish: false\n"),
            "Open/c.md": goal.format("ignore: true\n"),
            "Other/a.md": goal.format("publish: false\n"),
        }
    )

    assert [goal["id"] for goal in _goals(run, root, *DAY)] == ["Open/a"]


def test_the_settings_choose_the_audience_and_the_option_overrules_them(
    vault: Vaults, run: Run, tmp_path: Path
) -> None:
    """Of what is handed out only: `check`, `status` and the like answer the author."""
    root = vault(
        {
            "milepost.toml": '[publish]\naudience = "public"\n',
            "a.md": "---\ntype: goal\npublish: true\n---\n",
            "b.md": "---\ntype: goal\npublish: maybe\n---\n",
        }
    )
    run("build", root, "--out", tmp_path / "public", *DAY)
    run("build", root, "--out", tmp_path / "private", "--audience", "private", *DAY)

    assert "goals/b.html" not in BuiltSite(tmp_path / "public").pages
    assert "goals/b.html" in BuiltSite(tmp_path / "private").pages
    assert [goal["id"] for goal in _goals(run, root, "--audience", "private", *DAY)] == ["a", "b"]
    assert "b.md:3:10" in run("check", root, *DAY).stdout
    assert "b.md" in run("inspect", root, *DAY).stdout
    assert [goal["id"] for goal in json.loads(run("status", root, "--json", *DAY).stdout)["goals"]] == ["a", "b"]


def test_a_private_site_says_so_and_a_public_one_does_not(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """On every page, to people and to search engines."""
    root = vault(OPEN | HIDDEN)
    run("build", root, "--out", tmp_path / "private", *DAY)
    run("build", root, "--out", tmp_path / "public", *PUBLIC)

    for page in BuiltSite(tmp_path / "private").pages.values():
        assert "Private copy" in page.text
        assert '<meta name="robots" content="noindex">' in page.text
    for page in BuiltSite(tmp_path / "public").pages.values():
        assert "rivate copy" not in page.text
        assert "noindex" not in page.text


HELD_BACK = (
    "---\ntype: goal\npublish: true\nowner: Ann\nhealth: on track\nprogress: 90%\nmood: tired\ndue: 2025-12-01\n---\n"
)


def test_a_public_site_is_no_report_on_its_author(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """No problems, SMART lights, load or declared health, unless the settings name them; names by another setting."""
    root = vault({"a.md": HELD_BACK + "- [ ] one 📅 2026-03-03\n"})
    run("build", root, "--out", tmp_path / "out", *PUBLIC)
    data = json.loads(run("export", "json", root, *PUBLIC).stdout)
    site = BuiltSite(tmp_path / "out")
    text = "".join(page.text for page in site.pages.values())

    assert "problems.html" not in site.pages
    for hidden in ("problems", "Declared", "declared", "90 %", "tired", "SMART"):
        assert hidden not in text, hidden
    assert (data["diagnostics"], data["people"]) == ([], [])
    assert (data["goals"][0]["smart"], data["goals"][0]["declared_health"]) == (None, None)
    assert data["goals"][0]["owner"] == "Ann"

    vault.write(root, {"milepost.toml": '[publish]\nshow = ["declared", "smart", "people"]\n'})
    assert json.loads(run("export", "json", root, *PUBLIC).stdout)["diagnostics"] == []
    assert open_vault(root, date(2026, 3, 1), audience="public").material.sources == {}

    vault.write(root, {"milepost.toml": SHOW_ALL})
    run("build", root, "--out", tmp_path / "all", *PUBLIC)
    data = json.loads(run("export", "json", root, *PUBLIC).stdout)
    text = "".join(page.text for page in BuiltSite(tmp_path / "all").pages.values())
    assert "problems.html" in BuiltSite(tmp_path / "all").pages
    assert "tired" not in text
    assert data["diagnostics"]
    assert data["people"][0]["name"] == "Ann"
    assert data["goals"][0]["smart"] is not None
    assert data["goals"][0]["declared_health"] == "on_track"


@pytest.mark.parametrize(("settings", "is_told"), [("", False), ('"people", ', True)], ids=["problems", "and people"])
def test_problems_do_not_tell_of_people_by_the_way(vault: Vaults, run: Run, settings: str, *, is_told: bool) -> None:
    """Who is away or has too much to do is said where people are shown."""
    away = "---\ntype: person\npublish: true\naway: 2026-02-20..2026-03-20\n---\n"
    note = "---\ntype: goal\npublish: true\nowner: Ann\ndue: 2026-03-10\n---\n- [ ] one\n"
    root = vault({"milepost.toml": f"[publish]\nshow = [{settings}'problems']\n", "a.md": note, "Ann.md": away})
    data = json.loads(run("export", "json", root, *PUBLIC).stdout)

    assert ("owner-away" in [found["rule"] for found in data["diagnostics"]]) is is_told


def test_a_site_without_published_goals_says_no_more_than_that(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """To readers; the author is told what to write."""
    root = vault({"Folder/a.md": "---\ntype: goal\n---\n- [ ] x\n", ".hidden/b.md": ""})
    ran = run("build", root, "--out", tmp_path / "out", *PUBLIC)
    words = BuiltSite(tmp_path / "out")["index.html"].words

    assert words == "vault As of 1 Mar 2026 No goals yet"
    assert "publish: true" in ran.stderr


def test_a_flag_in_doubt_fails_a_strict_build(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """A note that its author meant to publish does not go missing silently."""
    root = vault({"a.md": "---\ntype: goal\npublish: true\n---\n", "b.md": "---\ntype: goal\npublish: yes\n---\n"})

    ran = run("build", root, "--out", tmp_path / "out", *PUBLIC, "--strict")

    assert ran.exit_code == 1
    assert "1 error" in ran.stderr
    assert "b.md" not in ran.talk


def test_a_link_to_a_withheld_note_is_no_error(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """The author's own `check` finds nothing wrong with it, so a strict public build does not either."""
    open_note = (
        "---\ntype: goal\npublish: true\ndue: 2027-01-01\nparent: '[[Secret]]'\ndepends_on: '[[Other]]'\n---\n- [ ] x\n"
    )
    root = vault({"a.md": open_note, "Secret.md": "---\ntype: goal\n---\n", "Other.md": "---\ntype: goal\n---\n"})

    assert run("check", root, *DAY).exit_code == 0
    assert run("build", root, "--out", tmp_path / "out", *PUBLIC, "--strict").exit_code == 0
