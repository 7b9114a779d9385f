// Reads a calendar by ical.js; prints its events in the shape of the other readers.
const fs = require("fs");
const loaded = require("ical.js");
const ICAL = loaded.default || loaded;

const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(process.argv[2], "utf8")));
const moment = (time) => {
  if (!time.isDate && time.zone !== ICAL.Timezone.utcTimezone) throw new Error(`${time} is not in UTC`);
  return time.toICALString();
};
const unescaped = (text) => text.replace(/\\(.)/g, (_, letter) => (letter === "n" ? "\n" : letter));
const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  const value = (name) => component.getFirstPropertyValue(name);
  return {
    uid: event.uid,
    id: unescaped(String(value("x-plan-id"))),
    start: moment(event.startDate),
    end: moment(event.endDate),
    summary: event.summary,
    description: event.description,
    categories: component.getFirstProperty("categories").getValues(),
    status: value("status"),
    url: value("url") || "",
  };
});
process.stdout.write(JSON.stringify(events));
