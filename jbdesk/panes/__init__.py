"""One module per pane; services meet widgets here."""
