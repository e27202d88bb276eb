"""The badge: how far a plan is and how it stands, in a few words, for a README (`export badge`)."""

from collections import Counter
from collections.abc import Mapping
from unicodedata import east_asian_width

from milepost.config.contrast import OURS
from milepost.model.frozen import frozen
from milepost.model.ids import GoalId
from milepost.report.around import Around
from milepost.report.jsonable import Json
from milepost.report.pages.parts import Badge
from milepost.report.plan_title import plan_title
from milepost.report.wording import counted, percent

MOST_LABEL = 40
_TONES = ("done", "on-track", "at-risk", "off-track", "not-started", "paused")
COLOURS: Mapping[str, str] = {tone: OURS["light"][tone] for tone in _TONES} | {"plain": OURS["light"]["ink-2"]}
"""The tones of the light theme: a picture that others show knows no style sheet."""

_GRAVEST = ("off-track", "at-risk", "on-track", "plain", "not-started", "paused", "done")
_TENTHS, _WIDE_TENTHS, _ROOM = 66, 120, 10


@frozen
class PlanBadge:
    """Two fields side by side, in pixels: the plan's name, and the message on a colour."""

    label: str
    message: str
    colour: str
    label_width: int
    width: int


def plan_badge(around: Around) -> PlanBadge:
    """`Our plan | 42 %, on track`."""
    words, tone = _standing(around)
    progress = around.analysis.progress
    message = ", ".join(part for part in (percent(progress) if progress is not None else "", words) if part)
    title = plan_title(around.material)
    label = title if len(title) <= MOST_LABEL else f"{title[: MOST_LABEL - 1].rstrip()}…"
    left, right = _width(label), _width(message)
    return PlanBadge(label, message, COLOURS[tone], left, left + right)


def badge_json(badge: PlanBadge) -> Json:
    """The same for shields.io: its endpoint schema."""
    return {
        "schemaVersion": 1,
        "label": badge.label,
        "message": badge.message,
        "color": badge.colour.removeprefix("#"),
    }


def _standing(around: Around) -> tuple[str, str]:
    return around.once("standing in a badge", lambda: _standing_of(around))


def _standing_of(around: Around) -> tuple[str, str]:
    """The word for all open goals, or how many of them are on track; and the tone of the gravest."""
    goals, facts = around.plan.goals, around.analysis.goals

    def own(name: GoalId, _known: object) -> Badge | None:
        return around.badge(name) if facts[name].outcome == "open" and not goals[name].is_mission else None

    found = around.memo.sweep("badge", around.plan.listed, (goals, facts, around.analysis.healths), own)
    badges = Counter(badge for badge in found.values() if badge is not None)
    if not badges:
        return ("all closed", "done") if around.listed else ("no goals yet", "not-started")
    if len(badges) == 1:
        return _of(next(iter(badges)))
    total = badges.total()
    well = sum(count for badge, count in badges.items() if badge.tone == "on-track")
    return f"{well:,} of {counted(total, 'goal')} on track", min((badge.tone for badge in badges), key=_GRAVEST.index)


def _of(badge: Badge) -> tuple[str, str]:
    return badge.word, badge.tone


def _width(text: str) -> int:
    """About as wide as a reader's sans serif sets it; the picture is drawn to fit."""
    tenths = sum(_WIDE_TENTHS if east_asian_width(each) in "WF" else _TENTHS for each in text)
    return tenths // 10 + 2 * _ROOM
