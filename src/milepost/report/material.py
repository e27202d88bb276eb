"""Material: everything the pages and exports of one build are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import field

from milepost.analysis.facts import Analysis
from milepost.config.settings import Settings
from milepost.diagnostics.problem import Diagnostic
from milepost.model.frozen import frozen
from milepost.model.ids import VaultPath
from milepost.model.plan import Plan
from milepost.model.repository import Repository
from milepost.model.rim import Size
from milepost.syntax.document import Document


@frozen
class Material:
    """One build's inputs. `documents` and `sources` hold every note that was read, goal or not.

    `diagnostics` are all of them, already silenced where the author asked for it, and `problems` the same by note.
    `vault_name` is the folder's name, `has_obsidian` whether the vault is one of Obsidian's, `repository` where it has
    its home on the web, `pictures` how large pictures are.
    """

    plan: Plan
    analysis: Analysis
    documents: Mapping[VaultPath, Document]
    sources: Mapping[VaultPath, bytes]
    diagnostics: tuple[Diagnostic, ...] = ()
    problems: Mapping[VaultPath, Sequence[Diagnostic]] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    vault_name: str = ""
    has_obsidian: bool = False
    repository: Repository | None = None
    pictures: Mapping[VaultPath, Size] = field(default_factory=dict)

    @property
    def is_private(self) -> bool:
        """Whether the site is for its author, not for strangers."""
        return self.settings.publish.audience != "public"

    def shows(self, what: str) -> bool:
        """Whether `smart`, `problems`, `pushes`, `declared` or `people` may be shown: on a private site all of them."""
        return self.is_private or what in self.settings.publish.show
