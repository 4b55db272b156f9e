"""What is wrong on a page: on which line, and how to mend it."""

from pathlib import Path

import pytest

from academy.content.markdown import MAX_BYTES, Page, render
from academy.content.markdown.limits import MAX_LINES, MAX_PAIRS, MAX_PARAGRAPH
from academy.content.markdown.source import MAX_PROBLEMS

PAGE = Page(path=Path("desk/01-first.md"), first_line=10)


def said(text: str) -> list[str]:
    return [str(problem) for problem in render(text, PAGE).problems]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("Text\n\n# Title", 12, "the title of the page is its only heading of level 1; start with ##."),
        ("## A\n\n#### B", 12, "this heading jumps from level 2 to 4; use ###."),
        ("## A\n\n```\n### no\n```\n\n#### B", 16, "this heading jumps from level 2 to 4; use ###."),
        ("Title\n===", 10, "the title of the page is its only heading of level 1; start with ##."),
        (
            "A\n\n[x](09-gone.md)",
            12,
            'the link "09-gone.md" leads to nothing; '
            "write 02-next.md, ../course/01-first.md, ../checklists/scr.yaml or ../glossary.yaml#term.",
        ),
        (
            "[x](javascript:alert)",
            10,
            'the link "javascript:alert" leads to nothing; '
            "use https, mailto, a path that starts with /, or the file name of a module.",
        ),
        (
            "[x](#nowhere)",
            10,
            'the link "#nowhere" leads to nothing; '
            "use the words of a heading of this page, in small letters with hyphens.",
        ),
        (
            "[x][1]\n\n[1]: //evil.example/x",
            12,
            'the link "//evil.example/x" leads to nothing; '
            "write 02-next.md, ../course/01-first.md, ../checklists/scr.yaml or ../glossary.yaml#term.",
        ),
        (
            "A\n![map](img/gone.svg)",
            11,
            'there is no sound image "img/gone.svg"; put an .svg or .png into img/.',
        ),
        (
            "A claim.[^gone]",
            10,
            "there is no note [^gone]; add one: [^gone]: ...",
        ),
        ("A\n\n[^a]: Unused.", 12, "nothing refers to the note [^a]; refer to it or delete it."),
        (
            "One<br>two",
            10,
            "HTML such as <br> is shown as plain text; use Markdown, or put it in `backticks`.",
        ),
        (
            "<div>\nx\n</div >",
            10,
            "HTML such as <div> is shown as plain text; use Markdown, or put it in `backticks`.",
        ),
        (
            "/// nope | x\n///",
            10,
            'there is no block "nope"; '
            "the blocks are note, tip, warning, example, try, room, details, artefact.",
        ),
        ("A\n\n/// note\ntext", 12, "the block note is never closed; end it with a line of ///."),
        ("A\n\n///", 12, "/// closes no block; delete it, or open a block above it."),
        ("/// details\nx\n///", 10, "details needs its question: /// details | Question?"),
        (
            "/// artefact | fax: Title\nx\n///",
            10,
            "artefact needs a kind and a title: /// artefact | mail: Title "
            "(kinds: mail, chat, notes, manifest, tracker, callsheet).",
        ),
        (
            "/// artefact | mail: *Title*\nx\n///",
            10,
            "the title of an artefact is shown as it is typed; leave out the marks * and `.",
        ),
    ],
)
def test_a_fault_has_its_line_and_its_remedy(text: str, line: int, message: str) -> None:
    assert f"desk/01-first.md:{line}: {message}" in said(text)


def test_an_image_needs_words_and_a_file() -> None:
    assert said("![ ](https://e.org/x.png)") == [
        'desk/01-first.md:10: the image "https://e.org/x.png" has no text; say in ![...] what it shows.',
        'desk/01-first.md:10: there is no sound image "https://e.org/x.png"; put an .svg or .png into img/.',
    ]


def test_the_same_fault_twice_is_found_on_both_lines() -> None:
    assert [problem.line for problem in render("[x](a.md)\n\nand\n\n[y](a.md)", PAGE).problems] == [10, 14]


def test_a_skipped_heading_level_is_only_a_warning() -> None:
    page = render("## A\n\n#### B\n\n[x](a.md)", PAGE)
    assert [problem.severity for problem in page.problems] == ["warning", "error"]


def test_block_marks_in_code_are_no_blocks() -> None:
    assert said("```\n/// nope\n```") == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("x" * (MAX_BYTES + 1), 10, "larger than 256 kB"),
        ("x\n" * (MAX_LINES + 1), 10, f"more than {MAX_LINES:,} lines"),
        ("a\n\n" + "x " * MAX_PARAGRAPH, 12, "this paragraph is longer than 8,000 characters"),
        ("a\n\n" + "[" * 1_500 + "\n\nb", 12, "too many marks"),
        ("\n\n".join(["*a " * 700] * (MAX_PAIRS // 700**2 + 1)), 18, "too many marks"),
    ],
)
def test_a_page_too_large_to_render_is_refused_whole(text: str, line: int, words: str) -> None:
    page = render(text, PAGE)
    assert page.html == ""
    assert [problem.line for problem in page.problems] == [line]
    assert words in page.problems[0].message


def test_nesting_without_end_is_refused() -> None:
    complaint = "lists or quotes are nested too deep on this page; make it flatter."
    assert said("> - " * 600) == [f"desk/01-first.md:10: {complaint}"]


def test_a_hopeless_page_lists_only_so_many_problems() -> None:
    assert (
        len(said("\n\n".join(f"[x](gone-{number}.md)" for number in range(MAX_PROBLEMS + 50))))
        == MAX_PROBLEMS
    )
