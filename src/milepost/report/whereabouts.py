"""Whereabouts: on which page of a site a note is shown."""

from milepost.model.ids import VaultPath
from milepost.report.addresses import Addresses
from milepost.report.material import Material
from milepost.report.names import output_names


def page_of(material: Material, note: str) -> str:
    """The address, from the site's root, at which a note is shown; "" when it is not."""
    names = output_names(material.plan.goals.values())
    return Addresses(material.plan, material.documents, names).note(VaultPath(note))
