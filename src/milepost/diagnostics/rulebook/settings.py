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
A setting has a value of the wrong kind, or the settings file cannot be read.

**Why it matters.** The default is used instead of the value. If the file is not TOML at all, or both
`milepost.toml` and `[tool.milepost]` in `pyproject.toml` exist, no setting can be trusted.

**Example.**

```toml
week_start = "someday"
```

**What to do.** Write a value of the kind that the [settings page](../settings.md) names. Texts need quotes,
lists need brackets.
""",
}
