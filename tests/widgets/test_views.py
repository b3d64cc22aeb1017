from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QTabBar

from jbdesk.model.exchange import Exchange
from jbdesk.model.problem import Problem, Severity
from jbdesk.widgets import badge, buttons, icons, labels, theme
from jbdesk.widgets.exchange_view import ExchangeView
from jbdesk.widgets.json_view import JsonView
from jbdesk.widgets.notice import Notice
from jbdesk.widgets.step_list import Step, StepList, StepState

REFUSED = Exchange(
    "1",
    datetime(2026, 3, 3, tzinfo=UTC),
    "POST",
    "https://nto.example/interaction/v1/events",
    (("Authorization", "Bearer …"),),
    '{"ContactKey":"susan"}',
    400,
    "Bad Request",
    (("Content-Type", "application/json"),),
    '{"errorcode":10006}',
    96,
)


def shown_texts(widget):
    return [
        each.text() for each in widget.findChildren(labels.QLabel) if each.isVisible()
    ]


def test_an_answer_shows_status_time_and_its_body_indented(shown):
    view = shown(ExchangeView())

    view.show_exchange(REFUSED)

    assert {"400 Bad Request", "96 ms"} <= set(shown_texts(view))
    answer = next(each for each in view.findChildren(JsonView) if each.isVisible())
    assert answer.toPlainText() == '{\n  "errorcode": 10006\n}'


def test_request_and_headers_are_one_click_away(shown):
    view = shown(ExchangeView())
    view.show_exchange(REFUSED)

    texts = []
    for page in (1, 2):
        view.findChild(QTabBar).setCurrentIndex(page)
        seen = next(each for each in view.findChildren(JsonView) if each.isVisible())
        texts.append(seen.toPlainText())

    assert '"ContactKey": "susan"' in texts[0]
    assert "Content-Type: application/json" in texts[1]


def test_copy_as_curl_leaves_the_token_out(shown):
    view = shown(ExchangeView())
    view.show_exchange(REFUSED)

    view.copy_as_curl()

    assert "$JBDESK_TOKEN" in QGuiApplication.clipboard().text()


def test_before_anything_is_sent_it_says_so(shown):
    view = shown(ExchangeView("Nothing fired yet", "Fill the form and press Fire."))

    assert shown_texts(view) == ["Nothing fired yet", "Fill the form and press Fire."]


def test_a_big_text_comes_in_slices_and_whole(aio, shown):
    view = shown(JsonView("Answer"))
    text = "\n".join(f'"name {i}": {i}' for i in range(60_000))

    view.show_text(text)
    assert view.is_filling

    aio(aio.until(lambda: not view.is_filling))
    assert view.toPlainText() == text


def test_a_later_text_replaces_one_that_still_comes_in(aio, shown):
    view = shown(JsonView("Answer"))
    view.show_text("\n".join(["x" * 80] * 60_000))

    view.show_text("short")

    aio(aio.until(lambda: not view.is_filling))
    assert view.toPlainText() == "short"


def test_a_line_too_long_to_lay_out_is_broken(shown):
    view = shown(JsonView("Answer"))

    view.show_text("x" * 5000)

    assert max(map(len, view.toPlainText().split("\n"))) == 2000


def test_a_notice_says_each_problem_once_and_offers_what_mends_it(shown):
    notice = shown(Notice())
    pressed = []

    notice.show_problems(
        [Problem("One."), Problem("Two."), Problem("One.")],
        [("Try again", lambda: pressed.append(1))],
    )
    again = next(b for b in notice.findChildren(buttons.QPushButton))
    again.click()

    assert notice.text == "• One.\n• Two."
    assert pressed == [1]
    notice.show_problems([])
    assert not notice.isVisible()


def test_a_notice_of_warnings_alone_is_no_alarm(shown):
    notice = shown(Notice())

    notice.show_problems([Problem("Slow.", Severity.WARNING)])

    assert notice.state == "warn"


def test_text_that_looks_like_markup_is_shown_as_it_is(shown):
    label = shown(labels.body("<b>bold</b> & <img src=x>"))

    assert label.textFormat() is label.textFormat().PlainText
    assert label.text() == "<b>bold</b> & <img src=x>"


def test_steps_show_title_text_and_evidence_and_tell_whose_button_was_pressed(shown):
    steps = shown(StepList())
    heard = []
    steps.action_chosen.connect(heard.append)

    steps.show_steps(
        (Step(StepState.WAITING, "Accepted"), Step(StepState.WAITING, "In"))
    )
    done = Step(StepState.FAILED, "Not entered", "Inside.", "certain", "in", "Eject…")
    steps.show_steps((done,))
    next(b for b in steps.findChildren(buttons.QPushButton) if b.isVisible()).click()

    assert shown_texts(steps) == ["Not entered", "Inside.", "certain"]
    assert heard == ["in"]


def test_a_badge_without_a_word_is_not_there(shown):
    made = shown(badge.Badge("Draft"))

    made.show_state("", "bad")

    assert not made.isVisible()


@pytest.mark.parametrize("scheme", [theme.Scheme.DARK, theme.Scheme.LIGHT])
def test_icons_and_labels_follow_a_change_of_the_scheme(qt_loop, shown, scheme):
    label = shown(labels.muted("token"))
    icon = icons.icon("circle", "accent")

    theme.apply(QApplication.instance(), scheme)

    drawn = icon.pixmap(32).toImage()
    seen = {drawn.pixelColor(x, 16).name() for x in range(32)}
    assert theme.colour("accent").name() in seen
    role = label.foregroundRole()
    assert label.palette().color(role) == theme.colour("muted")


def test_a_name_without_a_picture_still_draws_something():
    assert not icons.icon("no such icon").pixmap(16).isNull()


@pytest.mark.parametrize("column", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("token", ["text", "muted", "accent", "ok", "warn", "bad"])
@pytest.mark.parametrize("ground", ["surface", "bg", "raised"])
def test_text_stands_out_from_its_ground(column, token, ground):
    def luminance(name):
        def linear(part):
            return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

        text = theme.COLOURS[name][column]
        red, green, blue = (
            linear(int(text[i : i + 2], 16) / 255) for i in range(1, 7, 2)
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(token), luminance(ground)))

    assert (high + 0.05) / (low + 0.05) >= 4.5
