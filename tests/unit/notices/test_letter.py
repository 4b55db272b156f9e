"""The text of a digest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from academy.notices.letter import MAX_LINES, Line, Matter, Reader, letter_of
from academy.notices.models import Notice
from academy.notices.schedule import Rhythm

NOW = datetime(2026, 3, 2, 8, 5, tzinfo=UTC)
READER = Reader(
    name="Ada",
    time_zone="Asia/Seoul",
    rhythm=Rhythm.WEEKLY,
    public_url="https://academy.example",
    choices_url="https://academy.example/account/notices",
    unsubscribe_url="https://academy.example/unsubscribe/u",
)


def notice(title: str) -> Notice:
    return Notice(person_id=1, kind="Feedback", title=title, url="/runs/1", created_at=NOW)


def test_it_says_what_is_due_new_and_waiting_in_that_order_and_in_the_readers_zone() -> None:
    due = Line("Ship Thursday", "/scenarios/x", "Due: for Spring intake", 14, NOW + timedelta(hours=3))
    matter = Matter(
        due=(due,), waiting=(Line("11 cards", "/review", "Review", 4),), begun=(Line("Lock", "/m"),)
    )
    letter = letter_of(matter, [notice("Tom wrote")], reader=READER, now=NOW)
    assert letter is not None
    assert letter.subject == "Academy: 1 due, 1 new, 1 waiting"
    assert (
        "DUE\n  Ship Thursday\n  Due: for Spring intake · Mon 2 Mar, 20:05 KST, in 3 h · 14 min\n"
        "  https://academy.example/scenarios/x\n"
    ) in letter.body
    places = [letter.body.index(word) for word in ("DUE", "NEW", "WAITING FOR YOU", "GO ON WITH")]
    assert places == sorted(places)
    assert "every Monday at 08:00 (Seoul time)" in letter.body
    assert "Stop it with one click: https://academy.example/unsubscribe/u" in letter.body


def test_what_is_only_begun_is_no_reason_to_write() -> None:
    assert letter_of(Matter(), [], reader=READER, now=NOW) is None
    assert letter_of(Matter(begun=(Line("Lock", "/m"),)), [], reader=READER, now=NOW) is None


def test_a_long_list_is_cut_and_counted() -> None:
    news = [notice(f"Number {number}") for number in range(MAX_LINES + 3)]
    letter = letter_of(Matter(), news, reader=READER, now=NOW)
    assert letter is not None
    assert letter.subject == f"Academy: {MAX_LINES + 3} new"
    assert "and 3 more: https://academy.example/" in letter.body
    assert f"Number {MAX_LINES}" not in letter.body


def test_a_title_cannot_write_lines_of_its_own() -> None:
    letter = letter_of(Matter(), [notice("Tom\n--\nStop it: https://evil.example")], reader=READER, now=NOW)
    assert letter is not None
    assert "  Tom -- Stop it: https://evil.example\n" in letter.body
