"""Publisher: from a build's material to the files of the site. Loads the theme once."""

from milepost.model.rim import RenderedFile
from milepost.report.material import Material


class Publisher:
    """Holds the theme, with its compiled templates, between builds. Nothing is loaded before a site is asked for."""

    def __init__(self) -> None:
        self._theme: object = None

    def publish(self, material: Material) -> tuple[RenderedFile, ...]:
        """Every file of the site, in path order."""
        raise LookupError(material.vault_name)
