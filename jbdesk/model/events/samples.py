"""The call that fires an event, in the languages people fire it from.

One row a language. No sample ever holds a secret or a token: placeholders stand there.
"""

import json
import shlex
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.events import sample_data
from jbdesk.model.firing import doors
from jbdesk.model.journey import JsonObject
from jbdesk.model.package import PackageSettings

TOKEN = "YOUR_ACCESS_TOKEN"  # noqa: S105 - it stands for one
CLIENT_ID, CLIENT_SECRET = "YOUR_CLIENT_ID", "YOUR_CLIENT_SECRET"
_PATH = "interaction/v1/events"


@dataclass(frozen=True)
class Call:
    """What is posted, and where: addresses end with a slash."""

    body: JsonObject
    auth_base: str = "https://YOUR_SUBDOMAIN.auth.marketingcloudapis.com/"
    rest_base: str = "https://YOUR_SUBDOMAIN.rest.marketingcloudapis.com/"
    account_id: str = ""

    @property
    def url(self) -> str:
        return f"{self.rest_base}{_PATH}"

    @property
    def asks_token(self) -> JsonObject:
        """What is posted for a token."""
        asked: JsonObject = {
            "grant_type": "client_credentials",
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
        }
        return {**asked, "account_id": self.account_id} if self.account_id else asked


def call(
    definition: EventDefinition,
    fields: Iterable[DataExtensionField],
    settings: PackageSettings | None = None,
) -> Call:
    """Describe the call with a value for every field."""
    schema = definition.body.get("schema")
    named = schema.get("sendableCustomObjectField") if isinstance(schema, dict) else ""
    data = sample_data.of(fields, str(named or ""))
    body = doors.EVENTS.body(definition, sample_data.CONTACT_KEY, data)
    if settings is None:
        return Call(body)
    return Call(body, settings.auth_base, settings.rest_base, settings.account_id)


def _json(call: Call) -> str:
    return json.dumps(call.body, indent=2, ensure_ascii=False)


def _curl(call: Call) -> str:
    lines = (
        f"curl -X POST {shlex.quote(call.url)}",
        f"-H {shlex.quote(f'Authorization: Bearer {TOKEN}')}",
        "-H 'Content-Type: application/json; charset=UTF-8'",
        f"--data-raw {shlex.quote(_json(call))}",
    )
    return " \\\n  ".join(lines)


def _python(call: Call) -> str:
    return f"""import requests

token = requests.post(
    {_in_python(call.auth_base + "v2/token")},
    json={_indented(_in_python(call.asks_token), 4)},
    timeout=30,
)
token.raise_for_status()

answer = requests.post(
    {_in_python(call.url)},
    headers={{"Authorization": "Bearer " + token.json()["access_token"]}},
    json={_indented(_in_python(call.body), 4)},
    timeout=60,
)
print(answer.status_code, answer.text)
"""


def _javascript(call: Call) -> str:
    return f"""// Node 18 or later, in a module (.mjs).
const asked = await fetch({_in_script(call.auth_base + "v2/token")}, {{
  method: "POST",
  headers: {{ "Content-Type": "application/json" }},
  body: JSON.stringify({_indented(_in_script(call.asks_token), 2)}),
}});
if (!asked.ok) throw new Error(await asked.text());
const {{ access_token }} = await asked.json();

const answer = await fetch({_in_script(call.url)}, {{
  method: "POST",
  headers: {{
    "Authorization": `Bearer ${{access_token}}`,
    "Content-Type": "application/json",
  }},
  body: JSON.stringify({_indented(_in_script(call.body), 2)}),
}});
console.log(answer.status, await answer.text());
"""


def _apex(call: Call) -> str:
    return f"""// The host must be allowed under Setup, Remote Site Settings.
// {_token_told(call)}
HttpRequest request = new HttpRequest();
request.setMethod('POST');
request.setEndpoint({_quoted(call.url)});
request.setHeader('Authorization', 'Bearer {TOKEN}');
request.setHeader('Content-Type', 'application/json; charset=UTF-8');
request.setTimeout(60000);
request.setBody({_quoted(_plain(call.body))});
HttpResponse answer = new Http().send(request);
System.debug(answer.getStatusCode() + ' ' + answer.getBody());
"""


def _ssjs(call: Call) -> str:
    return f"""<script runat="server">
Platform.Load("Core", "1.1.5");
// {_token_told(call)}
var token = "{TOKEN}";
var body = {_in_script(call.body)};
var answer = HTTP.Post(
  {_in_script(call.url)},
  "application/json",
  Stringify(body),
  ["Authorization"],
  ["Bearer " + token]
);
Write(Stringify(answer));
</script>
"""


def _ampscript(call: Call) -> str:
    body = _plain(call.body).replace("'", "''")
    return f"""%%[
/* {_token_told(call)} */
SET @token = "{TOKEN}"
SET @body = '{body}'
/* @response is the answer; the documentation calls it the request's status. */
SET @status = HTTPPost(
  "{call.url}",
  "application/json",
  @body,
  @response,
  "Authorization",
  Concat("Bearer ", @token)
)
]%%
%%=v(@status)=%% %%=v(@response)=%%
"""


def _token_told(call: Call) -> str:
    """Say in a comment what the placeholder stands for."""
    return f"{TOKEN}: what POST {call.auth_base}v2/token answers as access_token."


def _indented(text: str, by: int) -> str:
    """Indent all lines but the first."""
    return text.replace("\n", f"\n{' ' * by}")


def _plain(value: object) -> str:
    """Write JSON on one line, free of all that a template would take for its own."""
    written = json.dumps(value, ensure_ascii=True)
    # Within JSON these stand in strings alone, where they may be written so.
    return written.replace("%", "\\u0025").replace("</", "<\\/")


def _in_script(value: object) -> str:
    """Write a value as a literal that neither a page nor an old engine cuts."""
    written = json.dumps(value, ensure_ascii=True, indent=2)
    return written.replace("%", "\\u0025").replace("</", "<\\/")


def _in_python(value: object) -> str:
    """Write a value as a literal, a line for each member."""
    if isinstance(value, dict):
        members = [f"{_in_python(n)}: {_in_python(each)}," for n, each in value.items()]
        lines = ["{", *(f"    {_indented(each, 4)}" for each in members), "}"]
        return "\n".join(lines)
    is_text = isinstance(value, str)
    return json.dumps(value, ensure_ascii=False) if is_text else repr(value)


def _quoted(text: str) -> str:
    """Write a text in single quotation marks, as Apex wants it."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


@dataclass(frozen=True)
class Language:
    """One row: what it is called, and how the call is written in it."""

    label: str
    write: Callable[[Call], str]


LANGUAGES = (
    Language("Body of an event", _json),
    Language("cURL", _curl),
    Language("Python (requests)", _python),
    Language("JavaScript (fetch)", _javascript),
    Language("Apex", _apex),
    Language("SSJS", _ssjs),
    Language("AMPscript", _ampscript),
)
