"""Session: from a Snapshot to a plan with its figures, the same function the first time and the thousandth."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from milepost.analysis.analyse import analyse
from milepost.analysis.facts import Analysis
from milepost.audience import PUBLIC, project
from milepost.config.settings import Settings
from milepost.diagnostics.findings import Found, found_at_once
from milepost.diagnostics.problem import Diagnostic
from milepost.graph.build import build_plan
from milepost.graph.loose_ends import without_loose_ends
from milepost.model.frozen import frozen
from milepost.model.ids import VaultPath
from milepost.model.memo import Memo
from milepost.model.plan import Plan
from milepost.model.rim import NO_THEME, ObsidianConfig, Snapshot, ThemeFiles
from milepost.report.material import Material
from milepost.report.public import for_strangers
from milepost.session.collection import paused_collection
from milepost.session.image import Kept
from milepost.session.notebook import Notebook
from milepost.session.published import Published
from milepost.session.reading import Hands, Reader
from milepost.session.records import Records
from milepost.session.severity import counts_of, settled
from milepost.session.store import Store
from milepost.syntax.document import Document


def with_vault_words(settings: Settings, obsidian: ObsidianConfig) -> Settings:
    """The settings with the vault's own checkbox symbols, Tasks filter and line breaks, which win over ours."""
    if not obsidian.present:
        return settings
    reading = replace(
        settings.reading,
        symbols={**settings.reading.symbols, **dict(obsidian.symbols)},
        global_filter=obsidian.global_filter or settings.reading.global_filter,
        keeps_lines=obsidian.keeps_lines,
    )
    return replace(settings, reading=reading)


@frozen
class Build:
    """One build: what the pages and every other output are made of.

    `diagnostics` are all problems, in order of place: for the author, also where pages show none of them. `counts` are
    their numbers by severity. `folder` is where the vault lies on the disk, "" if nowhere. `theme` is what the vault
    says of how pages look.
    """

    material: Material
    diagnostics: tuple[Diagnostic, ...]
    counts: Mapping[str, int]
    folder: str = ""
    theme: ThemeFiles = NO_THEME

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.material.plan

    @property
    def analysis(self) -> Analysis:
        """Its figures."""
        return self.material.analysis

    @property
    def documents(self) -> Mapping[VaultPath, Document]:
        """Every note that was read and is not withheld."""
        return self.material.documents

    @property
    def sources(self) -> Mapping[VaultPath, bytes]:
        """Their bytes, for excerpts."""
        return self.material.sources


Publish = Callable[[Material, ThemeFiles, str], Published]


class Session:
    """Holds the memos between builds."""

    def __init__(
        self,
        *,
        keeps: bool = True,
        keeps_pages: bool = False,
        store: Store | None = None,
        hands: Hands | None = None,
        doubt: Callable[[str], None] | None = None,
        records: Records | None = None,
    ) -> None:
        """`keeps`: remember results, so that a further build makes only what changed; `keeps_pages`: pages as well.

        `store` holds what other processes have read; `hands` take a share of the reading; `doubt` is told
        the path of a kept page that turns out to differ from what is rendered now. `records` say which pages stay as
        they were written.
        """
        self.reader = Reader(store, hands)
        self.notebook = Notebook(self.reader)
        self.memo = Memo(keeps=keeps)
        self._keeps_pages, self._doubt, self.records = keeps_pages, doubt, records
        self._publish: Publish | None = None

    def remember(self, kept: Kept | None = None) -> None:
        """Keep results from now on, and which page is made of what; `kept` are those of another process."""
        self.memo = Memo()
        self.records = kept.records if kept is not None else Records()
        if kept is not None:
            self.go_on(kept)

    def go_on(self, kept: Kept) -> None:
        """Go on from what another process remembered, whatever it wrote."""
        self.memo = kept.memo
        self.notebook.go_on(kept.notebook)

    @paused_collection()
    def build(
        self,
        snapshot: Snapshot,
        settings: Settings,
        as_of: date,
        *,
        vault_name: str = "",
        has_obsidian: bool = False,
        found: Sequence[Diagnostic] = (),
    ) -> Build:
        """Compute everything. `found` are problems met before (settings), reported with the rest."""
        settings = with_vault_words(settings, snapshot.obsidian)
        memo = self.memo
        memo.rest()
        notes = self.notebook.read(snapshot.notes, settings.reading, memo)
        seen, withheld = project(snapshot, notes.paths, notes.documents, publish=settings.publish, memo=memo)
        linked = build_plan(seen.documents, seen.paths, seen.snapshot, settings=settings, memo=memo)
        is_public = settings.publish.audience == PUBLIC
        plan, linking = without_loose_ends(linked, memo) if is_public else linked
        analysis = analyse(plan, settings, as_of, memo)
        told = (
            found_at_once("settings", found),
            withheld,
            *linking,
            Found("checks", plan.listed, analysis.diagnostics),
        )
        problems = settled(told, settings.rules, seen, memo=memo)
        diagnostics = memo.value("problems", None, (problems,), lambda: tuple(chain.from_iterable(problems.values())))
        material = Material(
            plan=plan,
            analysis=analysis,
            documents=seen.documents,
            sources=memo.sweep(
                "source", seen.paths, (notes.files,), lambda path, _: notes.files[path].content, in_order=False
            ),
            diagnostics=diagnostics,
            problems=memo.value(
                "problems by note", None, (problems,), lambda: {path: own for path, own in problems.items() if own}
            ),
            settings=settings,
            vault_name=vault_name,
            has_obsidian=has_obsidian,
            repository=snapshot.repository,
            pictures=seen.snapshot.pictures,
        )
        return Build(for_strangers(material) if is_public else material, diagnostics, counts_of(problems, memo))

    def site(self, build: Build) -> Published:
        """The site of a build: its files, each rendered when it is asked for."""
        if self._publish is None:
            from milepost.session.pages import Publisher  # templates cost 30 ms that `check` and `status` need not pay

            self._publish = Publisher(
                keeps_pages=self._keeps_pages, doubt=self._doubt, memo=self.memo, records=self.records
            ).publish
        return self._publish(build.material, build.theme, build.folder)
