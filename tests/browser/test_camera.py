"""The camera of the network: dragging, wheel, buttons, fingers; a move is no click."""

from collections.abc import Callable
from typing import Any

import pytest
from made_graphs import make_synthetic
from opened import Open, Opened

from graphkit.graph.graph import Graph

NODE = "gcm:1"
RESTED = """() => new Promise(done => {
  let [before, still] = [null, 0];
  const look = () => {
    const now = JSON.stringify(graphkit.spotOf('gcm:1'));
    still = now === before ? still + 1 : 0;
    before = now;
    if (still > 12) done(); else requestAnimationFrame(look);
  };
  look();
})"""
TAPS = """([clientX, clientY]) => ["pointerdown", "pointerup", "pointerdown", "pointerup"].forEach(type =>
  document.querySelector("#picture canvas").dispatchEvent(new PointerEvent(type,
    { clientX, clientY, pointerType: "touch", isPrimary: true, button: 0, bubbles: true })))"""
EMPTY = "(() => { const r = document.getElementById('picture').getBoundingClientRect(); return [r.x + 8, r.y + 8] })()"


def spot(opened: Opened, id: str = NODE) -> tuple[float, float]:
    found = opened.page.evaluate("id => graphkit.spotOf(id)", id)
    return found["x"], found["y"]


def settle(opened: Opened) -> None:
    opened.page.wait_for_timeout(400)  # longer than a glide, a wheel's last turn and a copy's rest
    opened.page.evaluate(RESTED)


def brightness(opened: Opened, at: tuple[float, float]) -> Any:
    """Return how much of the place is painted, 0 to 255."""
    return opened.page.evaluate(
        "([x, y]) => { const c = document.querySelector('#picture canvas'), r = c.getBoundingClientRect();"
        " const k = c.width / r.width, one = document.createElement('canvas').getContext('2d');"
        " one.drawImage(c, (x - r.x) * k - 1, (y - r.y) * k - 1, 2, 2, 0, 0, 2, 2);"
        " return one.getImageData(0, 0, 1, 1).data[3] }",
        list(at),
    )


def test_a_drag_moves_the_picture_and_opens_nothing(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, state="overview=0")
    x, y = spot(opened)
    opened.page.mouse.move(x, y)
    opened.page.mouse.down()
    opened.page.mouse.move(x - 60, y + 40, steps=6)
    opened.page.mouse.up()
    settle(opened)
    assert spot(opened) == pytest.approx((x - 60, y + 40), abs=1)
    assert "node=" not in opened.state() and "camera=" in opened.state()
    assert brightness(opened, (x - 60 + 6, y + 40)) == 255


def test_a_click_that_does_not_move_leaves_the_camera_alone(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, state="overview=0")
    opened.click_node(NODE)
    settle(opened)
    assert "node=gcm%3A1" in opened.state() and "camera=" not in opened.state()


def test_the_wheel_zooms_about_the_pointer(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, state="overview=0")
    x, y = spot(opened)
    other = spot(opened, "gcm:2")
    opened.page.mouse.move(x, y)
    opened.page.mouse.wheel(0, -300)
    settle(opened)
    assert spot(opened) == pytest.approx((x, y), abs=1)
    assert abs(spot(opened, "gcm:2")[1] - y) > 1.2 * abs(other[1] - y)


def test_buttons_zoom_about_the_middle_and_fit_again(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, state="overview=0")
    before = spot(opened)
    opened.page.click(".zoom button >> nth=0")
    settle(opened)
    assert spot(opened) != pytest.approx(before, abs=1)
    assert "camera=" in opened.state()
    opened.page.click("#fit")
    settle(opened)
    assert spot(opened) == pytest.approx(before, abs=1)
    assert "camera=" not in opened.state()


def test_a_second_click_centres_on_the_node(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, state="overview=0")
    x, y = spot(opened)
    opened.page.mouse.dblclick(x, y)
    settle(opened)
    assert "preset=one" in opened.state() and "centre=gcm%3A1" in opened.state()


def make_touch(opened: Opened) -> Callable[..., None]:
    client = opened.page.context.new_cdp_session(opened.page)

    def touch(type: str, *points: tuple[float, float]) -> None:
        fingers = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)]
        client.send("Input.dispatchTouchEvent", {"type": type, "touchPoints": fingers})

    return touch


def test_two_fingers_zoom_and_one_moves_without_opening(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, state="overview=0", touch=True)
    (x, y), other = spot(opened), spot(opened, "gcm:2")
    touch = make_touch(opened)
    touch("touchStart", (x - 20, y), (x + 20, y))
    for step in (30, 45, 60):
        touch("touchMove", (x - step, y), (x + step, y))
    touch("touchEnd")
    settle(opened)
    assert spot(opened) == pytest.approx((x, y), abs=2)
    assert abs(spot(opened, "gcm:2")[1] - y) > 2 * abs(other[1] - y)
    touch("touchStart", (x, y))
    for step in (10, 25, 40):
        touch("touchMove", (x, y - step))
    touch("touchEnd")
    settle(opened)
    assert spot(opened) == pytest.approx((x, y - 40), abs=2)
    assert "node=" not in opened.state()


def test_a_second_tap_centres_on_the_node(open_page: Open, graph: Graph) -> None:
    opened = open_page(graph, state="overview=0", touch=True)
    opened.page.evaluate(TAPS, [*spot(opened)])
    settle(opened)
    assert "centre=gcm%3A1" in opened.state()


def test_a_large_picture_is_whole_again_when_it_rests(open_page: Open) -> None:
    opened = open_page(make_synthetic(2500, 60, 12, 5), state="overview=0&unfold=1&detail=0")
    x, y = spot(opened)
    start = opened.page.evaluate(EMPTY)
    opened.page.mouse.move(*start)
    opened.page.mouse.down()
    opened.page.mouse.move(start[0] + 200, start[1] + 120, steps=12)
    opened.page.mouse.up()
    settle(opened)
    assert spot(opened) == pytest.approx((x + 200, y + 120), abs=1)
    for id in ("gcm:1", "gcm:20"):
        at = spot(opened, id)
        assert brightness(opened, (at[0] + 3, at[1])) == 255
