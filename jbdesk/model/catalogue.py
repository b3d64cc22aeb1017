"""The activity catalogue: looks up what jbdesk knows about an activity."""
