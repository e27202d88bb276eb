"""A site is a table of files that are made when asked for; a session that keeps pages renders only what changed."""

from datetime import date

import pytest

from milepost.config.settings import Settings
from milepost.model.ids import VaultPath
from milepost.model.rim import RenderedFile, Snapshot, SourceFile
from milepost.render.html import render_page
from milepost.render.theme import TemplateFault, Theme
from milepost.report.pages.kinds import Page
from milepost.session.build import Session
from milepost.session.pages import ONE_IN
from milepost.session.published import Published
from milepost.vault.read import digest

RENDER_PAGE = "milepost.session.pages.render_page"
NOTES = {
    "Garden.md": "---\ntype: goal\n---\n# Garden\n\nA quiet place.\n\n## Milestones\n\n- [ ] Dig\n- [ ] Sow\n",
    "Run.md": "---\ntype: goal\n---\n# Run\n\n## Milestones\n\n- [x] Shoes\n- [ ] Ten kilometres\n",
}


def _snapshot(notes: dict[str, str]) -> Snapshot:
    return Snapshot(
        tuple(SourceFile(VaultPath(path), text.encode(), digest(text.encode())) for path, text in sorted(notes.items()))
    )


def _site(session: Session, notes: dict[str, str]) -> Published:
    return session.site(session.build(_snapshot(notes), Settings(), date(2026, 8, 15)))


def _rendered(session: Session, notes: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages for which a template ran."""
    ran: list[str] = []

    def counting(page: Page, theme: Theme) -> RenderedFile:
        ran.append(page.head.path)
        return render_page(page, theme)

    with monkeypatch.context() as patched:
        patched.setattr(RENDER_PAGE, counting)
        assert all(file.content for file in _site(session, notes))
    return ran


def test_a_file_is_made_when_it_is_asked_for() -> None:
    """By its path; a path the site does not have is a KeyError."""
    site = _site(Session(), NOTES)

    assert list(site.paths) == sorted(site.paths)
    assert "goals/garden.html" in site.paths
    assert b"A quiet place." in site.file("goals/garden.html").content
    assert [file.path for file in site] == list(site.paths)
    assert len(site) == len(site.paths)
    with pytest.raises(KeyError):
        site.file("goals/../state.js")


def test_a_file_goes_by_the_name_it_has_on_the_disk() -> None:
    """Not by the address that links to it spell."""
    site = _site(Session(), {"Gitarre üben.md": "---\ntype: goal\n---\n# Gitarre üben\n"})

    assert "goals/gitarre-üben.html" in site.paths
    assert site.file("goals/gitarre-üben.html").path == "goals/gitarre-üben.html"
    assert [file.path for file in site] == list(site.paths)


def test_a_kept_page_is_not_rendered_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit of prose renders one page, a tick its goal and the pages that list it, nothing else."""
    session = Session(keeps_pages=True)
    everything = _rendered(session, NOTES, monkeypatch)
    prose = {**NOTES, "Garden.md": NOTES["Garden.md"].replace("quiet", "wild")}
    tick = {**prose, "Run.md": NOTES["Run.md"].replace("[ ]", "[x]")}

    assert {"index.html", "goals/garden.html", "goals/run.html", "milestones.html"} <= set(everything)
    assert _rendered(session, NOTES, monkeypatch) == []
    assert _rendered(session, prose, monkeypatch) == ["goals/garden.html"]
    assert "goals/garden.html" not in _rendered(session, tick, monkeypatch)
    assert _rendered(Session(), tick, monkeypatch) == sorted(everything)


def test_what_is_kept_is_what_a_new_session_renders() -> None:
    """Byte for byte."""
    session = Session(keeps_pages=True)
    edited = {**NOTES, "Run.md": NOTES["Run.md"].replace("[ ]", "[x]")}
    sites = [list(_site(session, notes)) for notes in (NOTES, edited, NOTES)]

    assert sites[1] == list(_site(Session(), edited))
    assert sites[2] == sites[0]


def _aged(session: Session, monkeypatch: pytest.MonkeyPatch, builds: int) -> list[Published]:
    """The sites of some builds of the same notes; what is rendered from the second one on says so."""
    sites = []
    for number in range(builds):
        mark = b"<!-- later -->" if number else b""

        def marking(page: Page, theme: Theme, mark: bytes = mark) -> RenderedFile:
            made = render_page(page, theme)
            return RenderedFile(made.path, made.content + mark)

        monkeypatch.setattr(RENDER_PAGE, marking)
        site = _site(session, NOTES)
        list(site)
        sites.append(site)
    return sites


def test_of_32_kept_pages_one_is_rendered_and_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it differs, that is told, and from then on every page is a new one."""
    doubted: list[str] = []
    session = Session(keeps_pages=True, doubt=doubted.append)
    last = _aged(session, monkeypatch, ONE_IN)[-1]

    assert doubted != []
    assert set(doubted) <= set(last.paths)
    pages = [file for file in last if file.path.endswith(".html")]
    assert all(file.content.endswith(b"<!-- later -->") for file in pages)


def test_pages_that_are_as_they_should_be_raise_no_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    """And whoever asks for no comparison gets what was kept."""
    doubted: list[str] = []
    session = Session(keeps_pages=True, doubt=doubted.append)
    for _ in range(ONE_IN):
        list(_site(session, NOTES))
    assert doubted == []
    trusting = _aged(Session(keeps_pages=True), monkeypatch, ONE_IN)[-1]
    assert not any(file.content.endswith(b"<!-- later -->") for file in trusting)


def test_a_template_that_fails_says_so_when_its_page_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not before, and as itself."""

    def fails(*_: object) -> None:
        raise TemplateFault("goal.html.j2", 3, "no")

    site = _site(Session(), NOTES)
    monkeypatch.setattr(RENDER_PAGE, fails)

    assert site.file("state.js").content
    with pytest.raises(TemplateFault):
        site.file("index.html")
