"""Judges `markdown` by GitHub's own parser and by markdown-it: a table a day, a row a placement, nothing of the plan alive."""

import re
from html.parser import HTMLParser

import cmarkgfm
from cmarkgfm.cmark import Options
from markdown_it import MarkdownIt

from plan import export, local

OURS = {"h1", "h2", "table", "thead", "tbody", "tr", "th", "td", "br", "strong", "em"}
NO_WIDTH = "\u200b"


class Page(HTMLParser):
    """Tables of a page, as the text of their cells."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tables, self.titles, self.into = [], [], None

    def handle_starttag(self, tag, attributes):
        assert tag in OURS, f"<{tag}> comes from the plan"
        assert all(name in ("align", "style") for name, _ in attributes), attributes
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self.into = self.tables[-1][-1]
        elif tag in ("h1", "h2"):
            self.titles.append("")
            self.into = self.titles
        elif tag == "br" and self.into:
            self.into[-1] += "\n"

    def handle_endtag(self, tag):
        if tag in ("td", "th", "h1", "h2"):
            self.into = None

    def handle_data(self, data):
        if self.into:
            self.into[-1] += data

    def handle_comment(self, data):
        raise AssertionError(f"a comment comes from the plan: {data}")


def shown(text):
    """Returns a text as a page shows it: control characters as pictures, lines without blanks at their ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", lambda found: chr(0x2400 + ord(found[0])), text).replace("\x7f", "\u2421")
    text = re.sub(r"[\x80-\x9f]", lambda found: f"\\u{{{ord(found[0]):x}}}", text)
    return [re.sub(r"[ \t]+", " ", line).strip() for line in text.strip().split("\n")]


def judge(plan, path, zone, placements):
    files, said = export(plan, "markdown", path)
    assert "no room" not in said, said
    source = files["calendar.md"].decode("utf-8")
    hidden = [letter for letter in source if letter != "\n" and re.match(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", letter)]
    assert not hidden, f"{path}: {hidden} in the file"
    linking = MarkdownIt("gfm-like", {"html": True, "linkify": True})
    pages = {
        "cmarkgfm": cmarkgfm.github_flavored_markdown_to_html(source, Options.CMARK_OPT_UNSAFE),
        "markdown-it": linking.render(source),
    }
    days = {}
    for placement in placements:
        day = local(placement, zone).date() if placement["at_utc"] else placement["date"]
        days.setdefault(str(day), []).append(placement)
    for reader, html in pages.items():
        page = Page()
        page.feed(html)
        page.close()
        assert len(page.tables) == len(days), (path, reader, len(page.tables), len(days))
        told = "\n".join(page.titles + [cell for table in page.tables for row in table for cell in row])
        mention = re.search(r"@[^\s\u200b]|(?<!\w)GH-\d|[#!]\d", told)
        assert not mention, f"{path}, {reader}: {mention[0]} is a mention"
        for (day, held), table, title in zip(sorted(days.items()), page.tables, page.titles[-len(days):]):
            assert title.startswith(day), (title, day)
            _, *body = table
            assert len(body) == len(held), (path, reader, day, len(body), len(held))
            timed = sorted((p for p in held if p["at_utc"]), key=lambda p: p["at_utc"])
            ordered = timed + [p for p in held if not p["at_utc"]]
            for row, placement in zip(body, ordered):
                assert len(row) == 5, row
                if placement["at_utc"]:
                    assert row[0].startswith(local(placement, zone).strftime("%H:%M")), row
                assert row[4] == placement["status"]
                lines = [re.sub(r"[ \t]+", " ", line).strip() for line in row[3].replace(NO_WIDTH, "").split("\n")]
                text = shown(placement["text"])
                held_there = any(lines[at:at + len(text)] == text for at in range(len(lines)))
                assert held_there or not placement["text"].strip(), (path, reader, lines, text)
    return len(placements)
