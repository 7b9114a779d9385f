"""Readers of calendars in Python; each lists events in the order of the file, in the same shape."""

import datetime
import importlib.metadata
import json
import os
import pathlib
import re

import icalendar
import ics
import vobject


def versions():
    """Returns the versions of the readers, ical.js among them."""
    package = pathlib.Path(os.environ["NODE_PATH"]) / "ical.js" / "package.json"
    found = {name: importlib.metadata.version(name) for name in ("icalendar", "vobject", "ics")}
    return {**found, "ical.js": json.loads(package.read_text("utf-8"))["version"]}


def moment(value):
    """Writes a moment in UTC, or a day."""
    if isinstance(value, datetime.datetime):
        assert value.utcoffset() is not None, "a moment without a zone"
        return value.astimezone(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    return value.strftime("%Y%m%d")


def unescaped(text):
    """Undoes the escapes of a property that the reader knows nothing of."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)


def icalendar_events(path):
    """Reads by icalendar, which tells what is missing only when asked."""
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    for component in calendar.walk():
        assert not component.errors, component.errors
        missing = [name for name in component.required if name not in component]
        assert not missing, (path, component.name, missing)
    return [
        {
            "uid": str(event["UID"]),
            "id": unescaped(str(event["X-PLAN-ID"])),
            "start": moment(event["DTSTART"].dt),
            "end": moment(event["DTEND"].dt),
            "summary": str(event["SUMMARY"]),
            "description": str(event["DESCRIPTION"]),
            "categories": [str(category) for category in event["CATEGORIES"].cats],
            "status": str(event["STATUS"]),
            "url": str(event.get("URL", "")),
        }
        for event in calendar.walk("VEVENT")
    ]


def vobject_events(path):
    """Reads by vobject, strictly."""
    calendar = vobject.readOne(path.read_bytes().decode("utf-8"))
    calendar.validate(raiseException=True)
    return [
        {
            "uid": event.uid.value,
            "id": unescaped(event.x_plan_id.value),
            "start": moment(event.dtstart.value),
            "end": moment(event.dtend.value),
            "summary": event.summary.value,
            "description": event.description.value,
            "categories": list(event.categories.value),
            "status": event.status.value,
            "url": event.url.value if hasattr(event, "url") else "",
        }
        for event in getattr(calendar, "vevent_list", [])
    ]


def ics_events(path):
    """Reads by ics, which keeps events in no order and ends whole days a moment early."""
    calendar = ics.Calendar(path.read_bytes().decode("utf-8"))

    def span(event):
        if event.all_day:
            return event.begin.strftime("%Y%m%d"), event.end.strftime("%Y%m%d")
        return moment(event.begin.datetime), moment(event.end.datetime)

    def own(event):
        return next(unescaped(line.value) for line in event.extra if line.name == "X-PLAN-ID")

    return [
        {
            "uid": event.uid,
            "id": own(event),
            "start": span(event)[0],
            "end": span(event)[1],
            "summary": event.name,
            "description": event.description,
            "categories": sorted(event.categories),
            "status": event.status,
            "url": event.url or "",
        }
        for event in calendar.events
    ]
