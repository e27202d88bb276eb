"""The page a web server shows for an address that leads nowhere."""

from dataclasses import replace

from milepost.model.said import say
from milepost.report.around import Around
from milepost.report.crawlers import site_address
from milepost.report.frame import Framing
from milepost.report.pages.kinds import NotFoundPage


def not_found_page(around: Around, framing: Framing) -> NotFoundPage:
    """`404.html`. It is shown under any address, so its links start from the site's own where that is known."""
    head = framing.head("404.html", "missing", say("Page not found"), say("This page does not exist."))
    if base := site_address(around.material):
        head = replace(head, root=base)
    return NotFoundPage(head, say("There is no such page"))
