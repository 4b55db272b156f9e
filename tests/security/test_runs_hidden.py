"""Nothing hidden leaves the server during a run: no truth, no future, no seed, no key to the answers."""

from __future__ import annotations

from html import unescape

import pytest
from sqlalchemy.orm import Session

from academy.sim.instance import Request
from academy.simulations.services import starting
from tests.browsers import Browser
from tests.integration.simulations.players import SEED, Player, prepared_day, start, store_day
from tests.people import Cast, sign_in

#: Shorter texts turn up in other texts by chance.
TELLING = 25


@pytest.fixture
def player(client: Browser, people: Cast, session: Session, monkeypatch: pytest.MonkeyPatch) -> Player:
    monkeypatch.setattr(starting, "SEEDS", range(SEED, SEED + 1))
    store_day(session)
    return start(sign_in(client, people.ada))


def everything_sent(player: Player) -> str:
    """All that a player can get out of the server at this moment: pages, fragments, states, headers."""
    client, sent = player.client, []
    opened = [""] + [f"?request={request['id']}" for request in player.view()["requests"]]
    for what in ("", "desk", "state", "debrief", "decisions/1"):
        for query in opened:
            response = client.get(player.path(what) + query)
            sent += [unescape(response.text), str(response.headers)]
    for path in ("/practise", "/scenarios/ship-thursday", "/"):
        sent.append(unescape(client.get(path).text))
    return "\n".join(sent)


def hidden_texts(request: Request) -> list[str]:
    """What only the debrief may say of a request."""
    hidden = request.hidden
    texts = [hidden.reason, hidden.ideal, hidden.consequence, hidden.answer]
    texts += [verdict.reason for verdict in hidden.verdicts]
    texts += [effect.reason for effect in hidden.wording_effects]
    return [text for text in texts if len(text) >= TELLING]


def visible_texts(request: Request) -> list[str]:
    """What is seen of a request from its arrival on."""
    visible = request.visible
    texts = [visible.body, *visible.thread, *(attachment.text for attachment in visible.attachments)]
    return [text for text in texts if len(text) >= TELLING]


@pytest.mark.parametrize("moves", [0, 6, 20])
def test_no_hidden_text_and_no_future_request_is_sent(player: Player, moves: int) -> None:
    for _ in range(moves):
        player.step()
    sent = everything_sent(player)
    born = {request["id"] for request in player.view()["requests"]}
    requests = prepared_day().instance.requests
    assert len(born) < len(requests)
    for request in requests:
        leaked = [text for text in hidden_texts(request) if text in sent]
        assert leaked == []
        if request.id not in born:
            assert [text for text in visible_texts(request) if text in sent] == []
            assert f'"{request.id}"' not in sent


def test_the_state_of_a_request_has_only_the_fields_of_the_view(player: Player) -> None:
    player.step("30")
    words = {
        "weight",
        "due_minutes",
        "work_minutes",
        "owner",
        "verdicts",
        "seed",
        "digest",
        "cost",
        "charges",
    }
    for request in player.view()["requests"]:
        assert request["answer"] is None
        assert not words & set(request)
    assert not words & set(player.state()) | words & set(player.view())


def test_the_seed_and_the_digest_of_the_day_are_not_sent(player: Player) -> None:
    player.step("30")
    sent = everything_sent(player)
    assert prepared_day().instance.digest not in sent
    assert "seed" not in sent.casefold().replace("seedling", "")


def test_an_answer_is_sent_once_it_is_in(player: Player) -> None:
    answers = {one.id: one.hidden.answer for one in prepared_day().instance.requests if one.hidden.answer}
    while not (asked := [one["id"] for one in player.view()["requests"] if one["id"] in answers]):
        player.step()
    answer = answers[asked[0]]
    player.decide("ask", asked[0])
    assert answer not in everything_sent(player)
    player.step("30")
    told = next(one for one in player.view()["requests"] if one["id"] == asked[0])["answer"]
    assert told["text"] == answer


def test_refusals_do_not_tell_what_is_to_come(player: Player) -> None:
    born = {request["id"] for request in player.view()["requests"]}
    messages = {
        player.decide("ask", request.id).json["message"]
        for request in prepared_day().instance.requests
        if request.id not in born
    }
    assert len(messages) == 1
