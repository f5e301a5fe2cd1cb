#!/usr/bin/python3
"""Writes a calendar with PyPI's icalendar, and when its events take place according to dateutil, for our adapter to be judged by.

usage: recurrence.py FOLDER SEED COUNT

FOLDER gets judge.ics and expected.json: of each UID the seconds since 1970 at which it takes place within 400 days of 2026-11-01 UTC.
"""
import datetime as dt
import json
import random
import sys
import zoneinfo

import icalendar
from dateutil.rrule import rrulestr

folder, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
draw = random.Random(seed)
zones = {"Europe/Paris": zoneinfo.ZoneInfo("Europe/Paris"), "America/New_York": zoneinfo.ZoneInfo("America/New_York"), "UTC": dt.timezone.utc}
days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
now = dt.datetime(2026, 11, 1, tzinfo=dt.timezone.utc)
first, last = now - dt.timedelta(days=400), now + dt.timedelta(days=400)


def rule(start, zone, whole):
    frequency = draw.choice(["DAILY", "WEEKLY", "MONTHLY", "YEARLY", "MONTHLY", "YEARLY"])
    parts = {"FREQ": frequency}
    if draw.random() < 0.4:
        parts["INTERVAL"] = draw.randint(1, 4)
    if draw.random() < 0.3:
        parts["COUNT"] = draw.randint(1, 300)
    elif draw.random() < 0.3:
        until = start + dt.timedelta(days=draw.randint(0, 900))
        parts["UNTIL"] = until.date() if whole else until.replace(tzinfo=zone).astimezone(dt.timezone.utc)
    if draw.random() < 0.25:
        parts["BYMONTH"] = draw.sample(range(1, 13), draw.randint(1, 4))
    if frequency in ("DAILY", "WEEKLY") and draw.random() < 0.5:
        parts["BYDAY"] = draw.sample(days, draw.randint(1, 4))
    if frequency in ("MONTHLY", "YEARLY"):
        kind = draw.random()
        if kind < 0.3:
            parts["BYDAY"] = [str(draw.choice([1, 2, 3, 4, -1, -2])) + draw.choice(days) for _ in range(draw.randint(1, 2))]
        elif kind < 0.5:
            parts["BYDAY"] = draw.sample(days, draw.randint(1, 3))
        if 0.4 < kind < 0.7:
            parts["BYMONTHDAY"] = draw.sample(list(range(1, 32)) + [-1, -2, -10], draw.randint(1, 4))
        if frequency == "YEARLY" and 0.7 < kind < 0.8:
            parts["BYYEARDAY"] = draw.sample(list(range(1, 367)) + [-1, -100], 3)
        if ("BYDAY" in parts or "BYMONTHDAY" in parts) and draw.random() < 0.3:
            parts["BYSETPOS"] = draw.sample([1, 2, -1, 3], draw.randint(1, 2))
    if draw.random() < 0.2:
        parts["WKST"] = draw.choice(days)
    return parts


calendar = icalendar.Calendar()
calendar.add("prodid", "-//judge//")
calendar.add("version", "2.0")
expected = {}
for number in range(count):
    zone = zones[draw.choice(list(zones))]
    start = dt.datetime(draw.randint(2024, 2026), draw.randint(1, 12), draw.randint(1, 28), draw.randint(0, 23), draw.choice([0, 15, 30]))
    whole = draw.random() < 0.15
    parts = rule(start, zone, whole)
    event = icalendar.Event()
    event.add("uid", f"e{number}")
    event.add("dtstamp", dt.datetime(2026, 1, 1, tzinfo=dt.timezone.utc))
    event.add("dtstart", start.date() if whole else start.replace(tzinfo=zone))
    event.add("dtend", start.date() + dt.timedelta(days=1) if whole else (start + dt.timedelta(hours=1)).replace(tzinfo=zone))
    event.add("rrule", parts)
    text = event["RRULE"].to_ical().decode()
    if "UNTIL" in parts:
        until = parts["UNTIL"]
        wall = dt.datetime.combine(until, dt.time()) if whole else until.astimezone(zone).replace(tzinfo=None)
        text = ";".join("UNTIL=" + wall.strftime("%Y%m%dT%H%M%S") if part.startswith("UNTIL") else part for part in text.split(";"))
    base = dt.datetime.combine(start.date(), dt.time()) if whole else start
    clock = zones["Europe/Paris"] if whole else zone
    times = set()
    for wall in rrulestr(text, dtstart=base):
        if wall > last.replace(tzinfo=None) + dt.timedelta(days=2):
            break
        times.add(int(wall.replace(tzinfo=clock).timestamp()))
    # The first time is always one (RFC 5545, 3.8.5.3).
    times.add(int(base.replace(tzinfo=clock).timestamp()))
    times = {time for time in times if first.timestamp() <= time < last.timestamp()}
    if draw.random() < 0.3 and len(times) > 2 and not whole:
        out = draw.sample(sorted(times), 3)
        event.add("exdate", [dt.datetime.fromtimestamp(time, zone) for time in out])
        times -= set(out)
    # icalendar before 5 names zones by their abbreviation; the standard asks for the zone's own name.
    if not whole and hasattr(zone, "key"):
        for name in ("DTSTART", "DTEND", "EXDATE"):
            if name in event:
                event[name].params["TZID"] = zone.key
    calendar.add_component(event)
    if len(times) <= 2_000:
        expected[f"e{number}"] = sorted(times)
with open(f"{folder}/judge.ics", "wb") as out:
    out.write(calendar.to_ical())
with open(f"{folder}/expected.json", "w") as out:
    json.dump(expected, out)
