"""What a plan is called wherever its name stands."""

from milepost.model.said import say
from milepost.report.material import Material
from milepost.report.visible import visible


def plan_title(material: Material) -> str:
    """By its settings or its mission, else as its folder."""
    return visible(material.settings.title or material.plan.title or material.vault_name or say("Plan"))
