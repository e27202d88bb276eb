"""Whereabouts: on which page of a site a note is shown."""

from milepost.model.ids import VaultPath
from milepost.model.memo import Memo
from milepost.report.addresses import Addresses, goal_names
from milepost.report.material import Material


def page_of(material: Material, note: str) -> str:
    """The address, from the site's root, at which a note is shown; "" when it is not."""
    names = goal_names(material.plan, Memo(keeps=False))
    return Addresses(material.plan, material.documents, names).note(VaultPath(note))
