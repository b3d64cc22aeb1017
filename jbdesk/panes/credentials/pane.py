"""The credentials pane: connections to tenants, kept, tested and put to use.

What is typed stays typed: going to another connection and back loses nothing.
"""

from contextlib import aclosing, closing

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from jbdesk.model.package import PackageSettings
from jbdesk.model.problem import Problem
from jbdesk.panes.credentials.adding import AddingUnits
from jbdesk.panes.credentials.book import NEW_ID, CredentialsBook
from jbdesk.panes.credentials.doors import door
from jbdesk.panes.credentials.keeping import KeepingSecrets
from jbdesk.panes.credentials.list import NEW, NEW_UNIT
from jbdesk.panes.credentials.mirror import HELP, MIRROR, Mirroring, MirrorStrip
from jbdesk.panes.credentials.removing import Removing
from jbdesk.panes.credentials.sharing import Sharing
from jbdesk.panes.credentials.signing_in import SigningIn
from jbdesk.panes.credentials.view import CredentialsView
from jbdesk.services.connections import connection_test
from jbdesk.services.connections.connection import Connection
from jbdesk.services.connections.connections import Connections
from jbdesk.services.connections.elsewhere import Connect
from jbdesk.services.connections.sign_ins import SignIns
from jbdesk.services.connections.vault import Vault
from jbdesk.services.simulated.simulator_units import SimulatorUnits
from jbdesk.widgets import entries
from jbdesk.widgets.buttons import button, primary_button
from jbdesk.widgets.pane import Pane
from jbdesk.widgets.tooltips import tooltip


class CredentialsPane(Pane):
    """Keeps connections; says which one is wanted, by its id."""

    entry = entries.CREDENTIALS
    connection_wanted = Signal(str)
    connections_changed = Signal()

    def __init__(
        self,
        connections: Connections,
        vault: Vault,
        connect: Connect,
        units: SimulatorUnits,
        sign_ins: SignIns,
    ) -> None:
        super().__init__(type(self).entry)
        self._book = CredentialsBook(connections, vault, sign_ins)
        self._connect = connect
        self._shown = self._book.simulator
        self._strip = MirrorStrip(units)
        self._view = view = CredentialsView(self._strip)
        self._sharing = Sharing(self, connections)
        self._removing = Removing(self, self._book)
        self._adding = AddingUnits(self, self._book, view, connect)
        self._keeping = KeepingSecrets(self, vault, view.store, view.passphrase)
        self._badge = self.head.add_badge()
        mirroring = Mirroring(self, self._strip, units, self._book)
        self._mirror_button = button(MIRROR, lambda: self.start(mirroring.run))
        self._mirror_button.setToolTip(tooltip(HELP))
        self._test_button = button("Test connection", lambda: self.start(self.test))
        self._use_button = button("Use this connection", self._use_pressed)
        self._save_button = primary_button("Save connection", self._save_pressed)
        for each in self._buttons:
            self.head.add_action(each)
        self.set_body(self._view)
        self._wire()
        self._show(self._shown)

    def _wire(self) -> None:
        view = self._view
        view.list.chosen.connect(self.choose)
        view.form.changed.connect(self._typed)
        view.new.clicked.connect(self._new)
        view.remove.clicked.connect(self._removing.ask)
        view.discard.clicked.connect(self._discard)
        self._strip.cancelled.connect(self.stop)
        self.busy_changed.connect(self._show_rest)
        self._signing_in = SigningIn(self, view.sign_in)
        view.unit.changed.connect(self._typed)
        view.take_in.clicked.connect(self._sharing.choose_file)
        view.hand_on.clicked.connect(self._sharing.choose_place)
        keys = {
            view.new: "",
            self._mirror_button: "",
            self._test_button: "Ctrl+T",
            self._use_button: "Ctrl+U",
            self._save_button: "Ctrl+S",
            view.remove: "",
            view.sign_in.begin: "",
            **dict.fromkeys(view.links, ""),
        }
        self._doors = {each: door(each, key) for each, key in keys.items()}
        self.addActions([*self._doors.values(), view.form.reveal])

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        changing = (self._use_button, self._save_button)
        return (self._mirror_button, self._test_button, *changing)

    # What the window calls.

    def use(self, connection: Connection) -> None:
        self._book.use(connection.settings)
        if self._shown.is_simulator:
            self._shown = self._book.simulator
            self._view.simulator.show_settings(self._shown)
        self._show_state()

    def shown(self) -> None:
        self._show_state()  # the simulator may have other business units by now
        self._keeping.show()
        self._view.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_for_secret(self, settings: PackageSettings) -> None:
        """Show a connection whose secret or sign-in is not kept, and ask for it."""
        self.choose(settings.id)
        if self._keeping.asks_first(settings.id):
            return
        title, text = self._view.ask_for(settings)
        self.notice.show_text(text, title=title, state="warn")

    def failed(self, problems: tuple[Problem, ...]) -> None:
        super().failed(self._view.sheet.fields.set_problems(problems))

    # Choosing and typing.

    def choose(self, settings_id: str) -> None:
        """Show another connection."""
        self.notice.clear()
        self._show(self._book.settings(settings_id))

    def _new(self) -> None:
        self._book.remember(NEW_ID, self._book.typed(NEW_ID))
        self.choose(NEW_ID)
        self._view.sheet.focus("name")

    def _discard(self) -> None:
        self._book.forget(self._shown.id)
        is_gone = self._book.is_new(self._shown.id)
        self.choose(self._book.beside(self._shown.id) if is_gone else self._shown.id)

    def _show(self, settings: PackageSettings) -> None:
        self.stop()
        self._shown = settings
        named = self._book.package_name(settings.id)
        self._view.show_settings(settings, self._book.typed(settings.id), named)
        self._show_state()
        if not settings.is_simulator:
            # The store may ask the person something: nobody may cut that off.
            self.start_write(self._show_secret)

    async def _show_secret(self) -> None:
        settings_id = self._shown.id
        secret = await self._book.secret(settings_id)
        self._view.sheet.say_where_secrets_are_kept(self._book.place)
        self._keeping.show()
        if self._shown.id == settings_id:
            self._view.sheet.show_secret(secret)
            self._show_state()

    def _typed(self) -> None:
        form = self._view.sheet
        if form.is_changed or self._book.is_new(self._shown.id):
            self._book.remember(self._shown.id, form.typed)
        else:
            self._book.forget(self._shown.id)
        self._view.report.show_outdated()
        self._show_state()

    def _show_state(self) -> None:
        """Bring list, badge and buttons in step with what is shown."""
        shown, is_new = self._shown, self._book.is_new(self._shown.id)
        is_changed = self._is_changed
        is_in_use = bool(shown.id) and shown.id == self._book.in_use
        rows = self._book.rows()
        self._view.list.show_rows(rows, shown.id)
        self._view.show_sign_in(shown, is_signed_in=self._book.is_signed_in(shown))
        self._view.discard.setVisible(is_changed or is_new)
        self._view.remove.setVisible(not is_new)
        is_kept = not (shown.is_simulator or is_new or is_changed)
        self._mirror_button.setVisible(not shown.is_simulator)
        self._mirror_button.setEnabled(is_kept and not self._strip.isVisible())
        self.allow(self._save_button, is_changed)
        self.allow(self._use_button, is_changed or not (is_in_use or is_new))
        self._view.add_unit.setEnabled(self._book.package(shown.id) is not None)
        self._view.hand_on.setEnabled(self._book.can_hand_on)
        unnamed = NEW_UNIT if shown.id else NEW
        self.head.set_title(self.entry.name, shown.name or unnamed)
        saved = ("in use" if is_in_use else "", "ok")
        self._badge.show_state(*(("not saved", "warn") if is_changed else saved))
        for each, action in self._doors.items():
            action.setEnabled(each.isEnabled() and not each.isHidden())
        count = len(rows)
        self.tell_status("1 connection" if count == 1 else f"{count} connections")

    def _show_rest(self, is_busy: bool) -> None:
        """Close again what was locked for a while and has nothing to do now."""
        if not is_busy:
            self._show_state()

    # Saving, using, testing, removing.

    @property
    def _is_changed(self) -> bool:
        return not self._shown.is_simulator and self._view.sheet.is_changed

    def _save_pressed(self, *, then_use: bool = False) -> None:
        locks = (self._save_button, self._use_button, self._view.list, self._view.new)
        self.start_write(self._save, then_use, locks=locks)

    def _use_pressed(self) -> None:
        if self._is_changed:
            self._save_pressed(then_use=True)
        else:
            self.connection_wanted.emit(self._shown.id)

    async def _save(self, then_use: bool) -> None:
        form = self._view.sheet
        if not await self._is_ready(without=""):
            return
        settings = form.settings(self._shown)
        if self._book.is_taken(settings.name, settings.id):
            text = "Another connection has this name; choose a different one."
            form.fields.row("name").show_message(text)
            return
        kept = await self._book.save(settings, form.secret)
        used = self._book.used_again(settings.id, kept)
        self._show(kept)
        self.notice.show_text(f"Saved “{kept.name}”.", state="ok")
        self.connections_changed.emit()
        if wanted := kept.id if then_use else used:
            self.connection_wanted.emit(wanted)

    async def keep_typed(self) -> bool:
        """Save what is typed; tells whether all of it is kept."""
        if self._is_changed:
            await self._save(then_use=False)
        elif not (self._shown.is_simulator or await self._is_ready(without="")):
            return False
        return bool(self._shown.id) and not self._is_changed

    async def connected(self) -> Connection:
        """Connect to what is shown, as it is kept."""
        return self._connect(self._shown, await self._book.secret(self._shown.id))

    async def _is_ready(self, *, without: str) -> bool:
        """Check the form, once the secret that is kept stands in it."""
        if not self._view.sheet.is_secret_known:
            await self._show_secret()
        return self._view.sheet.is_ready(without=without)

    async def test(self) -> None:
        """Try what is typed, saved or not; a name is not needed for that."""
        settings, secret, view = self._shown, "", self._view
        if not settings.is_simulator:
            if not await self._is_ready(without="name"):
                return
            settings, secret = view.sheet.settings(settings), view.sheet.secret
        self.notice.clear()
        view.begin_test(settings)
        with closing(self._connect(settings, secret)) as connection:
            async with aclosing(connection_test.steps(connection)) as steps:
                async for step in steps:
                    view.show_tried(step)
            if connection.token is not None:
                view.report.count_down(connection.token.seconds_left)

    # What the parts of the pane ask of it.

    @property
    def settings(self) -> PackageSettings:
        """What is shown, as it is kept."""
        return self._shown

    def lock(self, *, on: bool) -> None:
        """Let nothing be pressed meanwhile."""
        view = self._view
        for each in (view.list, view.new, view.remove, *self._buttons):
            each.setEnabled(not on)
        if not on:
            self._show_state()

    def list_changed(self) -> None:
        self._show_state()
        self.connections_changed.emit()

    def secrets_changed(self) -> None:
        """Show what the vault has now."""
        if not self._shown.is_simulator:
            self.start_write(self._show_secret)

    def want(self, connection_id: str) -> None:
        self.connection_wanted.emit(connection_id)
