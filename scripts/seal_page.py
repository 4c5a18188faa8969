"""Write the hashes of its own style and program into the policy of verifier/conferir.html.

`python -m scripts.seal_page` after every change of that page; a test holds them in step.
"""

import base64
import hashlib
import re
from pathlib import Path

PAGE = Path(__file__).parents[1] / "verifier" / "conferir.html"


def sealed(page: str) -> str:
    """The page with the hashes of what stands in it."""
    for directive, tag in (("style-src", "style"), ("script-src", "script")):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        page = re.sub(rf"({directive} 'sha256-)[^']*'", rf"\g<1>{digest}'", page)
    return page


if __name__ == "__main__":
    PAGE.write_text(sealed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
