"""The entries of the navigation: there before the panes that they open."""

from jbdesk.widgets.navigation import Entry

CREDENTIALS = Entry("Credentials", "key-round", "Ctrl+1")
EVENT_DEFINITIONS = Entry("Event definitions", "flag", "Ctrl+2")
JOURNEYS = Entry("Journeys", "route", "Ctrl+3")
FIRE = Entry("Fire test contact", "send", "Ctrl+4")
ACTIVITY = Entry("Activity", "activity", "Ctrl+5")
SIMULATOR = Entry("Simulator", "flask-conical", "Ctrl+6")

ENTRIES = (CREDENTIALS, EVENT_DEFINITIONS, JOURNEYS, FIRE, ACTIVITY, SIMULATOR)
