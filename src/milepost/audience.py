"""Who may see what: withheld notes leave here, before any later stage could see them."""

from collections.abc import Sequence

from milepost.diagnostics.findings import located
from milepost.diagnostics.problem import Outcome
from milepost.model.ids import VaultPath
from milepost.syntax.document import Document

Entry = tuple[VaultPath, Document]


def project(documents: Sequence[Entry]) -> Outcome[tuple[Entry, ...]]:
    """The notes a private site is made of: all but those with `ignore: true`.

    A withheld note leaves nothing behind but the complaint that its own `ignore` or `publish` flag cannot be read.
    """
    kept = tuple((path, document) for path, document in documents if not document.front.fields.ignore)
    withheld = [(path, document) for path, document in documents if document.front.fields.ignore]
    found = tuple(
        located(path, problem)
        for path, document in withheld
        for problem in document.problems
        if problem.rule == "publish-flag"
    )
    return Outcome(kept, found)
