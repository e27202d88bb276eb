"""What each rule means, for the people who meet it: Markdown by rule name, printed by `docs/reference/rules/`.

Holds the rules that reading, settings and linking raise. A rule with a module of its own in `analysis.checks` is
explained by that module's docstring instead.
"""

from collections.abc import Mapping

from milepost.diagnostics.rulebook.fields import FIELD_RULES
from milepost.diagnostics.rulebook.links import LINK_RULES
from milepost.diagnostics.rulebook.notes import NOTE_RULES
from milepost.diagnostics.rulebook.settings import SETTING_RULES

RULEBOOK: Mapping[str, str] = {**NOTE_RULES, **FIELD_RULES, **LINK_RULES, **SETTING_RULES}
"""Each text opens with one sentence that says what was found; a worked example and what to do follow."""
