"""The small pools that edits of a desk draw from, and the plan it begins with."""

from collections.abc import Mapping

FOLDERS = ("", "Goals/", "Goals/Work/", "People/", "Templates/", "Shared/")
NAMES = ("Run", "Swim", "Grant", "Shop", "Site", "Beta", "Part", "Ana", "Bo", "Diary", "run", "Mission")
ANCHORS = ("", "", "", "#^b1", "#^b2", "#Launch", "#Build", "#Milestones")
LINKS = tuple(f"[[{name}{anchor}]]" for name in (*NAMES, "Nowhere") for anchor in dict.fromkeys(ANCHORS))
IDS = ("r", "s", "x1", "x2", "R-1")
TARGETS = (
    *(f'"{link}"' for link in LINKS),
    *IDS,
    '"[[Grant]] +5d"',
    '["[[Run]]", "[[Swim]]"]',
    '["[[Shop#^b1]]", r, x1]',
    '["[[Grant]]", "[[Shop]]"]',
    "Goals/Run",
)
DAYS = (
    "2025-06-01",
    "2026-06-01",
    "2026-08-01",
    "2026-08-14",
    "2026-08-15",
    "2026-08-18",
    "2026-08-19",
    "2026-08-20",
    "2026-08-21",
    "2026-08-28",
    "2026-09-10",
    "2026-Q4",
    "2026-12",
    "2027-06-30",
)
TITLES = ("Run", "Swim 2 km without a break", "Launch", "Improve", "Site", "R-1")
STATUSES = ("active", "planned", "proposed", "paused", "done", "missed", "dropped")
WORKERS = ("Ana", "Bo", "[Ana, Bo]", "'@ana'", "Cy")
PRIORITIES = ("highest", "high", "medium", "low")

FRONT: Mapping[str, tuple[str, ...]] = {
    "due": DAYS,
    "start": DAYS,
    "done": DAYS,
    "status": STATUSES,
    "parent": TARGETS,
    "depends_on": TARGETS,
    "carried_to": TARGETS,
    "carried_from": TARGETS,
    "id": IDS,
    "aliases": ("[Run]", "[Shop, other]", "Launch"),
    "title": TITLES,
    "type": ("goal", "objective", "key result", "habit", "mission", "milestone", "task", "person", "report", "own"),
    "owner": WORKERS,
    "with": WORKERS,
    "approver": ("Ana", "Bo", "Cy"),
    "priority": PRIORITIES,
    "metric": ("10 -> 60 km", "0 -> 24", "{target: 40}", "{baseline: 80, target: 75.0}", "{source: values.csv}", "km"),
    "baseline": ("0", "10", "10.0"),
    "target": ("20", "60", "60.00"),
    "current": ("12", "30", "30.0", "90"),
    "direction": ("increase", "decrease", "at_least", "at_most"),
    "estimate": ("1d", "3d", "2w", "14d"),
    "health": ("on track", "at risk", "off track"),
    "cadence": ("weekly", "monthly"),
    "weight": ("0", "1", "1.0", "3", "50%"),
    "level": ("objective", "key result"),
    "kind": ("milestone", "metric", "binary", "ongoing"),
    "rollup": ("children", "leaves", "sum"),
    "ordered": ("true", "false"),
    "key": ("true", "false"),
    "started_credit": ("0.5", "0.50"),
    "commitment": ("committed", "aspirational"),
    "why": ("it matters", "for fun"),
    "done_when": ("it is done",),
    "area": ("Health", "Work"),
    "tags": ("[a, b]", "goal"),
    "needs": ("[swimming]", "[python, sewing]"),
    "skills": ("[swimming]", "[python]"),
    "interests": ("[sewing]", "[run]"),
    "away": ("[2026-08-24..2026-09-04]", "[2026-09]"),
    "capacity": ("1", "2", "2.0", "5"),
    "score": ("0.7", "0.70"),
    "confidence": ("0.5", "50%"),
    "progress": ("30", "30.0"),
    "horizon": ("short", "long"),
    "cycle": ("2026-Q3", "2026"),
    "publish": ("true", "false", "maybe"),
    "ignore": ("true", "false", "perhaps"),
    "colour": ("red", "{{date}}"),
}

OFTEN = ("due", "start", "status", "done", "estimate", "priority", "owner", "parent", "depends_on", "type")
"""Fields that others look at."""

LINES = (
    "",
    "- [ ] Launch",
    "- [ ] Launch ^b1",
    "- [x] Build ✅ 2026-08-10 ^b2",
    "- [ ] Build 📅 2026-09-10",
    "  - [ ] part",
    "  - [x] part ✅ 2026-08-12",
    "    - [/] deep",
    "- [/] half [estimate:: 3d]",
    "- [-] gone ^b1",
    "- [ ] named 🆔 x1",
    "- [x] named 🆔 x2 ✅ 2026-07-30",
    "- [ ] short [estimate:: 2d] 🆔 x1",
    "- [ ] then [estimate:: 3d] ⛔ x1",
    "- [ ] then [estimate:: 3d] ⛔ x1 📅 2026-08-21",
    "- [ ] long [estimate:: 100d] 📅 2026-08-20",
    "- [ ] waits ⛔ x1",
    "- [ ] waits ⛔ x2 📅 2026-08-20",
    "- [ ] waits [depends_on:: [[Run#^b1]]]",
    "- [ ] waits [depends_on:: [[Shop#Launch]], r]",
    "  - [ ] waits below [depends_on:: [[Swim]]]",
    "- [ ] heavy [weight:: 3] ⏫",
    "- [ ] light [weight:: 50%] 🔽",
    "- [ ] hers [owner:: Ana] 📅 2026-08-28",
    "- [ ] hers 👤 @Bo [needs:: sewing] 📅 2026-08-28",
    "- [ ] begun 🛫 2026-08-20 📅 2026-08-28",
    "- [ ] every week 🔁 every week 📅 2026-08-20",
    "- [ ] counted [metric:: 0 -> 10 km] [value:: 4]",
    "- [ ] [[Swim]]",
    "- [x] [[Site]]",
    "- [ ] [[Beta]]",
    "- [ ] [[Grant#^b1]]",
    "1. [ ] first",
    "2. [ ] second [estimate:: 2d]",
    "3. [ ] third 📅 2026-12-01",
    "1. [ ] [[Site]]",
    "## Milestones",
    "## Key results",
    "### Phase 1",
    "### Launch 📅 2026-09-01",
    "# Launch",
    "## Check-ins",
    "- 2026-08-10: 24 km [health:: off track] too slow",
    "- 2026-08-14: 30 [health:: on track] well",
    "- 2026-07-01: 12 [health:: paused]",
    "## Decisions",
    "- 2026-08-02: moved the date",
    "## Wins",
    "- #win first kilometre",
    "## Review",
    "It went well.",
    "See [[Run]], [[Diary]] and [[Nowhere]], [a table](values.csv), ![[photo.png]].",
    "<!-- milepost-ignore no-due-date -->",
    "<!-- milepost-ignore unknown-link -->",
    "#goal",
    "words",
)

SETTINGS: Mapping[str, tuple[str, ...]] = {
    "started_credit": ("started_credit = 0.5", "started_credit = 1"),
    "holidays": ("holidays = [2026-08-24, 2026-09-07]", "holidays = [2026-08-18]", "holidays = [2026-11-02]"),
    "calendar_days": ("calendar_days = true", "calendar_days = false"),
    "title": ('title = "Ours"',),
    "goals": ('goals = ["Goals/**"]', 'goals = ["Goals/Work/*.md"]'),
    "milestone_headings": ('milestone_headings = ["Key results"]',),
    "check_in_headings": ('check_in_headings = ["Decisions"]',),
    "fiscal_year_start": ("fiscal_year_start = 4",),
    "z.types": ('[types]\nown = "goal"', '[types]\nown = "milestone"', '[types]\nobjective = "task"'),
    "z.fields": ('[fields]\ncolour = "owner"', '[fields]\ncolour = "title"'),
    "z.rules": (
        '[rules]\nno-due-date = "off"\nunknown-link = "error"',
        '[rules]\nvague-title = "warning"',
        '[rules]\nno-such-rule = "off"',
    ),
    "z.health": ('[health]\nmeasure = "ratio"\nat_risk = 0.9', "[health]\nat_risk = -0.5"),
    "z.publish": (
        '[publish]\naudience = "public"',
        '[publish]\naudience = "public"\nowners = false\nshow = ["people"]\ninclude = ["Goals/**"]',
    ),
    "z.site": (
        '[site]\nlogo = "photo.png"\nnav = ["roadmap", { text = "Wiki", href = "https://example.org/" }]',
        '[site]\ntokens = { link = "#aa0000", dark = { link = "red" } }\nnav = [{ text = "A", href = "obsidian://a" }]',
    ),
}

TABLES = (
    "date,value\n2026-07-01,12\n2026-08-01,20\n",
    "date,value\n2026-07-01,12\n2026-08-01,20\n2026-08-14,33\n",
    "date,value\n2026-07-01,twelve\n",
    "2026-08-14;1\n",
)

FIRST_PLAN: Mapping[str, str] = {
    "Goals/Mission.md": "---\ntype: mission\n---\n# Stay well\n",
    "Goals/Run.md": (
        '---\ntype: goal\nid: r\nparent: "[[Mission]]"\nowner: Ana\nstart: 2026-06-01\ndue: 2026-12-01\n'
        "priority: high\n---\n# Run 10 km\n\n## Milestones\n"
        "- [x] Run 5 km ✅ 2026-07-01\n- [ ] Launch 📅 2026-08-28 ^b1\n  - [ ] shoes\n- [ ] Build 🆔 x1\n"
    ),
    "Goals/Swim.md": (
        '---\ntype: goal\nparent: "[[Run]]"\ndepends_on: "[[Shop#^b2]]"\ndue: 2026-10-01\nowner: Bo\n---\n'
        "- [ ] first lesson [estimate:: 2d]\n- [ ] a pool ⛔ x1\n"
    ),
    "Goals/Grant.md": (
        "---\ntype: goal\nmetric:\n  baseline: 10\n  target: 60\n  unit: km\n  source: values.csv\n"
        "due: 2026-11-30\nstart: 2026-06-01\n---\n- [ ] Write it ^b1\n\n## Check-ins\n"
        "- 2026-08-10: 24 km [health:: at risk] rain\n"
    ),
    "Goals/Work/Shop.md": (
        "---\ntype: goal\ndue: 2026-12-31\nrollup: children\n---\n## Milestones\n### Phase 1\n"
        "1. [ ] Rent a room [estimate:: 1w]\n2. [ ] [[Site]] ^b2\n3. [ ] Launch 📅 2026-12-20 ^b1\n- [ ] [[Beta]]\n"
    ),
    "Goals/Work/Site.md": (
        "---\ntype: goal\nid: s\npriority: low\nowner: Ana\n---\n- [x] Draw it ✅ 2026-07-10\n- [x] Write it "
        "✅ 2026-07-20\n- [x] Read it ✅ 2026-08-01\n- [/] Put it up ^b2\n"
    ),
    "Goals/Work/Old.md": "---\ntype: goal\nstatus: dropped\ndone: 2026-07-01\n---\n- [ ] never 🆔 x2\n- [x] before\n",
    "Beta.md": '---\ntype: milestone\nparent: ["[[Shop]]", "[[Grant]]"]\ndue: 2026-10-10\n---\n- [ ] ask ten people\n',
    "Part.md": '---\ntype: task\nparent: "[[Beta]]"\ndepends_on: s\n---\n',
    "People/Ana.md": "---\ntype: person\ncapacity: 2\nskills: [swimming]\naway: [2026-08-24..2026-09-04]\n---\n",
    "People/Bo.md": "---\ntype: person\ncapacity: 1\ninterests: [sewing]\n---\n",
    "Diary.md": "A day with [[Run]] and [[Ana]].\n",
    "values.csv": TABLES[0],
    "photo.png": "not really",
}

CHAIN: Mapping[str, str] = {
    "Run.md": "---\ntype: goal\n---\n- [ ] short [estimate:: 2d] 🆔 x1\n- [ ] then [estimate:: 3d] ⛔ x1\n- [ ] last\n",
    "Swim.md": '---\ntype: goal\ndepends_on: "[[Run]]"\n---\n- [ ] long [estimate:: 5d] ^b1\n- [ ] other\n',
    "Grant.md": '---\ntype: goal\ndepends_on: "[[Swim#^b1]]"\n---\n1. [ ] first\n2. [ ] [[Site]] ^b2\n3. [ ] third\n',
    "Site.md": "---\ntype: goal\n---\n- [ ] Draw it\n",
    "Shop.md": '---\ntype: goal\ndepends_on: "[[Grant#^b2]]"\nowner: Ana\n---\n- [ ] Launch [estimate:: 1d]\n',
    "Beta.md": '---\ntype: milestone\nparent: ["[[Shop]]", "[[Swim]]"]\n---\n',
}
"""Fewer notes, without a date: all of them hang together."""
