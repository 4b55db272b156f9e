"""The feed as RFC 5545 wants it, whatever is in a title."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from academy.notices.calendar import calendar_of, tag_of
from academy.notices.deadlines import Deadline

URL = "https://academy.example"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TITLES = st.text(st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=200)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(  # noqa: DTZ001
    lambda one: one.replace(microsecond=0, tzinfo=UTC)
)
DEADLINES = st.lists(
    st.builds(
        Deadline,
        uid=st.from_regex(r"[a-z]{1,9}-[0-9]{1,6}", fullmatch=True),
        title=TITLES,
        due_at=MOMENTS,
        url=st.just("/somewhere"),
    ),
    max_size=5,
)


@given(DEADLINES)
def test_what_goes_in_comes_out(deadlines: list[Deadline]) -> None:
    written = calendar_of(deadlines, public_url=URL, now=NOW)
    events = Calendar.from_ical(written).walk("VEVENT")
    assert [(str(one["summary"]), one.decoded("dtstart")) for one in events] == [
        (f"Due: {one.title}", one.due_at) for one in deadlines
    ]
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert written.endswith(b"END:VCALENDAR\r\n")


@given(DEADLINES, st.integers(1, 10**6))
def test_uids_and_tag_do_not_depend_on_when_it_is_fetched(deadlines: list[Deadline], seconds: int) -> None:
    def uids(now: datetime) -> list[str]:
        feed = calendar_of(deadlines, public_url=URL, now=now)
        return [str(one["uid"]) for one in Calendar.from_ical(feed).walk("VEVENT")]

    assert uids(NOW) == uids(NOW + timedelta(seconds=seconds))
    assert tag_of(deadlines, public_url=URL) == tag_of(list(deadlines), public_url=URL)


def test_every_change_that_shows_changes_the_tag() -> None:
    one = Deadline("assignment-1", "Ship", NOW, "/a")
    others = [
        Deadline("assignment-2", "Ship", NOW, "/a"),
        Deadline("assignment-1", "Sail", NOW, "/a"),
        Deadline("assignment-1", "Ship", NOW + timedelta(minutes=1), "/a"),
        Deadline("assignment-1", "Ship", NOW, "/b"),
    ]
    tags = {tag_of([deadline], public_url=URL) for deadline in (one, *others)}
    assert len(tags | {tag_of([], public_url=URL), tag_of([one], public_url="https://b.example")}) == 7
