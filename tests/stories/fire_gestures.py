"""What a person does on the page that fires one contact."""

from person import Person

from jbdesk.model.firing import doors

SUSAN = {"EmailAddress": "susan@sausage.com", "FirstName": "Susan"}
EVENTS = doors.EVENTS.path


async def fill(person: Person, contact_key: str, data=None, *, event="NTO Signup"):
    """Choose the event and type a contact; without data, samples are taken."""
    await person.press("Fire test contact")
    await person.choose("Event definition", event)
    await person.type_in("Contact key", contact_key)
    if data is None:
        await person.press("Sample values")
    for name, text in (data or {}).items():
        await person.type_in(name, text)


async def fire(person: Person, contact_key: str, data=None, *, event="NTO Signup"):
    await fill(person, contact_key, data, event=event)
    await person.press("Fire")


def answering(status, body, **more):
    """A fault that answers the next events so."""
    rule = {"method": "POST", "path": EVENTS, "action": "status", "status": status}
    return {"rules": [{**rule, "body": body, **more}]}


def error(code, message=""):
    return {"message": message, "errorcode": code, "documentation": ""}
