"""Images of a course: what is sound, and what is refused with its line."""

from pathlib import Path

import pytest

from academy.content.images import MAX_BYTES, load_images

W3 = "http://www.w3.org"
SVG = f'<svg xmlns="{W3}/2000/svg" xmlns:xlink="{W3}/1999/xlink" viewBox="0 0 36 79.6">\n'
NAMING = "images are .svg or .png files named in small letters, digits and hyphens; rename it."
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x80\x00\x00\x01\x68\x08\x06\x00\x00\x00rest"


def put(root: Path, name: str, data: str | bytes) -> None:
    folder = root / "desk" / "img"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)


def faults(root: Path) -> list[str]:
    return [str(problem) for problem in load_images(root / "desk", root)[1]]


def test_a_course_without_images_has_none(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    assert load_images(tmp_path / "desk", tmp_path) == ({}, [])


def test_a_png_knows_its_size_and_address(tmp_path: Path) -> None:
    put(tmp_path, "board.png", PNG)
    images, problems = load_images(tmp_path / "desk", tmp_path)
    assert problems == []
    image = images["board.png"]
    assert (image.address, image.media_type) == ("/courses/desk/img/board.png", "image/png")
    assert (image.width, image.height) == (640, 360)


@pytest.mark.parametrize(
    ("opening", "size"),
    [
        (SVG, (36, 80)),
        (SVG.replace("viewBox", 'width="440" height="977px" viewBox'), (440, 977)),
        (SVG.replace("viewBox", 'width="100%" height="50" viewBox'), (36, 80)),
        ('<svg xmlns="http://www.w3.org/2000/svg">', (None, None)),
    ],
)
def test_a_drawing_takes_its_size_from_its_attributes_or_its_view(
    tmp_path: Path, opening: str, size: tuple[int | None, int | None]
) -> None:
    put(tmp_path, "map.svg", opening + "</svg>")
    image = load_images(tmp_path / "desk", tmp_path)[0]["map.svg"]
    assert (image.width, image.height) == size


def test_a_drawing_may_refer_to_its_own_parts(tmp_path: Path) -> None:
    uses = '<use xlink:href="#a"/><use href="#a"/><g fill="url(#a)" mask="url(\'#a\')"/>'
    put(tmp_path, "map.svg", f'<?xml version="1.0"?><!-- drawn by hand -->{SVG}<path id="a"/>{uses}</svg>')
    assert faults(tmp_path) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<script>alert(1)</script>", "<script> is not allowed"),
        ("<style>@import 'x'</style>", "<style> is not allowed"),
        ("<image href='#a'/>", "<image> is not allowed"),
        ("<a href='#x'><path/></a>", "<a> is not allowed"),
        ("<foreignObject/>", "<foreignObject> is not allowed"),
        ("<animate attributeName='href'/>", "<animate> is not allowed"),
        ("<set/>", "<set> is not allowed"),
        ("<g onclick='alert(1)'/>", "the attribute onclick is not allowed"),
        ("<g ONLOAD='alert(1)'/>", "the attribute onload is not allowed"),
        ("<g style='fill:red'/>", "the attribute style is not allowed"),
        ("<use xlink:href='https://evil.example/#a'/>", "an image may only refer to its own parts"),
        ("<use href='data:image/svg+xml,x'/>", "an image may only refer to its own parts"),
        ("<use href='javascript:alert(1)'/>", "an image may only refer to its own parts"),
        ("<g fill='url(https://evil.example)'/>", "fill may only refer to a part of the image itself"),
        ("<g fill='URL ( //evil.example#a )'/>", "fill may only refer to a part of the image itself"),
        ("<g fill='url(#a) url(x)'/>", "fill may only refer to a part of the image itself"),
        ("<g xml:base='//evil.example'/>", "the attribute base is not allowed"),
        ("<g xlink:actuate='onLoad'/>", "the attribute actuate of another namespace is not allowed"),
        ("<x:script xmlns:x='http://www.w3.org/1999/xhtml'/>", "<script> is not in the SVG namespace"),
        ("<?xml-stylesheet href='//evil.example'?>", "processing instructions are not used"),
        ("<g>", "not well-formed SVG"),
        ("&gone;", "not well-formed SVG"),
    ],
)
def test_a_drawing_is_only_a_drawing(tmp_path: Path, body: str, words: str) -> None:
    put(tmp_path, "map.svg", f"{SVG}{body}</svg>")
    images, problems = load_images(tmp_path / "desk", tmp_path)
    assert images == {}
    assert str(problems[0]).startswith("desk/img/map.svg:2: ")
    assert words in problems[0].message
    assert problems[0].severity == "error"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE svg SYSTEM "file:///etc/passwd">',
    ],
)
def test_a_document_type_ends_the_reading(tmp_path: Path, doctype: str) -> None:
    put(tmp_path, "map.svg", f"{doctype}{SVG}&b;</svg>")
    assert faults(tmp_path) == ["desk/img/map.svg:1: a document type is not used in images; delete it."]


def test_a_page_is_no_drawing(tmp_path: Path) -> None:
    put(tmp_path, "map.svg", '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>')
    assert "an SVG file begins with <svg>; export it again as SVG." in faults(tmp_path)[0]


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("a.png", b"GIF89a", "desk/img/a.png:1: this is not a PNG file; export it again as PNG."),
        ("a.png", PNG[:20], "desk/img/a.png:1: this is not a PNG file; export it again as PNG."),
        (
            "a.svg",
            SVG + " " * MAX_BYTES,
            "desk/img/a.svg:1: this image is larger than 200 kB; make it smaller.",
        ),
        ("My Map.svg", SVG, f"desk/img/My Map.svg:1: {NAMING}"),
        ("a.html", "x", f"desk/img/a.html:1: {NAMING}"),
    ],
)
def test_other_files_are_no_images(tmp_path: Path, name: str, data: str | bytes, complaint: str) -> None:
    put(tmp_path, name, data)
    assert faults(tmp_path) == [complaint]
