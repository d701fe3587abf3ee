"""The style sheet: many files at the desk, one small file on the wire."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from amin_portal.stylesheets import StylesheetFinder, written_out

STATIC = Path(settings.BASE_DIR, "static")
CSS = STATIC / "css"
ANY_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]*)""")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
TOKEN = re.compile(r"--[\w-]+:[^;]*;")
NAMES = (
    "white|black|gr[ae]y|silver|red|maroon|orange|yellow|olive|lime|green|teal|aqua|cyan|blue|navy|purple|fuchsia|brown"
)
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}(?![\w-])|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\("
    rf"|:[^;{{}}]*(?<![\w-])(?:{NAMES})(?![\w-])",
    re.IGNORECASE,
)


@pytest.fixture
def desk(tmp_path):
    """A folder of style sheets, to write into by name."""

    def write(**files: str) -> Path:
        for name, css in files.items():
            path = tmp_path / f"{name.replace('__', '/')}.css"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(css)
        return tmp_path / "index.css"

    return write


@pytest.fixture
def finder(desk, tmp_path):
    """The finder at a desk of its own."""
    finder = StylesheetFinder()
    finder.index = desk(index='@import url("base.css") layer(base);', base="a {}\n")
    finder.folder = tmp_path / "written"
    return finder


# What is written out


def test_parts_are_written_out_in_order_within_their_layers(desk):
    index = desk(
        index='@layer base, components;\n\n@import url("base.css") layer(base);\n'
        '@import url("components/lists.css") layer(components);\n',
        base="a {\n  color: inherit;\n}\n",
        components__lists="li {\n  margin: 0;\n}\n",
    )
    assert written_out(index) == (
        "@layer base, components;\n"
        "@layer base {\na {\ncolor: inherit;\n}\n}\n"
        "@layer components {\nli {\nmargin: 0;\n}\n}\n"
    )


def test_part_for_print_counts_on_paper_only(desk):
    index = desk(index='@import url("print.css") layer(print) print;', print="a {\n  color: black;\n}\n")
    assert written_out(index) == "@media print {\n@layer print {\na {\ncolor: black;\n}\n}}\n"


def test_addresses_are_written_as_seen_from_the_folder_of_the_index(desk):
    index = desk(
        index='@import url("fonts.css") layer(base);\n@import url("components/home.css") layer(base);',
        fonts='a { src: url("../fonts/sans.woff2") format("woff2"); }',
        components__home='b { background: url("../../img/strata.svg"), url("near.svg"); }',
    )
    assert ANY_ADDRESS.findall(written_out(index)) == [
        "../fonts/sans.woff2",
        "../img/strata.svg",
        "components/near.svg",
    ]


def test_comments_and_indents_are_left_out(desk):
    index = desk(
        index='/* Order */\n@import url("base.css") layer(base);\n/* of\n   layers */\n',
        base="/* Links\n   in text */\n\na { /* red */\n\n    color: inherit;\n}\n",
    )
    assert written_out(index) == "@layer base {\na {\ncolor: inherit;\n}\n}\n"


@pytest.mark.parametrize(
    "unknown",
    [
        "@import 'base.css' layer(base);",
        '@import "base.css" layer(base);',
        '@import url("base.css");',
        '@import url("base.css") layer(base) screen;',
        '@import url("base.css") layer(base) supports(display: grid);',
    ],
)
def test_import_that_is_written_in_an_unknown_way_stops_it(desk, unknown):
    with pytest.raises(ValueError, match="write it like the others"):
        written_out(desk(index=f'@import url("base.css") layer(base);\n{unknown}', base="a {}"))


def test_import_within_a_part_stops_it(desk):
    with pytest.raises(ValueError, match="write it like the others"):
        written_out(desk(index='@import url("base.css") layer(base);', base='@import url("other.css");'))


def test_part_that_is_missing_stops_it(desk):
    with pytest.raises(FileNotFoundError):
        written_out(desk(index='@import url("nothing.css") layer(base);'))


# Where it is found


def test_style_sheet_is_found_and_nothing_else_is(finder):
    path = finder.folder / "css/portal.css"
    assert (finder.find("css/portal.css"), finder.find("css/portal.css", find_all=True)) == (str(path), [str(path)])
    assert path.read_text() == "@layer base {\na {}\n}\n"
    assert (finder.find("css/index.css"), finder.find("portal.css", find_all=True)) == ([], [])


def test_style_sheet_is_listed_where_it_lies(finder):
    ((name, storage),) = finder.list(None)
    with storage.open(name) as file:
        assert (name, file.read()) == ("css/portal.css", b"@layer base {\na {}\n}\n")
    assert [path.name for path in (finder.folder / "css").iterdir()] == ["portal.css"]


def test_style_sheet_is_written_anew_when_a_part_has_changed_and_only_then(finder, desk):
    path = Path(finder.find("css/portal.css"))
    first = path.stat().st_ino
    finder.find("css/portal.css")
    assert path.stat().st_ino == first
    desk(base="b {}\n")
    assert Path(finder.find("css/portal.css")).read_text() == "@layer base {\nb {}\n}\n"
    assert path.stat().st_mode & 0o777 == 0o644


def test_portal_asks_this_finder_first(settings):
    assert finders.find("css/portal.css") == str(settings.VAR_DIR / "static/css/portal.css")


# The one that is sent


@pytest.fixture(scope="module")
def sent() -> str:
    return written_out(CSS / "index.css")


def test_everything_that_the_style_sheet_names_is_there(sent):
    named = {(CSS / address).resolve() for address in ANY_ADDRESS.findall(sent)}
    assert sorted(path.suffix for path in named) == [".svg", ".woff2", ".woff2", ".woff2", ".woff2"]
    assert [path for path in named if not (path.is_file() and path.is_relative_to(STATIC))] == []


def test_every_component_is_imported_once_and_in_its_layer():
    components = re.findall(r'url\("components/(\w+)\.css"\) layer\(components\);', (CSS / "index.css").read_text())
    assert sorted(components) == sorted(path.stem for path in (CSS / "components").iterdir())


def test_every_layer_that_is_used_has_its_place_in_the_order(sent):
    order = re.match(r"@layer ([\w, ]+);", sent)[1].split(", ")
    assert list(dict.fromkeys(re.findall(r"@layer (\w+) \{", sent))) == order


def test_style_sheet_weighs_no_more_than_12_kilobytes(sent):
    assert len(gzip.compress(sent.encode(), compresslevel=9)) <= 12_000


def test_letters_weigh_no_more_than_60_kilobytes():
    sizes = [path.stat().st_size for path in (STATIC / "fonts").glob("*.woff2")]
    assert (len(sizes), sum(sizes) <= 60_000) == (4, True)


def colours(path: Path) -> list[str]:
    """Colours that a file names otherwise than by a token."""
    css = COMMENT.sub("", path.read_text())
    return COLOUR.findall(TOKEN.sub("", css) if path.name in ("tokens.css", "print.css") else css)


def test_colours_are_tokens():
    """The tokens stand in tokens.css, for paper in print.css; explorer.css repeats what Swagger UI says inline."""
    found = {str(path.relative_to(CSS)): colours(path) for path in CSS.rglob("*.css")}
    assert {name: literals for name, literals in found.items() if literals} == {"explorer.css": ["#fafafa"]}


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("a { color: #fff; }", 1),
        ("a { border: 1px solid RGB(0 0 0 / 50%); }", 1),
        ("a { color: hsl(120deg 1% 1%); }", 1),
        ("a { background: var(--paper) white; }", 1),
        ("a { white-space: nowrap; color: var(--red); }", 0),
        ("a { background: color-mix(in srgb, currentcolor 45%, transparent); }", 0),
        (".card-red, #fade-in { color: inherit; /* #fff */ }", 0),
        ("a { --mine: #fff; }", 1),
    ],
)
def test_colours_are_recognised(tmp_path, css, found):
    (tmp_path / "x.css").write_text(css)
    assert len(colours(tmp_path / "x.css")) == found


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/meetings/", "/glossary/", "/accessibility/", "/search/?q=x", "/nothing/"])
def test_public_page_has_one_style_sheet_and_no_script(client, address):
    """Data for programs is told, never run."""
    page = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", client.get(address).text)
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]*)">', page)
    assert (sheets, "<script" in page, "<style" in page) == (["/static/css/portal.css"], False, False)
    assert re.findall(r"""\s(?:on\w+|style)=["']""", page) == []
