"""The owner's view of who there is, and what the owner adds to it."""

from dataclasses import replace
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer, Refusal
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy import samples
from jbdesk.simulator.tenancy.enterprise import (
    KINDS,
    BusinessUnit,
    Enterprise,
    Package,
)
from jbdesk.simulator.tenancy.tenants import Tenants

LONGEST_NAME = 100
_LARGEST_MID = 2**31 - 1


def listed(tenants: Tenants, call: Call) -> Answer:  # noqa: ARG001 - as every handler
    """GET /simulator/tenants: enterprises, business units, packages with secrets."""
    items = [_told(tenants, each) for each in tenants.register.enterprises]
    return Answer(200, {"count": len(items), "items": items})


def _told(tenants: Tenants, enterprise: Enterprise) -> JsonObject:
    url = tenants.register.base_urls.get(enterprise.enterprise_id, "")
    return {"auth_url": f"{url}/", "rest_url": f"{url}/", **enterprise.described()}


def add_enterprise(tenants: Tenants, call: Call) -> Answer:
    """POST /simulator/tenants: one more Marketing Cloud, with an address of its own."""
    body = call.members()
    name, mid = _name(body), _free_mid(tenants, body.get("enterprise_id"))
    plain = samples.enterprise("empty").packages[0]
    package = replace(plain, account_id=mid, business_units=(mid,))
    made = Enterprise(mid, name, (BusinessUnit(mid, name),), (package,))
    made = made.with_credentials(())
    tenants.add(made)
    return Answer(201, _told(tenants, made))


def add_unit(tenants: Tenants, call: Call) -> Answer:
    """POST /simulator/business-units: empty, for the enterprise's first package."""
    body = call.members()
    enterprise = _enterprise(tenants, body)
    made = BusinessUnit(_free_mid(tenants, body.get("account_id")), _name(body))
    first, *others = enterprise.packages
    enabled = (*first.business_units, made.account_id)
    changed = replace(
        enterprise,
        business_units=(*enterprise.business_units, made),
        packages=(replace(first, business_units=enabled), *others),
    )
    tenants.add(changed)
    return Answer(201, {"account_id": made.account_id, "name": made.name})


def remove_unit(tenants: Tenants, call: Call) -> Answer:
    """DELETE /simulator/business-units/{account_id}: with all that is in it."""
    mid = call.names["account_id"]
    found = tenants.named(mid)
    if found is None:
        raise bodies.error(404, 30003, f"There is no business unit {mid}.")
    if found is tenants.first:
        raise bodies.error(409, 30002, "The first business unit always stays.")
    tenants.remove(found)
    return listed(tenants, call)


def add_package(tenants: Tenants, call: Call) -> Answer:
    """POST /simulator/packages: of a kind, for some business units, with scopes."""
    body = call.members()
    enterprise = _enterprise(tenants, body)
    first = enterprise.packages[0]
    name = _name(body)
    if any(each.name == name for each in enterprise.packages):
        raise bodies.error(409, 30004, f"There is a package “{name}” already.")
    units = _units(enterprise, body)
    made = Package(
        name=name,
        account_id=units[0],
        scopes=_scopes(first, body),
        business_units=units,
        user_id=first.user_id + len(enterprise.packages),
        user_name=name,
        kind=_kind(body),
    ).signed_in_with()
    tenants.add(replace(enterprise, packages=(*enterprise.packages, made)))
    return Answer(201, made.described())


def _kind(body: JsonObject) -> str:
    kind = body.get("kind", "")
    if kind not in KINDS:
        raise _wrong(f"“kind” must be one of {', '.join(filter(None, KINDS))}.")
    return str(kind)


def _wrong(text: str) -> Refusal:
    return bodies.error(400, 10005, text)


def _name(body: JsonObject) -> str:
    name = body.get("name")
    if not isinstance(name, str) or not 0 < len(name.strip()) <= LONGEST_NAME:
        raise _wrong(f"“name” must have 1 to {LONGEST_NAME} characters.")
    return name.strip()


def _enterprise(tenants: Tenants, body: JsonObject) -> Enterprise:
    wanted = body.get("enterprise_id")
    every = tenants.register.enterprises
    if wanted is None:
        return every[0]
    found = next((each for each in every if each.enterprise_id == wanted), None)
    if found is None:
        raise bodies.error(404, 30003, f"There is no tenant {wanted}.")
    return found


def _free_mid(tenants: Tenants, wanted: Any) -> int:
    """Give the MID that is wanted, or the next one that nobody has."""
    taken = {
        mid
        for each in tenants.register.enterprises
        for mid in (each.enterprise_id, *(u.account_id for u in each.business_units))
    }
    if wanted is None:
        return max(taken) + 1
    if isinstance(wanted, bool) or not isinstance(wanted, int):
        raise _wrong("A MID is a number.")
    if not 0 < wanted <= _LARGEST_MID:
        raise _wrong(f"A MID is a number from 1 to {_LARGEST_MID}.")
    if wanted in taken:
        raise bodies.error(409, 30004, f"The MID {wanted} is taken.")
    return wanted


def _units(enterprise: Enterprise, body: JsonObject) -> tuple[int, ...]:
    known = [each.account_id for each in enterprise.business_units]
    wanted = body.get("business_units", known)
    is_list = isinstance(wanted, list) and bool(wanted)
    if not is_list or not all(each in known for each in wanted):
        raise _wrong("“business_units” must list MIDs of the tenant.")
    return tuple(wanted)


def _scopes(first: Package, body: JsonObject) -> tuple[str, ...]:
    wanted = body.get("scopes", list(first.scopes))
    if not isinstance(wanted, list) or not all(isinstance(e, str) for e in wanted):
        raise _wrong("“scopes” must be a list of names.")
    return tuple(wanted)
