"""Runs the program, and says what each export must hold, from `plan export json` and what the tools document."""

import csv
import io
import json
import os
import re
import subprocess
import tempfile
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def export(plan, form, path, *options):
    """Exports into a folder, and returns its files by name."""
    with tempfile.TemporaryDirectory() as folder:
        command = [plan, "export", form, path, "--force", "-o", folder + "/", *options]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"
        files = {}
        for name in sorted(os.listdir(folder)):
            with open(os.path.join(folder, name), "rb") as file:
                files[name] = file.read()
        return files, done.stderr


def refused(plan, form, path, *options):
    """Returns what the program says where it exports nothing."""
    done = subprocess.run([plan, "export", form, path, "--force", *options], capture_output=True, text=True)
    assert done.returncode == 2 and not done.stdout, f"{form} of {path} is no refusal"
    return done.stderr


def truth(plan, path):
    """Returns the plan's zone and its placements."""
    files, _ = export(plan, "json", path)
    document = json.loads(files["calendar.json"])
    assert document["version"] == 1
    return ZoneInfo(document["plans"][0]["timezone"]), document["placements"]


def instant(placement):
    """Returns the moment in UTC; none while the hour is open."""
    moment = placement["at_utc"]
    return moment and datetime.strptime(moment, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)


def local(placement, zone=None):
    """Returns the moment in a zone, else in the placement's own."""
    return instant(placement).astimezone(zone or ZoneInfo(placement["timezone"]))


def plain(text):
    """Returns a text as a tool that publishes is given it."""
    return CONTROLS.sub("", text or "")


def web(placement, endings=None):
    """Lists the media that a tool elsewhere can fetch."""
    def taken(medium):
        name = re.split(r"[?#]", medium["file"])[0].rsplit("/", 1)[-1]
        ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
        return re.match(r"https?://", medium["file"], re.I) and (endings is None or ending in endings)

    return [medium for medium in placement["media"] if taken(medium)]


def to_publish(placements, needs_text=False, endings=None, networks=None):
    """Lists what a tool that publishes must be given."""
    def kept(placement):
        has_text = bool(placement["text"].strip())
        something = has_text or (not needs_text and bool(web(placement, endings)))
        known = networks is None or placement["network"] in networks
        return known and something and placement["at_utc"] and placement["status"] != "published"

    return [placement for placement in placements if kept(placement)]


def rows(data, delimiter=","):
    """Reads CSV to the letter."""
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
