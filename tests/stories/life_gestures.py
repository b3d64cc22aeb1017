"""What a person does to come to a journey's life."""


async def choose(person, name):
    await person.press("Journeys")
    await person.click_row("Journeys", name)
    await person.find("Versions")
    await person.sees("Begins version" if "draft" not in name else "is a draft already")


async def fire(person, contact_key):
    await person.press("Fire test contact")
    await person.choose("Event definition", "NTO Signup")
    await person.type_in("Contact key", contact_key)
    await person.type_in("EmailAddress", contact_key)
    await person.press("Fire")
