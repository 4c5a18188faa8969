"""Work plans, read from YAML."""

from pathlib import Path

from faults.validation import validate
from instruments.work_plan import WorkPlan
from reading.yaml_text import read_mapping


def read_plan(path: Path) -> WorkPlan:
    """The plan in a file. Raises UnreadableFile or InvalidData with every fault."""
    return validate(WorkPlan, read_mapping(path), path.name)
