"""Rules about one field of the front matter or of a checklist line."""

from collections.abc import Mapping

FIELD_RULES: Mapping[str, str] = {
    "unknown-field": """\
A key looks like one that milepost knows, but is not spelt so.

**Why it matters.** The value is not used. Keys that resemble nothing are simply kept, without a message.

**Example.** `prioirty` is close to `priority`.

```yaml
prioirty: high
```

**What to do.** Correct the spelling. If the key is your own, tell milepost what it is called here, or silence
the rule for this note:

```toml
[fields]
prio = "priority"
```
""",
    "unknown-status": """\
The status is a word that milepost does not know.

**Why it matters.** The goal is treated as active.

**Example.**

```yaml
status: marinating
```

**What to do.** Use one of *proposed, planned, active, paused, done, missed, dropped* or one of their many
synonyms, or say what your word means:

```toml
[status]
marinating = "paused"
```
""",
    "unknown-symbol": """\
A box holds a character whose meaning is not settled, and is read as open. Each character is named once.

**Why it matters.** An unknown box is never counted as done.

**Example.**

```markdown
- [§] Sign the contract
```

**What to do.** Use `[ ]`, `[/]`, `[x]`, `[-]` or `[h]`. If the Tasks plugin defines the character in this
vault, its table is read and this message does not appear.
""",
    "invalid-number": """\
A field that needs a number, share or duration holds something else.

**Why it matters.** The field is not used; the rest of the note is.

**Example.**

```yaml
weight: heavy
confidence: 130%
estimate: soon
```

**What to do.** Write a plain number (`weight: 2`), a share (`confidence: 0.6` or `60%`) or a duration
(`estimate: 3d`, `2w`, `1mo`, `4h`).
""",
    "invalid-date": """\
Something shaped like a date is none, or a date field holds words.

**Why it matters.** milepost never guesses a date: `01/02/2026` is a different day for different people. The
field is not used, and the text stays where it is.

**Example.** November has thirty days.

```yaml
due: 2026-11-31
```

**What to do.** Write `YYYY-MM-DD`, or a period: `2026-W40`, `2026-09`, `2026-Q3`, `2026-H2`, `2026`,
`2026-09-01..2026-09-30`. If you do not know the day yet, `2026-xx-xx` says so without an error.
""",
    "duplicate-field": """\
The same field is given twice, and only one value is used; or two lines of a goal are a link to the same sub-goal or
milestone note.

**Why it matters.** Two answers to one question; the one that lost may be the one you meant. Of two lines
the first stands for what the link leads to, and the other counts as a milestone of its own.

**Example.** `due` and `deadline` are the same field. A field's own name beats its other spellings. On a
checklist line an emoji field beats a bracket field.

```markdown
- [ ] Send the letter 📅 2026-02-02 [due:: 2026-01-01]
```

**What to do.** Delete one of them.
""",
    "plugins-disagree": """\
A line is read differently by different Obsidian plugins, and milepost had to choose.

**Why it matters.** Your task list and this report could show different days.

**Example.** Two dates, one of them in the middle of the text. milepost takes the one at the end, as the Tasks
plugin does.

```markdown
- [ ] Write 📅 2026-01-01 and send 📅 2026-02-02
```

**What to do.** Keep one date on the line, at its end. Make the other part a line of its own.
""",
    "field-not-read": """\
Something looks like a field but is not read as one: it stays text.

**Why it matters.** A date that is not read is a date that nobody watches.

**Example.** On a checklist line a field needs brackets.

```markdown
- [ ] Send the letter due:: 2026-01-01
```

**What to do.** Write `[due:: 2026-01-01]` or `📅 2026-01-01`. In front matter the message means that the value
has not the type this key asks for; correct the value, or rename the key if it is your own.
""",
    "tasks-plugin-would-miss": """\
milepost reads this emoji field, but the Tasks plugin of Obsidian would not.

**Why it matters.** The plugin reads fields only at the end of a line. If you use both, they will differ.

**Example.** Text after the date.

```markdown
- [ ] Send 📅 2026-01-01 the letter
```

**What to do.** Move the field to the end of the line. If you do not use the plugin, set
`tasks-plugin-would-miss = "off"` under `[rules]`.
""",
    "recurrence-unread": """\
The text after 🔁 is no rule that milepost understands.

**Why it matters.** The line counts once, as if it did not recur, and the text stays in the title.

**Example.**

```markdown
- [ ] Water the plants 🔁 every week, then rest
```

**What to do.** Use a rule of the Tasks plugin: `every day`, `every 2 weeks`, `every month on the 1st`,
`every week on Monday`, with `when done` at the end if the next one counts from the day it was finished.
""",
}
