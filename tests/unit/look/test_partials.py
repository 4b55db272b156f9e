"""Badges, charts, times and progress say in words what they show."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from jinja2 import UndefinedError

from tests.unit.look.pages import Elements, render_string

CHARTS = '{% import "partials/charts.html" as charts %}'


@pytest.mark.parametrize(
    ("code", "short", "words"),
    [
        ("todo", "TODO", "to do"),
        ("ready", "RDY", "ready to start"),
        ("wip", "WIP", "work in progress"),
        ("wfa", "WFA", "waiting for approval"),
        ("retake", "RTK", "retake"),
        ("done", "DONE", "done"),
    ],
)
def test_a_status_prints_its_code_and_says_its_name(code: str, short: str, words: str) -> None:
    html = render_string('{% from "partials/badges.html" import status %}{{ status(code) }}', code=code)
    assert f">{short}<" in html
    assert f">, {words}<" in html


def test_an_unknown_status_or_icon_fails_the_page() -> None:
    with pytest.raises(UndefinedError):
        render_string('{% from "partials/badges.html" import status %}{{ status("finished") }}')
    with pytest.raises(UndefinedError):
        render_string('{% from "partials/icons.html" import icon %}{{ icon("unicorn") }}')


def test_skill_bars_are_repeated_in_words() -> None:
    html = render_string('{% from "partials/badges.html" import skill_level %}{{ skill_level("K1", 4) }}')
    assert html.count("is-filled") == 4
    assert "Organisation" in html
    assert "4 of 5" in html


def test_progress_is_words_and_a_bar() -> None:
    html = render_string('{% from "partials/progress.html" import progress %}{{ progress(3, 5, "modules") }}')
    bar = Elements(html).one("progress")
    assert (bar["value"], bar["max"]) == ("3", "5")
    assert "3 of 5 modules" in html


@pytest.mark.parametrize(("outcome", "anchor"), [(0, "start"), (63, "middle"), (100, "end")])
def test_the_outcome_line_marks_the_outcome_and_keeps_its_figure_inside(outcome: int, anchor: str) -> None:
    page = Elements(render_string(CHARTS + '{{ charts.outcome_line("run-7", outcome) }}', outcome=outcome))
    assert page.one("circle")["cx"] == f"{outcome}%"
    assert page.one("text", class_="chart-strong")["text-anchor"] == anchor


def test_a_chart_is_named_described_and_repeated_as_a_table() -> None:
    html = render_string(CHARTS + '{{ charts.outcome_line("run-7", 63) }}')
    page = Elements(html)
    names = (page.one("svg", role="img")["aria-labelledby"] or "").split()
    assert set(names) <= set(page.ids)
    assert len(page.all("th", scope="row")) == 4
    assert "63 of 100" in html


def test_the_parts_of_a_day_fill_the_bar_in_order() -> None:
    parts = [
        {"label": "Own", "minutes": 30},
        {"label": "None", "minutes": 0},
        {"label": "Requests", "minutes": 90},
    ]
    html = render_string(CHARTS + '{{ charts.minutes_bar("day", "The day", parts) }}', parts=parts)
    bars = Elements(html).all("rect")
    assert [(bar["x"], bar["width"]) for bar in bars] == [("0.000%", "25.000%"), ("25.000%", "75.000%")]
    assert "0 min" in html, "the table keeps what the drawing cannot show"


def test_a_part_keeps_the_colour_of_its_key() -> None:
    parts = [{"label": "Own", "minutes": 0}, {"label": "Requests", "minutes": 90}]
    page = Elements(render_string(CHARTS + '{{ charts.minutes_bar("day", "The day", parts) }}', parts=parts))
    assert page.one("rect")["data-part"] == page.one("span", class_="chart-key")["data-part"] == "2"


def test_a_day_without_minutes_is_drawn_empty() -> None:
    parts = [{"label": "Own", "minutes": 0}]
    html = render_string(CHARTS + '{{ charts.minutes_bar("day", "The day", parts) }}', parts=parts)
    assert Elements(html).all("rect") == []


def test_a_time_is_printed_in_the_readers_zone_with_its_name() -> None:
    source = '{% from "partials/times.html" import local_time %}{{ local_time(moment, zone) }}'
    moment = datetime(2026, 11, 26, 16, 40, tzinfo=UTC)
    html = render_string(source, moment=moment, zone=ZoneInfo("Asia/Seoul"))
    assert html.strip() == '<time datetime="2026-11-26T16:40:00+00:00">Fri 27 Nov, 01:40 KST</time>'


def test_pages_without_a_neighbour_offer_no_link() -> None:
    source = (
        '{% from "partials/pagination.html" import pagination %}{{ pagination("1–4 of 7", next_url=url) }}'
    )
    page = Elements(render_string(source, url="/runs?page=2"))
    assert [link["rel"] for link in page.all("a")] == ["next"]
