"""The card with which a person signs in to a web or public app."""

from collections.abc import Callable

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jbdesk.model.package import PackageSettings
from jbdesk.model.problem import Failure
from jbdesk.services.connections.connection import Connection
from jbdesk.services.connections.sign_in import SignedIn, SignIn
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button, link_button, primary_button
from jbdesk.widgets.labels import muted, strong
from jbdesk.widgets.surfaces import Card

SIGN_IN = "Sign in"
_ABOUT = (
    "This type of package acts in your name: sign in once in the browser. jbdesk keeps"
    " the sign-in where secrets are kept, and renews it by itself."
)
_NO_BROWSER = (
    "No browser could be opened. The address of the page is on the clipboard: open it"
    " anywhere. If it does not lead back here, copy where it ends and press “Paste"
    " address”."
)
_IN = "Signed in. jbdesk renews it by itself until the tenant ends it."


def asked_for(settings: PackageSettings) -> tuple[str, str]:
    """Say what a connection lacks, as a title, and what to do about it."""
    if settings.signs_in:
        title = f"Nobody is signed in to “{settings.name}”."
        return title, f"Press “{SIGN_IN}”; nothing that was typed is lost."
    title = f"The client secret of “{settings.name}” is not kept here."
    return title, "Type it, then press “Use this connection”."


class SignInCard(Card):
    """There only for packages to which a person signs in."""

    wanted = Signal()
    cancelled = Signal()

    def __init__(
        self, open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl
    ) -> None:
        super().__init__("accent-soft", "")
        self._open_url = open_url
        self._title = strong("Sign in with the browser", wraps=True)
        self._told = muted(_ABOUT, wraps=True)
        self._told.setAccessibleName("Sign-in")
        self._running: SignIn | None = None
        self.begin = primary_button(SIGN_IN, self.wanted.emit)
        self._again = link_button("Open the page again", self._open_again)
        self._paste = button("Paste address", self._paste_pressed)
        self._cancel = button("Cancel sign-in", self.cancelled.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_3] * 4)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self._title)
        column.addWidget(self._told)
        column.addLayout(_row(self.begin, self._cancel, self._paste))
        column.addLayout(_row(self._again))
        self._show_running()
        self.hide()

    def show_state(self, *, is_wanted: bool, is_signed_in: bool) -> None:
        """Stand there or not, and say whether somebody is signed in."""
        self.setVisible(is_wanted)
        if self._running is None:
            self._told.setText(_IN if is_signed_in else _ABOUT)
            self.begin.setText("Sign in again" if is_signed_in else SIGN_IN)
            self.begin.setAccessibleName(self.begin.text())

    async def run(self, connection: Connection) -> SignedIn:
        """Lead the person through it; ends with a Failure where it comes to none."""
        self._running = SignIn(connection)
        self._show_running()
        try:
            return await self._running.run(self.open_page, self._told.setText)
        finally:
            self._running = None
            self._show_running()

    def _show_running(self) -> None:
        is_running = self._running is not None
        self.begin.setVisible(not is_running)
        for each in (self._again, self._paste, self._cancel):
            each.setVisible(is_running)
        if is_running:
            self._cancel.setFocus()

    def _open_again(self) -> None:
        if self._running is not None and self._running.url:
            self.open_page(self._running.url)

    def open_page(self, url: str) -> None:
        """Open it in the browser; where there is none, say what else can be done."""
        if not self._open_url(QUrl(url)):
            QGuiApplication.clipboard().setText(url)
            self._told.setText(_NO_BROWSER)

    def _paste_pressed(self) -> None:
        if self._running is None:
            return
        try:
            self._running.paste(QGuiApplication.clipboard().text())
        except Failure as failure:
            self._told.setText(str(failure))


def _row(*buttons: QWidget) -> QHBoxLayout:
    made = QHBoxLayout()
    made.setSpacing(theme.SPACE_2)
    for each in buttons:
        made.addWidget(each)
    made.addStretch(1)
    return made
