"""Entry of the command: `pactua`, or `python -m pactua_app`.

In the wheel every folder of the project stands inside `pactua_app`, so that nothing but this one
name is installed; putting the package's own folder on the path first lets the code say
`from instruments.partner import Partner` there as it does in a checkout. What the command does is
in `cli` and in `commands`; nothing is decided here.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    """Run the command line of `cli`."""
    sys.path.insert(0, str(Path(__file__).resolve().parent))

    import cli  # after the path is set: in the wheel it stands in this very folder

    cli.main()


if __name__ == "__main__":
    main()
