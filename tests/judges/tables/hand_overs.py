"""Judges the hand-overs by Python's csv against what the tools document: columns, dates, limits, texts to the letter."""

import re
from datetime import datetime, timedelta

from plan import export, instant, local, plain, refused, rows, to_publish, web

PUBLER = [
    "Date - Intl. format or prompt", "Text", "Link(s) - Separated by comma for FB carousels",
    "Media URL(s) - Separated by comma", "Title - For the video, pin, PDF ..", "Label(s) - Separated by comma",
    "Alt text(s) - Separated by ||", "Comment(s) - Separated by ||", "Pin board, FB album, or Google category",
    "Post subtype - I.e. story, reel, PDF ..", "CTA - For Facebook links or Google",
    "Reminder - For stories, reels, shorts, and TikToks",
]
METRICOOL = {"facebook": "Facebook", "x": "Twitter/X", "linkedin": "LinkedIn", "google-business": "GBP",
             "instagram": "Instagram", "pinterest": "Pinterest", "tiktok": "TikTok", "youtube": "Youtube",
             "threads": "Threads", "bluesky": "Bluesky"}
BRIGHTBEAN = {"facebook", "instagram", "tiktok", "youtube", "pinterest", "threads", "bluesky", "google-business",
              "mastodon", "dev-to", "linkedin"}


def tables(files, header, most=None):
    """Reads files of one header, and returns all their rows."""
    found = []
    for name, data in files.items():
        own, *body = rows(data)
        assert own == header, (name, own)
        assert most is None or len(body) <= most, (name, len(body))
        assert all(any(cell for cell in row) for row in body), f"{name} has an empty row"
        found += body
    return found


def same(path, found, wanted):
    """Compares rows whatever their order: files are by channel, the truth is by time."""
    missing = [row for row in wanted if row not in found]
    assert sorted(map(list, found)) == sorted(map(list, wanted)), (path, missing[:1], found[:1])
    return len(found)


def by_channel(placements):
    channels = {}
    for placement in placements:
        channels.setdefault(placement["channel"], []).append(placement)
    return channels


def labels(placement):
    own = [placement["category"], placement["campaign"]]
    return ",".join(label.replace(",", " ") for label in own if label)


def judge_buffer(plan, path, _zone, placements):
    held = to_publish(placements, endings={"jpg", "png"})
    files, _ = export(plan, "buffer", path)
    parts = sum(-(-len(own) // 100) for own in by_channel(held).values())
    assert len(files) == parts, (path, list(files))
    def row(p):
        picture = next(iter(web(p, {"jpg", "png"})), {"file": ""})["file"]
        return [plain(p["text"]), picture, labels(p), local(p).strftime("%Y-%m-%d %H:%M")]
    return same(path, tables(files, ["Text", "Image URL", "Tags", "Posting Time"], 100), [row(p) for p in held])


def judge_publer(plan, path, zone, placements):
    held = to_publish(placements)
    files, _ = export(plan, "publer", path)
    found = tables(files, PUBLER, 1000)
    def row(p):
        media = web(p)
        urls = [m["file"].replace(",", "%2C") if len(p["media"]) > 1 else m["file"] for m in media]
        alts = [re.sub(r"\|(?=\|)", "| ", m["alt"] or "") for m in media]
        link = "" if not p["link"] or p["link"] in p["text"] else p["link"]
        comment = re.sub(r"\|(?=\|)", "| ", plain(p["first_comment"]))
        alt = plain("||".join(alts)) if any(alts) else ""
        return [local(p, zone).strftime("%Y-%m-%d %H:%M"), plain(p["text"]), link, ",".join(urls), labels(p), alt, comment]
    return same(path, [row[:4] + row[5:8] for row in found], [row(p) for p in held])


def judge_sprout(plan, path, _zone, placements):
    held = to_publish(placements, needs_text=True)
    files, said = export(plan, "sprout", path, "--stamp", "2026-01-01T00:00:00Z")
    found = []
    for name, data in files.items():
        header, *body = rows(data)
        pictures = any(len(row) > 3 and row[3] for row in body)
        assert header == ["date", "time_24hr", "message_text"] + ["public_image_url"] * pictures, (name, header)
        assert len(body) <= 350, name
        found += [(row + [""])[:4] for row in body]
    near = 0
    for own in by_channel(held).values():
        near += sum(instant(b) - instant(a) < timedelta(minutes=10) for a, b in zip(own, own[1:]))
    told = len(re.findall(r"has no room for .*a time \d+ minutes? behind", said))
    more = re.search(r"(\d+) more posts lose something", said)
    assert told == near or (more and told < near), (path, told, near)
    def row(p):
        moment = local(p)
        picture = next(iter(web(p)), {"file": ""})["file"]
        return [moment.strftime("%d/%m/%Y"), moment.strftime("%H:%M"), plain(p["text"]), picture]
    return same(path, found, [row(p) for p in held])


def judge_brightbean(plan, path, zone, placements):
    """Reads as its importer does: utf-8-sig, `%Y-%m-%d`, `%H:%M`, a caption that is stripped."""
    held = to_publish(placements, needs_text=True, networks=BRIGHTBEAN)
    files, _ = export(plan, "brightbean", path)
    assert all(len(data) <= 5_000_000 for data in files.values())
    header = ["date", "time", "platforms", "caption", "media_url", "category", "tags", "first_comment"]
    found = tables(files, header)
    networks = {}
    for placement in held:
        networks.setdefault(placement["network"], set()).add(placement["channel"])
    apart = any(len(channels) > 1 for channels in networks.values())
    assert len(files) == (len(by_channel(held)) if apart else 1), (path, list(files))
    read = []
    for date, time, platforms, caption, media, category, _, comment in found:
        moment = datetime.combine(datetime.strptime(date, "%Y-%m-%d"), datetime.strptime(time, "%H:%M").time())
        assert platforms.lower() == platforms and platforms and caption.strip(), (path, platforms, caption)
        read.append([moment.replace(tzinfo=zone).timestamp(), caption.strip(), media, category, comment.strip()])
    def row(p):
        picture = next(iter(web(p)), {"file": ""})["file"]
        minute = instant(p).replace(second=0).timestamp()
        return [minute, plain(p["text"]).strip(), picture, p["category"], plain(p["first_comment"]).strip()]
    return same(path, read, [row(p) for p in held])


def judge_metricool(plan, path, zone, placements):
    held = to_publish(placements, networks=METRICOOL)
    files, _ = export(plan, "metricool", path)
    found = []
    for data in files.values():
        assert data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n")
        header, *body = rows(data)
        assert len(header) == 93
        for row in body:
            told = dict(zip(header, row, strict=True))
            flags = [name for name in METRICOOL.values() if told[name] == "TRUE"]
            assert len(flags) == 1 and all(told[name] in ("TRUE", "FALSE") for name in METRICOOL.values())
            media = [told[f"Picture Url {place}"] for place in range(1, 11) if told[f"Picture Url {place}"]]
            alts = [told[f"Alt text picture {place}"] for place in range(1, 11)][:len(media)]
            found.append([told["Text"], told["Date"], told["Time"], flags[0], told["Draft"], media, alts, told["First Comment Text"]])
    def row(p):
        moment, media = local(p, zone), web(p)
        draft = "FALSE" if p["status"] == "approved" else "TRUE"
        return [plain(p["text"]), moment.strftime("%Y-%m-%d"), moment.strftime("%H:%M:%S"), METRICOOL[p["network"]], draft,
                [m["file"] for m in media], [plain(m["alt"]) for m in media], plain(p["first_comment"])]
    return same(path, found, [row(p) for p in held])


def judge_google(plan, path, zone, placements):
    files, said = export(plan, "google-calendar", path)
    assert "no room" not in said, said
    header = ["Subject", "Start Date", "Start Time", "End Date", "End Time", "All Day Event", "Description", "Location", "Private"]
    found = tables(files, header)
    assert len(found) == len(placements)
    for row, p in zip(found, placements):
        assert "\n" not in row[0] and plain(p["text"]).rstrip() in row[6], (path, row)
        if not p["at_utc"]:
            month, day = p["date"][5:7], p["date"][8:]
            assert row[1:6] == [f"{month}/{day}/{p['date'][:4]}", "", f"{month}/{day}/{p['date'][:4]}", "", "TRUE"], row
            continue
        start = datetime.strptime(f"{row[1]} {row[2]}", "%m/%d/%Y %I:%M %p")
        end = datetime.strptime(f"{row[3]} {row[4]}", "%m/%d/%Y %I:%M %p")
        moment = local(p, zone).replace(tzinfo=None, second=0)
        assert start == moment and start < end <= start + timedelta(minutes=75) and row[5] == "FALSE", (path, row)
    return len(found)


def judge_custom(plan, path, _zone, placements):
    if path.endswith("long.toml"):
        files, _ = export(plan, "custom", path)
        assert sorted(files) == [f"table-{name}.csv" for name in ("group", "page-1", "page-2", "page-3", "page-4", "page-5")], list(files)
        found = tables(files, ["utc", "text", "media"], 100)
        return same(path, found, [[p["at_utc"], p["text"], ",".join(m["file"] for m in web(p))] for p in to_publish(placements)])
    if path.endswith("cafe-month.toml"):
        refusal = refused(plan, "custom", path)
        assert "--table" in refusal, refusal
        files, _ = export(plan, "custom", path, "--table", "hootsuite")
        found = [row for data in files.values() for row in rows(data)]
        def row(p):
            return [local(p).strftime("%d/%m/%Y %H:%M"), plain(p["text"])]
        return same(path, [found_row[:2] for found_row in found], [row(p) for p in to_publish(placements)])
    return 0


def judge(plan, path, zone, placements):
    judges = (judge_buffer, judge_publer, judge_sprout, judge_brightbean, judge_metricool, judge_google, judge_custom)
    return sum(judge(plan, path, zone, placements) for judge in judges)
