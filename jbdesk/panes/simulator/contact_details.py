"""What one contact did: its journeys step by step, refusals, and messages."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Failure
from jbdesk.model.walking import statuses
from jbdesk.panes.simulator import facts
from jbdesk.panes.simulator.message_card import MessageCard
from jbdesk.panes.simulator.tab import Tab
from jbdesk.widgets import theme
from jbdesk.widgets.badge import Badge
from jbdesk.widgets.buttons import button
from jbdesk.widgets.empty_state import EmptyState
from jbdesk.widgets.labels import ElidedLabel, muted, section
from jbdesk.widgets.step_list import Step, StepList, StepState
from jbdesk.widgets.surfaces import Card, Line, make_surface

_DATE = len("2026-03-31")


class ContactDetails(Card):
    """Follows the chosen contact; drawn anew only when something is new."""

    def __init__(self, tab: Tab) -> None:
        super().__init__()
        self._tab = tab
        self.contact_key = ""
        self._told: Any = None
        self._is_old = True
        self._title = ElidedLabel(set_as="title", mode=Qt.TextElideMode.ElideMiddle)
        self._area = QScrollArea(widgetResizable=True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._empty = EmptyState(
            "No contact chosen", "Its way through its journeys appears here."
        )
        column = QVBoxLayout(self)
        edge = theme.SPACE_3
        column.setContentsMargins(edge, edge, 1, 1)
        column.addWidget(self._title)
        column.addWidget(self._area, 1)
        column.addWidget(self._empty, 1)
        self._show_state()

    def choose(self, contact_key: str) -> None:
        """Follow another contact; "" follows none."""
        if contact_key != self.contact_key:
            self.contact_key, self._told, self._is_old = contact_key, None, True
            self._title.setText(contact_key)
            self._area.setWidget(make_surface(QWidget()))
        self._show_state()

    def outdate(self) -> None:
        self._is_old = True

    async def look(self) -> None:
        key = self.contact_key
        if not key or not self._is_old:
            return
        try:
            told = await self._tab.controls.get("contacts", key)
        except Failure:
            self.choose("")  # the tenant has become another one meanwhile
            return
        if key != self.contact_key:
            return
        self._is_old = False
        if told != self._told:
            self._told = told
            self._draw(told)

    def _show_state(self) -> None:
        for part in (self._title, self._area):
            part.setVisible(bool(self.contact_key))
        self._empty.setVisible(not self.contact_key)

    def _draw(self, told: JsonObject) -> None:
        place = self._area.verticalScrollBar().value()
        page = make_surface(QWidget())
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, theme.SPACE_3, theme.SPACE_3)
        column.setSpacing(theme.SPACE_2)
        for visit in reversed(told["journeys"]):
            self._add_visit(column, visit)
        if told["turnedAway"]:
            column.addWidget(section("Turned away"))
            steps = StepList()
            steps.show_steps(tuple(map(_refusal, reversed(told["turnedAway"]))))
            column.addWidget(steps)
        self._add_messages(column, told)
        column.addStretch(1)
        self._area.setWidget(page)
        page.adjustSize()
        self._area.verticalScrollBar().setValue(place)

    def _add_visit(self, column: QVBoxLayout, visit: JsonObject) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        name = ElidedLabel(facts.journey_of(visit), set_as="strong")
        is_inside = visit["isInside"]
        badge = Badge(*(("inside", "accent") if is_inside else ("left", "neutral")))
        head.addWidget(name, 1)
        head.addWidget(badge)
        if is_inside:
            eject = button("Eject", icon="log-out")
            eject.setToolTip(f"Take the contact out of {facts.journey_of(visit)}")
            eject.clicked.connect(lambda: self._eject(visit, eject))
            head.addWidget(eject)
        column.addLayout(head)
        steps = StepList()
        steps.show_steps(tuple(_steps(visit)))
        column.addWidget(steps)
        column.addWidget(Line())

    def _add_messages(self, column: QVBoxLayout, told: JsonObject) -> None:
        if not told["messages"]:
            return
        column.addWidget(section("Messages"))
        engagement = told.get("engagement") or {}
        for message in reversed(told["messages"]):
            deeds = engagement.get(message["activityKey"]) or {}
            card = MessageCard(message, deeds)
            card.stated.connect(self._state)
            column.addWidget(card)
        column.addWidget(muted("A split that comes later asks what is stated here."))

    def _eject(self, visit: JsonObject, pressed: QWidget) -> None:
        key, controls = self.contact_key, self._tab.controls

        async def eject() -> None:
            body = {"definitionInstanceId": visit["definitionInstanceId"]}
            await controls.post("contacts", key, "eject", body=body)

        self._is_old = True
        self._tab.write(eject, locks=(pressed,))

    def _state(self, activity_key: str, deeds: JsonObject) -> None:
        key, controls = self.contact_key, self._tab.controls
        known = (self._told or {}).get("engagement") or {}
        stated = {**known, activity_key: {**known.get(activity_key, {}), **deeds}}

        async def state() -> None:
            await controls.put("contacts", key, "engagement", body=stated)

        self._is_old = True
        self._tab.write(state)


def _steps(visit: JsonObject) -> list[Step]:
    made = [
        Step(
            StepState.DONE,
            each["name"] or each["activity"],
            each["message"] or "",
            _between(each["entered"], each["left"]),
        )
        for each in visit["steps"]
    ]
    if visit["isInside"]:
        until = facts.told(facts.moment(visit["until"]))
        text = f"Until {until}." if until else "Until something happens."
        name = visit.get("activityTitle") or visit["activity"] or ""
        since = facts.told(facts.moment(visit["since"]))
        made.append(Step(StepState.WAITING, name, text, since))
    else:
        left = facts.told(facts.moment(visit["left"]))
        made.append(Step(StepState.UNKNOWN, "Left the journey", visit["ends"], left))
    return made


def _between(entered: str | None, left: str | None) -> str:
    start, end = facts.told(facts.moment(entered)), facts.told(facts.moment(left))
    if start in ("", end):
        return end
    is_same_day = start[:_DATE] == end[:_DATE]
    return f"{start} to {end[_DATE + 1 :] if is_same_day else end}"


def _refusal(row: JsonObject) -> Step:
    known = statuses.status(row["status"])
    text = " ".join(filter(None, (row["message"] or known.text, known.to_do)))
    at = facts.told(facts.moment(row["at"]))
    return Step(StepState.FAILED, str(row["definitionName"]), text, at)
