"""What the pages load: there, whole, licensed, and in step with the pages."""

import re

from portal.views import ASSETS, FOLDER, MENU, Views, breakable, size_words
from portal.wording import ICONS
from tests.portal.house import SITE

PAGES = sorted(FOLDER.glob("*.html"))


def classes_of_pages() -> set[str]:
    """Every class that a page uses."""
    values = [v for path in PAGES for v in re.findall(r'class="([^"{]*)', path.read_text())]
    return {name for value in values for name in value.split()}


def test_every_class_of_a_page_has_a_rule() -> None:
    styles = "".join((ASSETS / name).read_text() for name in ("govbr.css", "portal.css"))
    known = set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", styles))

    # The design system has no rule for these of its own names; they say what a part is.
    assert classes_of_pages() - known == {"crumb-list"} - known


def test_every_icon_that_a_page_names_is_there_and_no_other() -> None:
    pages = "".join(path.read_text() for path in PAGES)
    named = {
        *re.findall(r"""icon\(["']([a-z-]+)["']\)""", pages),
        *re.findall(r"""message\([^)]*?, "([a-z-]+)", """, pages),
        *ICONS.values(),
    }
    kept = {path.stem for path in (ASSETS / "icones").glob("*.svg")}

    assert kept == named
    views = Views(SITE)
    assert "<svg" in views._icon("search")
    assert 'aria-hidden="true"' in views._icon("search")


def test_styles_load_the_fonts_that_are_there_and_nothing_from_elsewhere() -> None:
    for path in ASSETS.glob("*.css"):
        text = path.read_text()
        for url in re.findall(r"url\(([^)]*)\)", text):
            assert (ASSETS / url).is_file(), url
        assert "@import" not in text
        assert "http" not in text


def test_every_custom_property_that_is_read_is_set() -> None:
    styles = "".join(path.read_text() for path in ASSETS.glob("*.css"))
    read = set(re.findall(r"var\(\s*(--[\w-]+)\s*\)", styles))
    made = set(re.findall(r"(--[\w-]+)\s*:", styles))

    assert {name for name in read - made if not name.startswith("--font-weigth")} == set()


def test_what_others_made_goes_with_its_licence() -> None:
    licences = {path.name: path.read_text() for path in ASSETS.glob("LICENSE-*.txt")}

    assert set(licences) == {
        "LICENSE-govbr-ds.txt",
        "LICENSE-raleway.txt",
        "LICENSE-fontawesome.txt",
    }
    assert "MIT License" in licences["LICENSE-govbr-ds.txt"]
    assert "SIL OPEN FONT LICENSE" in licences["LICENSE-raleway.txt"].upper()
    assert "CC BY 4.0" in licences["LICENSE-fontawesome.txt"]


def test_an_address_of_a_file_changes_with_its_bytes() -> None:
    views = Views(SITE)

    assert re.fullmatch(r"/estatico/portal\.css\?v=[0-9a-f]{12}", views.asset("portal.css"))
    assert len({digest for _, digest, _ in views.assets.values()}) == len(views.assets)


def test_the_menu_leads_to_pages_by_names_of_their_own() -> None:
    assert len({name for _, name in MENU}) == len(MENU)


def test_long_numbers_may_be_broken_and_stay_escaped() -> None:
    assert breakable("1/2024/<b>") == "1/<wbr>2024/<wbr>&lt;b&gt;"


def test_sizes_are_told_as_people_say_them() -> None:
    assert [size_words(size) for size in (1, 2048, 3_565_158)] == ["1 KB", "2 KB", "3,4 MB"]
