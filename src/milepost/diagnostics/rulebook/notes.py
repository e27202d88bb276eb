"""Rules about a note or a vault as a whole."""

from collections.abc import Mapping

NOTE_RULES: Mapping[str, str] = {
    "unreadable-note": """\
A note could not be read at all: it is not UTF-8 text, holds a NUL byte, is larger than 2 MB, or the system
refused it.

**Why it matters.** Nothing in this note is counted. Every other note is.

**Example.** A note saved by an old editor as Windows-1252: the first byte that is no UTF-8 is named by its
place.

```
Goals/Café.md:1:1 error unreadable-note: The note is not UTF-8: byte 0xe9 at offset 41.
```

**What to do.** Save the note as UTF-8 (in most editors: *Save with encoding*). If it is no note at all, keep it
out with `ignore = ["…"]` in `milepost.toml`. A note over 2 MB is better split.
""",
    "unreadable-front-matter": """\
A line of the front matter is not YAML that milepost can read.

**Why it matters.** The rest of the front matter is still used: every `key: value` line, and every key with a
list below it, that can be understood by itself. The line that is named is not used. A note whose front matter
had to be recovered this way never appears on a public site.

**Example.** YAML gives `@`, `: ` and tabs a meaning of their own.

```yaml
---
type: goal
owner: @ana
title: Garden: phase two
---
```

**What to do.** Put quotes round the value:

```yaml
owner: "@ana"
title: "Garden: phase two"
```
""",
    "publish-flag": """\
`publish` or `ignore` is something else than a plain `true` or `false`.

**Why it matters.** These two decide who may read a note. A word that could be meant either way is not guessed:
the note is kept out of the public site until the flag is clear.

**Example.**

```yaml
publish: yes
```

The same is said of two answers that differ, and of a flag between `---` lines that do not begin on the first line of
the note, where no front matter is read.

**What to do.** Write `publish: true` or `publish: false`, once, without quotes, in front matter at the very top.
""",
    "template-note": """\
A note is a template: it lies in a folder of templates, or its front matter holds marks that nobody has filled in.

**Why it matters.** Such a note is read, but makes no goal and is no target of a link. As that is what templates are
for, `check` says nothing about it; `milepost inspect` shows the note with the reason.

**Example.**

```yaml
type: goal
due: "{{date}}"
```

**What to do.** Nothing, if it is a template. If it is a goal made from one, fill the marks in.
""",
    "nesting-cut": """\
Something is nested deeper than milepost follows, and what lies below was not read.

**Why it matters.** Boxes inside it are not counted. The limit (99 list levels, 20 levels of inline markup)
keeps a broken note from stopping everything.

**Example.** A file of ten thousand `>` signs, or a list indented a hundred times.

**What to do.** A list this deep is almost always an accident of pasting: indent it less, or move the inner part
into a note of its own and link it.
""",
    "empty-vault": """\
The folder holds no note that could be read as a goal, or no note at all.

**Why it matters.** There is nothing to report on. The site is still built; it says which folders were searched.

**Example.** `milepost check` in the wrong folder.

**What to do.** Name the folder: `milepost check path/to/vault`. If it is the right one, write a first goal with
`milepost new goal "Run 10 km"`, or say which notes are goals with `goals = ["Plans/**"]` in `milepost.toml`.
""",
}
