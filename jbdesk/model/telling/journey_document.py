"""A journey as a document to hand on: Markdown, or one HTML file with its picture."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import quote

from jbdesk.model.journey import Journey
from jbdesk.model.telling.journey_told import Row, Step, Told, Way, told

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|!~])")
_ORDERED = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")
_PROLOGUE = re.compile(r"^\s*(<\?xml[^>]*>|<!DOCTYPE[^>]*>|\s)*", re.IGNORECASE)
NOT_REACHED = "No path leads here."
_STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto;
       padding: 0 1rem; }
h1, h2, h3 { line-height: 1.2; } h2 { margin-top: 2rem; }
h3 { margin: 1.5rem 0 .25rem; }
table { border-collapse: collapse; margin: .5rem 0; width: 100%; }
th, td { border: 1px solid #8888; padding: .25rem .6rem; text-align: left;
         vertical-align: top; overflow-wrap: anywhere; }
th { width: 14rem; font-weight: 600; }
figure { margin: 1rem 0; overflow-x: auto; } svg { max-width: 100%; height: auto; }
.kind { opacity: .75; } li { margin: .15rem 0; }
@media print { h3, table { break-inside: avoid; } }
""".strip()


def markdown(journey: Journey, picture: str = "") -> str:
    """Give the journey as Markdown; what it holds is never taken for markup.

    The picture is the name of a file beside it.
    """
    return "\n".join(_markdown(told(journey), picture)).strip() + "\n"


def html(journey: Journey, picture: str = "") -> str:
    """Give the journey as one HTML file that needs nothing else.

    The picture is SVG, as a file of its own would hold it.
    """
    return "\n".join(_html(told(journey), _PROLOGUE.sub("", picture))) + "\n"


# Markdown.


def _markdown(story: Told, picture: str) -> Iterator[str]:
    yield f"# {_plain(story.title)}\n"
    if story.description:
        yield f"{_plain(story.description)}\n"
    if picture:
        yield f"![Picture of the journey]({quote(picture)})\n"
    for heading, rows in _parts(story):
        if heading:
            yield f"## {heading}\n"
        yield from (f"- **{_plain(each.label)}:** {_plain(each.text)}" for each in rows)
        yield ""
    yield "## Steps\n"
    if not story.steps:
        yield "None yet.\n"
    for step in story.steps:
        yield from _markdown_step(step)


def _markdown_step(step: Step) -> Iterator[str]:
    yield f"### {step.number}. {_plain(step.title)}\n"
    yield f"{_plain(_about(step))}\n"
    yield "| Field | Value |"
    yield "| --- | --- |"
    for row in step.rows:
        yield f"| {_plain(row.label)} | {_plain(row.text)} |"
    yield ""
    for way in step.ways:
        yield f"- {_plain(_way(way))}"
    yield ""


def _plain(text: str) -> str:
    """The text on one line, as it is and not as markup."""
    line = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    return _ORDERED.sub(r"\1\\\2", line)


# HTML.


def _html(story: Told, picture: str) -> Iterator[str]:
    title = escape(story.title)
    yield "<!DOCTYPE html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title><style>{_STYLE}</style></head><body>"
    yield f"<h1>{title}</h1>"
    if story.description:
        yield f"<p>{escape(story.description)}</p>"
    if picture:
        yield f'<figure role="img" aria-label="Picture of the journey">{picture}'
        yield "</figure>"
    for heading, rows in _parts(story):
        if heading:
            yield f"<h2>{heading}</h2>"
        yield from _table(rows)
    yield "<h2>Steps</h2>"
    if not story.steps:
        yield "<p>None yet.</p>"
    for step in story.steps:
        yield from _html_step(step)
    yield "</body></html>"


def _html_step(step: Step) -> Iterator[str]:
    yield f'<h3 id="step-{step.number}">{step.number}. {escape(step.title)}</h3>'
    yield f'<p class="kind">{escape(_about(step))}</p>'
    yield from _table(step.rows)
    if step.ways:
        yield "<ul>"
        yield from (f"<li>{_html_way(each)}</li>" for each in step.ways)
        yield "</ul>"


def _html_way(way: Way) -> str:
    text = escape(_way(way))
    return text if way.number is None else f'<a href="#step-{way.number}">{text}</a>'


def _table(rows: Iterable[Row]) -> Iterator[str]:
    yield "<table>"
    for row in rows:
        label, text = escape(row.label), escape(row.text)
        yield f'<tr><th scope="row">{label}</th><td>{text}</td></tr>'
    yield "</table>"


# Words of both.


def _parts(story: Told) -> Iterator[tuple[str, tuple[Row, ...]]]:
    parts = (
        ("", story.about),
        ("Entry", story.entry),
        ("Goals", story.goals),
        ("Exits", story.exits),
    )
    return ((heading, rows) for heading, rows in parts if rows)


def _about(step: Step) -> str:
    told = [step.kind]
    if step.summary and step.summary != step.kind:
        told.append(step.summary)
    text = ": ".join(told)
    return text if step.is_reached else f"{text}. {NOT_REACHED}"


def _way(way: Way) -> str:
    told = ": ".join(filter(None, (way.label, way.condition)))
    target = way.target if way.number is None else f"{way.number}. {way.target}"
    return f"{told} → {target}" if told else f"→ {target}"
