"""The fold: the last word counts, all words stay, whatever the order in which events arrive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from academy.checklists.models import EventKind, Verdict
from academy.checklists.sign_offs import Said, standing
from academy.checklists.state import WORDS, Event, Item, ListState, Word, fold

ITEMS = tuple(
    Item(f"C-ANI-0{number}", "It is so", "Because", ("ED",), number % 2 == 1, "A file", "pre/animatic")
    for number in range(1, 4)
)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
URLS = ("", "https://a.example/1", "https://a.example/2")


@st.composite
def logs(draw: st.DrawFn) -> list[Event]:
    """What two people did to a list, numbered in the order of their commits."""
    kinds = st.sampled_from(list(EventKind))
    drawn = draw(st.lists(st.tuples(kinds, st.integers(0, 3), st.sampled_from(["Ada", "Ben"])), max_size=25))
    events = []
    for number, (kind, place, who) in enumerate(drawn, start=1):
        item = None if kind is EventKind.DUE_CHANGED else ("C-ANI-99" if place == 3 else ITEMS[place].id)
        payload = {"text": draw(st.sampled_from(["", f"note {number}"])), "url": draw(st.sampled_from(URLS))}
        payload |= {"due": draw(st.sampled_from(["", (NOON + timedelta(days=number)).isoformat()]))}
        payload |= {"owner": draw(st.sampled_from(["", "DIR"])), "name": "Mara"}
        events.append(Event(number, item, kind, payload, 1, who, NOON + timedelta(minutes=number)))
    return events


def state_after(events: list[Event]) -> ListState:
    return fold(ITEMS, events, due_at=NOON)


@given(logs(), st.randoms())
def test_the_order_of_arrival_does_not_matter(events, random):
    shuffled = list(events)
    random.shuffle(shuffled)
    assert state_after(shuffled) == state_after(events)


@given(logs())
def test_each_items_last_word_wins(events):
    for one in state_after(events).items:
        said = [event for event in events if event.item_id == one.item.id and event.kind in WORDS]
        assert one.word is (WORDS[said[-1].kind] if said else Word.OPEN)
        assert one.said == (said[-1] if said else None)


@given(logs())
def test_no_word_and_no_note_is_lost(events):
    state = state_after(events)
    kept = [event for one in state.items for event in one.history] + list(state.history)
    known = [event for event in events if event.item_id != "C-ANI-99"]
    assert sorted(event.number for event in kept) == [event.number for event in known]
    notes = {event.payload["text"] for one in state.items for event in one.notes}
    for event in known:
        if event.kind in {EventKind.TICKED, EventKind.NOTED} and event.payload["text"]:
            assert event.payload["text"] in notes


@given(logs())
def test_numbers_add_up(events):
    state = state_after(events)
    assert 0 <= state.done <= state.applicable <= len(ITEMS)
    assert state.is_complete == (state.done == state.applicable)
    assert {one.item.id for one in state.open_gates} <= {one.item.id for one in state.items if one.is_open}


@given(logs(), logs())
def test_going_on_from_a_log_is_the_same_as_taking_it_whole(first, second):
    moved = [
        Event(len(first) + one.number, one.item_id, one.kind, one.payload, one.person_id, one.who, one.at)
        for one in second
    ]
    whole, begun = state_after(first + moved), state_after(first)
    for before, after in zip(begun.items, whole.items, strict=True):
        assert after.history[: len(before.history)] == before.history


@given(logs(), st.integers(0, 25))
def test_only_what_is_done_and_was_seen_is_signed_off(events, seen):
    state = state_after(events)
    said = [Said(1, None, Verdict.SIGNED_OFF, "", "Tom", NOON, seen)]
    expected = {one.item.id for one in state.items if one.word is Word.DONE and one.said.number <= seen}
    assert set(standing(state, said)) == expected


def test_a_removed_link_is_gone_and_the_rest_stays():
    one, two = "https://a.example/1", "https://a.example/2"
    events = [
        Event(1, ITEMS[0].id, EventKind.NOTED, {"url": one}, 1, "Ada", NOON),
        Event(2, ITEMS[0].id, EventKind.NOTED, {"url": two}, 1, "Ada", NOON),
        Event(3, ITEMS[0].id, EventKind.LINK_REMOVED, {"url": one}, 1, "Ben", NOON),
    ]
    assert [link.payload["url"] for link in state_after(events).items[0].links] == [two]


def test_the_newest_row_of_a_trainer_counts_for_an_item():
    ticked = [Event(1, ITEMS[0].id, EventKind.TICKED, {}, 1, "Ada", NOON)]
    whole = Said(1, None, Verdict.SIGNED_OFF, "", "Tom", NOON, 1)
    refused = Said(2, ITEMS[0].id, Verdict.NOT_YET, "Where?", "Tom", NOON, 1)
    withdrawn = Said(3, ITEMS[0].id, Verdict.WITHDRAWN, "", "Tom", NOON, 1)
    state = state_after(ticked)
    assert set(standing(state, [whole])) == {ITEMS[0].id}
    assert set(standing(state, [whole, refused])) == set()
    assert set(standing(state, [whole, refused, withdrawn])) == {ITEMS[0].id}
