"""Compares what readers make of calendars with the JSON of the same plans, and with each other."""

import datetime
import json
import pathlib
import re
import subprocess
import sys
import unicodedata
from urllib.parse import unquote

import libical
import readers

HERE = pathlib.Path(__file__).parent
STATUS = {"draft": "TENTATIVE", "review": "TENTATIVE", "approved": "CONFIRMED", "published": "CONFIRMED"}


def ical_js(path):
    """Reads a calendar in Node."""
    told = subprocess.run(["node", HERE / "read.js", path], capture_output=True, text=True, encoding="utf-8")
    if told.returncode:
        raise ValueError(told.stderr)
    return json.loads(told.stdout)


READERS = {
    "icalendar": readers.icalendar_events,
    "vobject": readers.vobject_events,
    "ics": readers.ics_events,
    "ical.js": ical_js,
    "libical": libical.events,
}


def check_bytes(path):
    """CRLF, short lines, whole characters: readers forgive what other readers do not."""
    data = path.read_bytes()
    assert data.startswith(b"BEGIN:VCALENDAR\r\n") and data.endswith(b"END:VCALENDAR\r\n"), path
    for line in data.split(b"\r\n"):
        assert len(line) <= 75, (path, line)
        assert b"\n" not in line and b"\r" not in line, (path, line)
        line.decode("utf-8")
    assert b"METHOD" not in data and b"TZID" not in data, path


def carried(text):
    """Returns what a calendar can carry of a text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in text if unicodedata.category(c) != "Cc" or c in "\n\t")
    return kept.strip()


def one_line(text):
    """Returns what a summary can carry of a text."""
    return carried(text.replace("\r\n", " ").replace("\r", " ").replace("\n", " "))


def expected(placement):
    """Returns what a placement's event should be, as far as it is exact."""
    if placement["at_utc"]:
        start = datetime.datetime.fromisoformat(placement["at_utc"].replace("Z", "+00:00"))
        end = start + datetime.timedelta(minutes=15)
        span = [moment.strftime("%Y%m%dT%H%M%SZ") for moment in (start, end)]
    else:
        start = datetime.date.fromisoformat(placement["date"])
        span = [day.strftime("%Y%m%d") for day in (start, start + datetime.timedelta(days=1))]
    return {
        "uid": placement["uid"],
        "start": span[0],
        "end": span[1],
        "status": STATUS[placement["status"]],
        "categories": [carried(placement["category"])],
    }


def check_placement(event, placement, name, path):
    """Compares an event with the placement that it stands for."""
    where = (name, path.name, placement["post"])
    for key, value in expected(placement).items():
        assert event[key] == value, (*where, key, event[key], value)
    channel = f" · {placement['channel']}" if placement["channel"] else ""
    summary = event["summary"]
    if placement["title"] or len(placement["caption"].encode()) <= 80:
        assert summary == one_line(placement["caption"] + channel), (*where, summary)
    else:
        beginning = one_line(summary.removesuffix(channel).removesuffix("…"))
        assert one_line(placement["caption"]).startswith(beginning), (*where, summary)
    texts = [placement["text"], placement["link"], placement["first_comment"]]
    texts += [text for medium in placement["media"] for text in (medium["file"], medium["alt"])]
    description = event["description"]
    for text in filter(None, texts):
        assert carried(text) in description, (*where, text, description)
    local = placement["at_local"] or placement["date"]
    assert description.startswith(local[:16].replace("T", " ")), (*where, description)
    assert placement["timezone"] in description.split("\n")[0], (*where, description)
    link = (placement["link"] or "").strip()
    is_web = re.match(r"https?://\S+$", link)
    if is_web and link.isascii():
        assert unquote(event["url"]) == unquote(link), (*where, event["url"])
    assert event["url"].isascii() and (event["url"] == "" or re.match("https?://", event["url"])), where


def main(folder):
    for name, version in {**readers.versions(), "libical": libical.version()}.items():
        print(f"{name} {version}")
    total = files = 0
    for path in sorted(folder.glob("*.ics")):
        check_bytes(path)
        placements = json.loads((folder / (path.name.split(".")[0] + ".json")).read_text("utf-8"))["placements"]
        told = {name: read(path) for name, read in READERS.items()}
        first = told["icalendar"]
        for name, events in told.items():
            assert len({event["uid"] for event in events}) == len(events), (name, path)
            assert sorted(event["uid"] for event in events) == sorted(event["uid"] for event in first), (name, path, "another number of events")
        by_uid = {name: {event["uid"]: event for event in events} for name, events in told.items()}
        for event in first:
            for name in READERS:
                other = by_uid[name][event["uid"]]
                for key, value in event.items():
                    assert other[key] == value, (name, path.name, key, other[key], value)
        if not path.name.endswith(".posts.ics"):
            starts = [expected(placement)["start"] for placement in placements]
            assert [event["start"] for event in first] == starts, (path, "another order")
            for name in READERS:
                for placement in placements:
                    check_placement(by_uid[name][placement["uid"]], placement, name, path)
        else:
            posts = {event["id"]: event for event in first}
            for placement in placements:
                event = posts[carried(placement["post"])]
                assert carried(placement["text"]) in event["description"], (path.name, placement["post"])
        total += len(first)
        files += 1
    assert total > 100, "too few events to judge"
    print(f"{total} events in {files} calendars: {len(READERS)} readers agree with the JSON and with each other")


main(pathlib.Path(sys.argv[1]))
