"""Rules about milepost.toml."""

from collections.abc import Mapping

SETTING_RULES: Mapping[str, str] = {
    "unknown-setting": """\
The settings file holds a key that milepost does not know.

**Why it matters.** The key does nothing.

**Example.**

```toml
gaols = ["Goals/**"]
```

**What to do.** The line and the nearest key are named. All keys are on the [settings page](../settings.md).
""",
    "invalid-setting": """\
A setting has a value of the wrong kind, two contradict each other, or the settings file cannot be read.

**Why it matters.** The default is used instead of a value of the wrong kind. If the file is not TOML at all, or both
`milepost.toml` and `[tool.milepost]` in `pyproject.toml` exist, no setting can be trusted.

**Example.**

```toml
week_start = "someday"
```

**What to do.** Write a value of the kind that the [settings page](../settings.md) names. Texts need quotes,
lists need brackets.
""",
    "low-contrast": """\
A colour of `[site.tokens]` is hard to see on what it stands on.

**Why it matters.** Text needs a contrast of 4.5 : 1 and edges 3 : 1 (WCAG 2.2), or people with weak eyes or in bright
sunshine cannot read it. Milepost's own colours hold that on every ground, in both schemes.

**Example.**

```toml
[site.tokens]
link = "#1a3fb0"  # on the dark page: 2.07 : 1
```

**What to do.** Take the colour that is named, or another one. Where a colour suits one scheme only, write it below
`[site.tokens.light]` or `[site.tokens.dark]`. Transparent colours, and `lab()`, `lch()`, `oklab()` and `hwb()`, are not
looked at.
""",
}
