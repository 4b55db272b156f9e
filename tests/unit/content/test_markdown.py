"""What an author writes, and what a reader gets."""

from pathlib import Path

import pytest

from academy.content.glossary import Glossary, GlossaryTerm
from academy.content.images import Image
from academy.content.markdown import Page, Rendered, render

ANIMATIC = GlossaryTerm("animatic", "Animatic", "Boards cut to <sound>.", ("animatics",))
WIP = GlossaryTerm("wip", "WIP", "Work in progress.")
MAP = Image(Path("desk/img/map.svg"), "/courses/desk/img/map.svg", "image/svg+xml", "d1", 40, 20)
PAGE = Page(
    path=Path("desk/01-first.md"),
    first_line=10,
    links={"02-second.md": "/courses/desk/second", "../other/01-a.md": "/courses/other/a"},
    images={"img/map.svg": MAP},
    glossary=Glossary({term.slug: term for term in (ANIMATIC, WIP)}),
)


def rendered(text: str) -> Rendered:
    page = render(text, PAGE)
    assert [str(problem) for problem in page.problems] == []
    return page


def html(text: str) -> str:
    return rendered(text).html.strip()


def test_headings_have_ids_that_cannot_shadow_anything() -> None:
    page = rendered("## Body\n\n### A & `b`\n\n### Body\n")
    assert [(heading.level, heading.id, heading.text) for heading in page.headings] == [
        (2, "s-body", "Body"),
        (3, "s-a-b", "A & b"),
        (3, "s-body_1", "Body"),
    ]
    assert '<h2 id="s-body">Body</h2>' in page.html


def test_links_between_modules_become_addresses() -> None:
    assert html("[a](02-second.md)") == '<p><a href="/courses/desk/second">a</a></p>'
    assert 'href="/courses/desk/second#s-late-news"' in html("[a](02-second.md#late-news)")
    assert 'href="/courses/other/a"' in html("[a](../other/01-a.md)")
    assert 'href="#s-late-news"' in html("## Late news\n\n[a](#late-news)")
    assert 'href="/scenarios/ship-thursday"' in html("[a](/scenarios/ship-thursday)")
    assert 'href="mailto:desk@example.org"' in html("[a](mailto:desk@example.org)")


def test_links_that_leave_the_site_are_marked_and_tell_the_other_side_nothing() -> None:
    link = '<a class="external" href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer">'
    assert html("[a](https://example.org/?a=1&b=2)") == f"<p>{link}a</a></p>"
    assert 'rel="noopener noreferrer"' in html("<https://example.org>")


def test_an_image_on_its_own_is_a_figure_with_its_size() -> None:
    assert html('![A map of the desk](img/map.svg "The desk")') == (
        '<figure><img alt="A map of the desk" decoding="async" height="20" loading="lazy"'
        ' src="/courses/desk/img/map.svg" width="40"><figcaption>The desk</figcaption></figure>'
    )
    assert html("See ![a map](img/map.svg) here.").startswith("<p>See <img ")
    assert rendered("![a map](img/map.svg)").images == {"map.svg"}


def test_a_table_scrolls_in_a_region_with_a_name_of_its_own() -> None:
    table = "| Code | Days |\n|---|--:|\n| E104 | 3 |\n"
    page = html(f"{table}\n## Late\n\n{table}")
    assert '<div aria-label="Table 1" class="table-frame" role="region" tabindex="0"><table>' in page
    assert 'aria-label="Table 2: Late"' in page
    assert '<th scope="col">Code</th>' in page
    assert '<th class="is-number" scope="col">Days</th>' in page
    assert '<td class="is-number">3</td>' in page


def test_an_empty_corner_of_a_table_heads_nothing() -> None:
    page = html("| | Dusk |\n|---|---|\n| Whole | x |\n")
    assert page.count("<th") == page.count('<th scope="col">') + page.count("<thead") == 2


def test_tasks_are_read_out_and_are_no_form() -> None:
    page = html("- [ ] lock the cut\n- [x] send *notes*\n")
    assert '<ul class="task-list">' in page
    assert (
        '<li class="task"><span aria-label="to do" class="task-box" role="img">☐</span> lock the cut' in page
    )
    assert (
        '<li class="task is-done"><span aria-label="done" class="task-box" role="img">☑</span> send <em>'
        in page
    )


def test_tasks_in_a_loose_list_are_tasks_too() -> None:
    assert html("- [ ] one\n\n- [x] two\n").count('class="task-box"') == 2


def test_definition_lists_and_footnotes() -> None:
    page = html("Retake\n:   A shot to be done again.\n\nA claim.[^who]\n\n[^who]: Somebody, 2024.\n")
    assert "<dt>Retake</dt>\n<dd>A shot to be done again.</dd>" in page
    assert (
        '<sup id="fnref:who"><a aria-label="Note 1" class="footnote-ref" href="#fn:who">1</a></sup>' in page
    )
    assert '<li id="fn:who">' in page
    assert 'href="#fnref:who" title="Back to note 1 in the text">↑</a>' in page


@pytest.mark.parametrize(
    ("opening", "classes", "title"),
    [
        ("note | Two desks", "admonition note", "Two desks"),
        ("tip", "admonition tip", "Tip"),
        ("warning", "admonition warning", "Take care"),
        ("example", "admonition example", "Example"),
        ("try", "admonition try", "Try it"),
        ("room", "admonition room", "In the room"),
    ],
)
def test_callouts(opening: str, classes: str, title: str) -> None:
    assert html(f"/// {opening}\nDo *it*.\n///") == (
        f'<div class="{classes}">\n<p class="admonition-title">{title}</p>\n<p>Do <em>it</em>.</p>\n</div>'
    )


def test_details_hold_an_answer_and_other_blocks() -> None:
    page = html("//// details | Who decides?\nThe director.\n\n/// note\nAlways.\n///\n////")
    assert page.startswith("<details>\n<summary>Who decides?</summary>\n<p>The director.</p>\n<div ")
    assert page.endswith("</div>\n</details>")


def test_an_artefact_has_a_frame_with_its_kind_and_title() -> None:
    page = html("/// artefact | callsheet: Day one: x\nFrom\n:   Priya\n///")
    assert page == (
        '<section aria-label="Call sheet: Day one: x" class="artefact artefact-callsheet" role="group">\n'
        '<header class="artefact-title"><span class="artefact-kind">Call sheet</span>'
        "<span>Day one: x</span></header>\n"
        "<dl>\n<dt>From</dt>\n<dd>Priya</dd>\n</dl>\n</section>"
    )


def test_fenced_code_keeps_every_character() -> None:
    assert html("```text\n<b> [^q] ///\n```") == "<pre><code>&lt;b&gt; [^q] ///\n</code></pre>"


def test_the_first_use_of_a_term_carries_its_definition() -> None:
    page = rendered("An animatic, **WIP**, and an animatic more. Animatics too.")
    link = '<a class="term" data-behavior="term" data-definition="{}" href="/glossary#{}">{}</a>'
    assert page.html.strip() == (
        f"<p>An {link.format('Boards cut to &lt;sound&gt;.', 'animatic', 'animatic')}, "
        f"<strong>{link.format('Work in progress.', 'wip', 'WIP')}</strong>, "
        "and an animatic more. Animatics too.</p>"
    )
    assert page.terms == ("animatic", "wip")


@pytest.mark.parametrize(
    "text",
    [
        "## The animatic",
        "[animatic](02-second.md)",
        "`animatic`",
        "/// details | An animatic?\nAn animatic.\n///",
        "/// artefact | mail: The animatic\nAttached.\n///",
        "animatic-like, wip, preanimatic",
        "Said.[^a]\n\n[^a]: The animatic, 2020.",
    ],
)
def test_a_term_is_no_link_where_a_link_would_be_in_the_way(text: str) -> None:
    assert rendered(text).terms == ()


def test_a_term_linked_by_hand_carries_its_definition_and_is_linked_once() -> None:
    page = rendered("A [story reel](/glossary#animatic), an animatic.")
    assert page.terms == ("animatic",)
    assert page.html.count("data-definition") == 1
    assert 'href="/glossary#animatic">story reel</a>, an animatic.' in page.html


def test_a_term_may_begin_a_sentence() -> None:
    assert rendered("Animatic first.").terms == ("animatic",)


def test_words_count_what_is_read_without_the_notes() -> None:
    assert rendered("## One two\n\nThree *four* five.[^a]\n\n- six\n\n[^a]: not these words\n").words == 6


def test_the_same_text_gives_the_same_page() -> None:
    text = "## A\n\nAn animatic.[^a]\n\n[^a]: x\n"
    assert render(text, PAGE) == render(text, PAGE)
