"""Reads calendars by libical, the C library, through its own functions; in the shape of the other readers."""

import ctypes
import re

LIBRARY = ctypes.CDLL("libical.so.3")


def function(name, result, *arguments):
    """Declares a function of the library."""
    found = getattr(LIBRARY, name)
    found.restype, found.argtypes = result, arguments
    return found


HANDLE, TEXT, NUMBER = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
parse = function("icalparser_parse_string", HANDLE, TEXT)
kind = function("icalcomponent_string_to_kind", NUMBER, TEXT)
first_component = function("icalcomponent_get_first_component", HANDLE, HANDLE, NUMBER)
next_component = function("icalcomponent_get_next_component", HANDLE, HANDLE, NUMBER)
first_property = function("icalcomponent_get_first_property", HANDLE, HANDLE, NUMBER)
next_property = function("icalcomponent_get_next_property", HANDLE, HANDLE, NUMBER)
property_name = function("icalproperty_get_property_name", TEXT, HANDLE)
property_value = function("icalproperty_get_value_as_string", TEXT, HANDLE)
summary = function("icalcomponent_get_summary", TEXT, HANDLE)
description = function("icalcomponent_get_description", TEXT, HANDLE)
errors = function("icalcomponent_count_errors", NUMBER, HANDLE)
restrictions = function("icalrestriction_check", NUMBER, HANDLE)
as_text = function("icalcomponent_as_ical_string", TEXT, HANDLE)
free = function("icalcomponent_free", None, HANDLE)
ANY_PROPERTY = 0


def version():
    """Returns the version of the library, as its file is called."""
    maps = open("/proc/self/maps", encoding="utf-8").read()
    return re.search(r"libical\.so\.([0-9.]+)", maps)[1]


def unescaped(text):
    """Undoes the escapes of a value that the library hands over as it stands."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


def events(path):
    """Lists the events of a calendar that the library finds nothing wrong with."""
    calendar = parse(path.read_bytes())
    assert calendar, f"{path} is no calendar"
    assert restrictions(calendar) == 1 and errors(calendar) == 0, as_text(calendar).decode("utf-8")
    found = []
    event = first_component(calendar, kind(b"VEVENT"))
    while event:
        values = {}
        item = first_property(event, ANY_PROPERTY)
        while item:
            name = property_name(item).decode()
            assert name not in values or name == "ATTACH", (path, name, "stands twice")
            values[name] = property_value(item).decode("utf-8")
            item = next_property(event, ANY_PROPERTY)
        found.append(
            {
                "uid": values["UID"],
                "id": unescaped(values["X-PLAN-ID"]),
                "start": values["DTSTART"],
                "end": values["DTEND"],
                "summary": summary(event).decode("utf-8"),
                "description": description(event).decode("utf-8"),
                "categories": [unescaped(values["CATEGORIES"])],
                "status": values["STATUS"],
                "url": values.get("URL", ""),
            }
        )
        event = next_component(calendar, kind(b"VEVENT"))
    free(calendar)
    return found
