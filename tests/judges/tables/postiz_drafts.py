"""Judges `postiz` by a JSON schema made of what Postiz documents, and by reading its HTML back line by line."""

import json
import os
import re
import tomllib
from html.parser import HTMLParser

import jsonschema

from plan import export, instant, plain, refused, to_publish, web

ENDINGS = {"png", "jpg", "jpeg", "gif", "webp", "mp4"}


class Lines(HTMLParser):
    """The paragraphs of a post."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.lines = []

    def handle_starttag(self, tag, attributes):
        assert tag == "p" and not attributes, (tag, attributes)
        self.lines.append("")

    def handle_data(self, data):
        self.lines[-1] += data


def lines(html):
    reader = Lines()
    reader.feed(html)
    reader.close()
    return reader.lines


def told(text):
    return re.split(r"\r\n|\r|\n", plain(text))


def with_ids(path):
    """Lists the channels that have an id of Postiz."""
    with open(path, "rb") as file:
        settings = tomllib.load(file)
    extends = settings.get("extends", [])
    channels = settings.get("channels", {})
    known = {name for name, channel in channels.items() if "postiz" in channel.get("handover", {})}
    for base in [extends] if isinstance(extends, str) else extends:
        known |= with_ids(os.path.join(os.path.dirname(path), base))
    return known


def judge(plan, path, placements):
    known = with_ids(path)
    if not known:
        assert "[channels." in refused(plan, "postiz", path), "the refusal names the line to write"
        return 0
    files, _ = export(plan, "postiz", path)
    requests = json.loads(files["postiz.json"])
    with open(os.path.join(os.path.dirname(__file__), "postiz.schema.json"), encoding="utf-8") as file:
        jsonschema.Draft202012Validator(json.load(file)).validate(requests)
    assert len({request["date"] for request in requests}) == len(requests), "a request for each moment"
    wanted = {}
    for placement in to_publish(placements, endings=ENDINGS):
        if placement["channel"] in known:
            wanted.setdefault(instant(placement), []).append(placement)
    count, groups = 0, set()
    dates = [moment.strftime("%Y-%m-%dT%H:%M:%S.000Z") for moment in sorted(wanted)]
    assert [request["date"] for request in requests] == dates, path
    for request, (_, held) in zip(requests, sorted(wanted.items(), key=lambda item: item[0])):
        assert len(request["posts"]) == len(held)
        categories = {placement["category"] for placement in held}
        assert [tag["label"] for tag in request["tags"]] == (sorted(categories) if len(categories) == 1 else [])
        for post, placement in zip(request["posts"], held):
            first, *comments = post["value"]
            assert lines(first["content"]) == told(placement["text"]), (path, first["content"])
            comment = placement["first_comment"]
            assert [lines(value["content"]) for value in comments] == ([told(comment)] if comment else [])
            assert [image["path"] for image in first["image"]] == [medium["file"] for medium in web(placement, ENDINGS)]
            assert post["group"].endswith(placement["uid"])
            groups.add(post["group"])
            count += 1
    assert len(groups) == count, "a group for each"
    return count
