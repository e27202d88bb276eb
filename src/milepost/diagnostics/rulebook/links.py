"""Rules about links, ids and the edges they make."""

from collections.abc import Mapping

LINK_RULES: Mapping[str, str] = {
    "unknown-link": """\
A link names a note, heading or block that does not exist in this vault.

**Why it matters.** In `parent`, `depends_on` or a linked milestone an edge of the plan is missing (error). In
the text of a goal it is only a dead link (information).

**Example.**

```yaml
parent: "[[Fredom 2030]]"
```

**What to do.** The nearest name is suggested; correct the link, or write the note. Notes that `ignore` keeps
out and notes in template folders are no targets.
""",
    "ambiguous-link": """\
Several notes answer to this link, and the nearest one was taken.

**Why it matters.** The plan may hang on another note than the one you mean.

**Example.** `Work/Budget.md` and `Home/Budget.md` exist.

```yaml
depends_on: "[[Budget]]"
```

**What to do.** Write the folder as well: `[[Home/Budget]]`. All candidates are named, the one taken first.
""",
    "dependency-cycle": """\
Goals or milestones wait for each other in a circle.

**Why it matters.** None of them can ever start. One edge of the circle is left out so that everything else can
be computed; always the same one. Where one of them is done or was given up there is no circle: what is closed waits
for nothing.

**Example.** *Paint* depends on *Move in*, *Move in* depends on *Paint*.

**What to do.** The message names the whole circle. Remove the edge that is not true. Often one of the goals is
two: split it, and let only one half wait.
""",
    "parent-cycle": """\
Goals are part of each other in a circle.

**Why it matters.** A goal that is its own ancestor has no share in anything. One edge is left out so that the
rest can be computed; always the same one.

**Example.** *Health* has the parent *Running*, and *Running* has the parent *Health*.

**What to do.** The message names the whole circle. Decide which of them is the larger goal, and delete its
`parent`.
""",
    "duplicate-id": """\
Two or more notes claim the same `id`.

**Why it matters.** A link to the id could mean either, so neither gets it: all of them go by their paths until
the id is unique.

**Example.** A note that was copied with its front matter.

```yaml
id: marathon
```

**What to do.** Change or delete the `id` in all notes but one.
""",
    "several-parents": """\
A goal is part of more than one goal.

**Why it matters.** Each of them counts it. That may be what you mean; it may also be a link that was left over, or a
milestone line in another note that stands for this goal.

**Example.** The note says `parent: "[[Health]]"`, and in the note *2026* stands:

```markdown
- [ ] [[Run 10 km]]
```

**What to do.** Nothing, if both are meant. Otherwise delete one.
""",
}
