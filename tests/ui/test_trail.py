"""The trail: back and forward like a browser's."""

from secreader.ui.trail import Trail


def test_back_and_forward_walk_the_stories_in_the_order_of_the_visits() -> None:
    trail = Trail()
    for story in (1, 2, 3):
        trail.visit(story)
    assert [trail.back(), trail.back(), trail.back()] == [2, 1, None]
    assert [trail.forward(), trail.forward(), trail.forward()] == [2, 3, None]


def test_a_visit_after_going_back_drops_what_lay_ahead() -> None:
    trail = Trail()
    for story in (1, 2, 3):
        trail.visit(story)
    trail.back()
    trail.visit(9)
    assert trail.forward() is None
    assert trail.back() == 2


def test_opening_the_same_story_again_is_no_new_stop() -> None:
    trail = Trail()
    trail.visit(1)
    trail.visit(1)
    assert trail.back() is None
