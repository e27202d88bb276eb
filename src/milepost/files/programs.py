"""Programs of this computer, asked for their version and for nothing else."""

import os
import shutil
import subprocess

_SECONDS = 5


def version_of(program: str) -> str:
    """The first line of what `program --version` says; empty where there is none on the path, or it does not answer."""
    found = shutil.which(program)
    if found is None or not os.path.isabs(found):  # what lies in the current folder is somebody else's
        return ""
    try:
        said = subprocess.run(
            [found, "--version"], capture_output=True, stdin=subprocess.DEVNULL, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return said.stdout.decode("utf-8", "replace").partition("\n")[0].strip()
