"""Print the oldest versions that pyproject.toml allows, as constraints for pip."""

import re
import tomllib
from pathlib import Path

_BOUND = re.compile(r"([A-Za-z0-9_.-]+)>=([0-9][0-9a-z.]*)")


def lowest(pyproject: str) -> list[str]:
    """`name==version` for each dependency with a lower bound, the tests' own included."""
    project = tomllib.loads(pyproject)["project"]
    requirements = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    return [f"{bound[1]}=={bound[2]}" for text in requirements if (bound := _BOUND.match(text))]


if __name__ == "__main__":
    print("\n".join(lowest(Path("pyproject.toml").read_text(encoding="utf-8"))))
