"""YAML files: what a value is, where it stands, and what an author is told when it is wrong."""

from pathlib import Path

import pytest

from academy.content.yaml_files import Document, load_yaml, parse_yaml

PATH = Path("course/course.yaml")


def parse(text: str | bytes, first_line: int = 1) -> Document:
    return parse_yaml(text, PATH, first_line=first_line)


def said(document: Document) -> list[str]:
    return [str(problem) for problem in document.problems]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("1:02:03", "1:02:03"),
        ("2026-03-09", "2026-03-09"),
        ("1_000", "1_000"),
        ("=", "="),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1e999", "1e999"),
        ("1" * 40, "1" * 40),
        ("010", 10),
        ("-7", -7),
        ("0x1F", 31),
        ("0o17", 15),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("'true'", "true"),
        ('"12"', "12"),
        ("|\n  two\n  lines", "two\nlines"),
    ],
)
def test_scalars_follow_the_core_schema_of_yaml_1_2(written: str, value: object) -> None:
    document = parse(f"key: {written}")
    assert said(document) == []
    assert document.value == {"key": value}
    assert type(document.value["key"]) is type(value)


def test_keys_are_always_text() -> None:
    assert parse("NO: 1\n12: 2\nnull: 3").value == {"NO": 1, "12": 2, "null": 3}


def test_every_key_and_item_knows_its_line() -> None:
    document = parse("title: A\nscenes:\n  - name: one\n    frames: 12\n  - name: two\n")
    assert document.line_of(()) == 1
    assert document.line_of(("title",)) == 1
    assert document.line_of(("scenes",)) == 2
    assert document.line_of(("scenes", 0, "frames")) == 4
    assert document.line_of(("scenes", 1)) == 5


def test_a_path_that_leads_nowhere_ends_at_what_is_there() -> None:
    document = parse("title: A\nscenes:\n  - name: one\n")
    assert document.line_of(("scenes", 0, "missing")) == 3
    assert document.line_of(("scenes", "tag-of-a-union", 0, "name")) == 3
    assert document.line_of(("nothing",)) == 1


def test_lines_are_counted_from_where_the_text_begins() -> None:
    assert parse("a: 1\nb: 2", first_line=10).line_of(("b",)) == 11
    assert said(parse("a: 1\na: 2", first_line=10)) == [
        'course/course.yaml:11: the key "a" stands here again (first on line 10); keep one of them.'
    ]


def test_every_double_key_is_named_and_the_first_one_counts() -> None:
    document = parse("a: 1\nb:\n  c: 1\n  c: 2\na: {d: 4}\n")
    assert document.value == {"a": 1, "b": {"c": 1}}
    assert [problem.line for problem in document.problems] == [4, 5]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: &x 1\nb: *x", 1, "anchors such as &x are not used here"),
        ("a: 1\nb: *x", 2, "aliases such as *x are not used here"),
        ("a: !!python/object/apply:os.system [ls]", 1, "tags such as tag:yaml.org,2002:python"),
        ("a: !local 1", 1, "tags such as !local are not used here"),
        ("a: 1\n---\nb: 2", 2, "a second document starts here"),
        ("a: 1\n[b]: 2", 2, "a key must be plain text"),
        ("a:\n\tb: 1", 2, "indent with spaces"),
        ("a: 1\nb: c: d", 2, "a second colon on this line"),
        ("a: 1\nb: 'open\nc: 2", 2, "the quote that opens here is never closed"),
        ("a: [1,\nb: 2\nc: 3", 3, "does not fit with the lines before it"),
        ("a: 1\nb: \x00", 2, "an invisible control character"),
        ("a: 1\nb: \x07", 2, "an invisible control character"),
        (b"a: 1\nb: \xff", 2, "not UTF-8 text"),
        ("a: \ud800", 1, "not UTF-8 text"),
        ("x" * 200_001, 1, "larger than 200 kB"),
        ("[" * 31 + "]" * 31, 1, "nested more than 30 deep"),
    ],
)
def test_what_is_refused_is_named_with_its_line(text: str | bytes, line: int, words: str) -> None:
    document = parse(text)
    assert document.value is None
    assert [problem.line for problem in document.problems] == [line]
    assert words in document.problems[0].message


def test_thirty_levels_are_allowed() -> None:
    assert said(parse("[" * 30 + "]" * 30)) == []


def test_an_empty_file_is_no_value() -> None:
    assert parse("# nothing yet\n") == Document(PATH, None)


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert parse("\ufefftitle: A".encode()).value == {"title": "A"}


def test_a_file_is_named_from_the_content_folder(tmp_path: Path) -> None:
    folder = tmp_path / "course"
    folder.mkdir()
    (folder / "course.yaml").write_text("a: 1\nb: [", encoding="utf-8")
    assert load_yaml(folder / "course.yaml", root=tmp_path).problems[0].path == PATH
    assert load_yaml(folder / "course.yaml").problems[0].path == Path("course.yaml")


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    assert said(load_yaml(tmp_path / "gone.yaml", root=tmp_path)) == [
        "gone.yaml:1: this file cannot be read (No such file or directory)."
    ]
