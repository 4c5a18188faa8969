"""Fetches what the portal's pages look like, and keeps of it only what they use.

    python -m scripts.portal_assets

npm brings the gov.br design system (CSS), Raleway and Font Awesome in the versions below, without
running any script of theirs. Of the CSS stay the rules whose classes and elements stand in
templates/portal, and the custom properties that those rules read; of the fonts the Latin files of
four weights; of the icons the ones that the pages name. Licences go with them. Run it again after a
page uses a class or an icon that it did not use before; what it writes depends on nothing else.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import tinycss2
from tinycss2 import ast

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "templates" / "portal"
ASSETS = PAGES / "assets"

GOVBR = ("@govbr-ds/core", "3.7.0")
RALEWAY = ("@fontsource/raleway", "5.3.0")
ICONS = ("@fortawesome/fontawesome-free", "5.15.4")
WEIGHTS = (400, 500, 600, 700)

ICON_NAMES = re.compile(r"""icon\(["']([a-z0-9-]+)["']|["']([a-z]+(?:-[a-z]+)+)["']""")
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
ATTRIBUTE = re.compile(r"\[\s*([a-z-]+)")
ELEMENT = re.compile(r"(?<![\w.#:\[=\"-])([a-z][a-z0-9]*)")
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
KNOWN_ATTRIBUTES = {"type", "disabled", "required", "href", "title"}
UNUSED_STATES = (":disabled", "::-moz", ":-moz", "-ms-", ":invalid", ":indeterminate")


def main() -> None:
    """Fetch, keep and write."""
    with tempfile.TemporaryDirectory(prefix="pactua-assets-") as name:
        modules = fetch(Path(name))
        ASSETS.mkdir(parents=True, exist_ok=True)
        write_css(modules / GOVBR[0])
        copy_fonts(modules / RALEWAY[0])
        copy_icons(modules / ICONS[0])


def fetch(folder: Path) -> Path:
    """The packages, unpacked by npm; where they lie."""
    wanted = [f"{package}@{version}" for package, version in (GOVBR, RALEWAY, ICONS)]
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--silent"]
    subprocess.run(["npm", "install", *options, "--prefix", str(folder), *wanted], check=True)
    return folder / "node_modules"


def write_css(package: Path) -> None:
    """The rules that the pages use, and the properties that those read."""
    used_classes, used_elements = used_in_pages()
    text = (package / "dist" / "core.css").read_text(encoding="utf-8")
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    kept = list(useful(rules, used_classes, used_elements))
    own = (ASSETS / "portal.css").read_text(encoding="utf-8")
    body = "\n".join(with_used_properties(kept, own))
    made_by = "Made by scripts/portal_assets.py."
    head = f"/* {GOVBR[0]} {GOVBR[1]}, MIT: LICENSE-govbr-ds.txt. {made_by} */\n"
    (ASSETS / "govbr.css").write_text(f"{head}{body}\n", encoding="utf-8")
    shutil.copyfile(package / "LICENSE", ASSETS / "LICENSE-govbr-ds.txt")


def used_in_pages() -> tuple[set[str], set[str]]:
    """Classes and elements that stand in the pages."""
    classes: set[str] = set()
    elements = {"html"}
    for path in sorted(PAGES.glob("*.html")):
        text = path.read_text(encoding="utf-8")
        for value in re.findall(r'class="([^"]*)"', text):
            classes.update(re.findall(r"[\w-]+", value))
        elements.update(re.findall(r"<([a-z][a-z0-9]*)", text))
    return classes | {"success", "warning", "danger", "info"}, elements


def useful(rules: Iterable[ast.Node], classes: set[str], elements: set[str]) -> Iterator[str]:
    """The rules that can match something on a page, as text."""
    for rule in rules:
        if isinstance(rule, ast.QualifiedRule):
            selectors = tinycss2.serialize(rule.prelude).split(",")
            fitting = [one.strip() for one in selectors if fits(one, classes, elements)]
            if fitting:
                yield f"{','.join(fitting)}{{{squeezed(rule.content)}}}"
        elif isinstance(rule, ast.AtRule) and rule.lower_at_keyword == "media":
            condition = tinycss2.serialize(rule.prelude).strip()
            inner = tinycss2.parse_rule_list(rule.content, True, True)
            kept = "".join(useful(inner, classes, elements))
            if kept and "print" not in condition:
                yield f"@media {condition}{{{kept}}}"


def fits(selector: str, classes: set[str], elements: set[str]) -> bool:
    """Whether a selector can match something on a page."""
    if any(state in selector for state in UNUSED_STATES):
        return False
    bare = re.sub(r":not\([^)]*\)", "", selector)
    named = ELEMENT.findall(re.sub(r"\[[^\]]*\]|::?[\w-]+(\([^)]*\))?|[.#][\w-]+", " ", bare))
    return (
        set(CLASS.findall(bare)) <= classes
        and set(ATTRIBUTE.findall(bare)) <= KNOWN_ATTRIBUTES
        and set(named) <= elements
    )


def squeezed(content: list[ast.Node]) -> str:
    """Declarations on one line."""
    return re.sub(r"\s+", " ", tinycss2.serialize(content)).strip()


def with_used_properties(rules: list[str], own: str) -> Iterator[str]:
    """The rules, each without the custom properties that nothing reads."""
    wanted = set(VARIABLE.findall(own))
    while True:
        found = set(wanted)
        for rule in rules:
            for name, value in re.findall(r"(--[\w-]+|[\w-]+)\s*:\s*([^;{}]+)", rule):
                if not name.startswith("--") or name in wanted:
                    found.update(VARIABLE.findall(value))
        if found == wanted:
            break
        wanted = found
    for rule in rules:
        kept = re.sub(
            r"(--[\w-]+)\s*:\s*[^;{}]*;?\s*",
            lambda match: match[0] if match[1] in wanted else "",
            rule,
        )
        if not re.search(r"\{\s*\}", kept):
            yield kept


def copy_fonts(package: Path) -> None:
    """Raleway's Latin files and its licence."""
    for weight in WEIGHTS:
        source = package / "files" / f"raleway-latin-{weight}-normal.woff2"
        shutil.copyfile(source, ASSETS / f"raleway-{weight}.woff2")
    shutil.copyfile(package / "LICENSE", ASSETS / "LICENSE-raleway.txt")


def copy_icons(package: Path) -> None:
    """The icons that pages name, each as an SVG to stand within a page, and their licence."""
    folder = ASSETS / "icones"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    texts = [path.read_text(encoding="utf-8") for path in sorted(PAGES.glob("*.html"))]
    texts.append((ROOT / "portal" / "wording.py").read_text(encoding="utf-8"))
    names = {first or second for text in texts for first, second in ICON_NAMES.findall(text)}
    for name in sorted(names):
        source = package / "svgs" / "solid" / f"{name}.svg"
        if source.is_file():
            text = re.sub(r"<!--.*?-->", "", source.read_text(encoding="utf-8"))
            text = text.replace("<path ", '<path fill="currentColor" ')
            (folder / f"{name}.svg").write_text(f"{text}\n", encoding="utf-8")
    shutil.copyfile(package / "LICENSE.txt", ASSETS / "LICENSE-fontawesome.txt")


if __name__ == "__main__":
    sys.exit(main())
