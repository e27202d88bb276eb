"""What `export` does once the plan is computed: to stdout, or to a file that is nobody's note."""

from pathlib import Path

from milepost.cli.output import write_file
from milepost.cli.terminal import write_answer
from milepost.report.around import Around
from milepost.report.export.markdown import MARK
from milepost.report.material import Material
from milepost.session.exports import export_bytes


def write_export(form: str, material: Material, output: Path | None) -> None:
    """Write one form of a plan; refuses to write where a note is."""
    is_data = form == "badge" and output is not None and output.suffix.lower() == ".json"
    content = export_bytes("badge-data" if is_data else form, Around(material))
    if output is None or str(output) == "-":
        write_answer(content.decode("utf-8"))
    else:
        write_file(output, content, mark=MARK if form == "markdown" else "")
