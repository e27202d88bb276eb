"""Who has a page of their own, and what it is called; none on a public site that may not name people."""

from collections.abc import Mapping, Sequence

from milepost.model.goal import Person
from milepost.model.ids import fold, slug
from milepost.report.material import Material
from milepost.report.names import address, distinct_names
from milepost.report.natural import natural

FOLDER = "people/"


def people_shown(material: Material) -> Sequence[Person]:
    """Everybody who answers for a goal or has something open, by name; nobody where that is less than two people."""
    if not material.shows("people"):
        return ()
    known = material.analysis.people
    found = [
        one for one in material.plan.people if one.id in known and (known[one.id].goals or known[one.id].open_items)
    ]
    return sorted(found, key=lambda one: natural(one.name)) if len(found) > 1 else ()


def person_files(people: Sequence[Person]) -> Mapping[str, str]:
    """The path of each person's page, as the file is called, by person id."""
    names = distinct_names({one.id: (slug(one.id.rpartition("/")[2]), one.id) for one in people}, "person")
    return {own: f"{FOLDER}{name}.html" for own, name in names.items()}


def people_pages(material: Material) -> Mapping[str, str]:
    """The address of each person's page, by person id."""
    return {own: address(file) for own, file in person_files(people_shown(material)).items()}


def person_addresses(people: Sequence[Person], pages: Mapping[str, str]) -> Mapping[str, str]:
    """The address of a person's page by every spelling of the name, as names compare."""
    found: dict[str, str] = {}
    if pages:
        for person in people:
            for name in (person.name, *person.aliases):
                found.setdefault(fold(name), pages.get(person.id, ""))
    return found
