"""What the stand-in says of what comes: agenda, plans, forecasts and their cells, coverage."""
import datetime as dt, math, random, struct
import geography
from city import CELLS, DAY, HOUR, NOW, PLACES, RATE, WEIGHT, ZONES, _total, iso, poisson, rhythm, two


def local_day(offset):
    return dt.date(2025, 11, 25) + dt.timedelta(days=offset)


def agenda_row(offset):
    day, dice = local_day(offset), random.Random(offset * 31 + 5)
    weekday = day.isoweekday()
    usual = 48 + {5: 10, 6: 22, 7: 4}.get(weekday, 0)
    drivers, events = [], 0
    if offset in (4, 11, 18):
        events, usual_extra = 2, 18
        drivers.append(
            {"kind": "event", "weight": 0.3, "text": two("Match au stade, 65 000 attendus", "Match at the stadium, 65,000 expected")}
        )
    elif offset in (12, 13):
        events, usual_extra = 3, 12
        drivers.append(
            {"kind": "event", "weight": 0.18, "text": two("Marché de Noël, 12 000 attendus", "Christmas market, 12,000 expected")}
        )
    else:
        usual_extra = dice.choice([0, 0, -3, 2])
    if weekday == 6:
        drivers.append({"kind": "weekday", "weight": 0.2, "text": two("Nuit du samedi", "Saturday night")})
    if offset == 30 - 1 or day.day == 25 and day.month == 12:
        drivers.append({"kind": "holiday", "weight": None, "text": two("Jour férié : Noël", "Public holiday: Christmas")})
    if day >= dt.date(2025, 12, 20):
        drivers.append({"kind": "school", "weight": 0.05, "text": two("Vacances scolaires (zone B)", "School holidays (zone B)")})
    if offset in (1, 2):
        drivers.append({"kind": "weather", "weight": -0.12, "text": two("Pluie annoncée, 14 mm", "Rain forecast, 14 mm")})
        usual_extra -= 7
    if offset >= 27:
        load = {"expected": None, "lower": None, "upper": None, "source": "none", "usual": None, "coverage": 0}
    else:
        expected = usual + usual_extra
        width = 1.64 * math.sqrt(expected) * (1 if offset < 3 else 1.5)
        load = {
            "expected": round(expected, 1),
            "lower": round(expected - width),
            "upper": round(expected + width),
            "source": "forecast" if offset < 2 else "season",
            "usual": float(usual),
            "coverage": 1 if offset == 0 else 0.75 if offset == 1 else 0,
        }
    needed = 8 + (5 if events else 0)
    means = (
        {"planned": 8, "needed": needed, "adequacy": round(min(100, 800 / needed)), "unit": two("équipes", "teams")}
        if offset < 21
        else {"planned": None, "needed": None, "adequacy": None, "unit": two("équipes", "teams")}
    )
    return {
        "day": day.isoformat(),
        "weekday": weekday,
        "load": load,
        "drivers": drivers,
        "events": events,
        "incompatible": 1 if offset in (11, 12) else 0,
        "means": means,
    }


def agenda(days=30):
    return {"from": local_day(0).isoformat(), "days": [agenda_row(i) for i in range(days)]}


def events(offset):
    day = NOW - NOW % DAY + offset * DAY
    suggestion = {
        "teams": {"value": 4, "lower": 3, "upper": 6},
        "barriers": {"value": 40, "lower": 24, "upper": 60},
        "like": 5,
        "reasons": [two("5 événements semblables ont demandé 3 à 6 équipes.", "5 similar events took 3 to 6 teams.")],
    }
    return [
        {
            "id": "e1",
            "start": iso(day + 19 * HOUR),
            "end": iso(day + 23 * HOUR),
            "cell": [0, *PLACES[1]],
            "zone": CELLS[PLACES[1]],
            "attendance": 65000,
            "text": two("Match au stade, 65 000 personnes", "Match at the stadium, 65,000 people"),
            "suggestion": suggestion,
        },
        {
            "id": "e2",
            "start": iso(day + 17 * HOUR),
            "end": iso(day + 22 * HOUR),
            "cell": [0, *PLACES[5]],
            "zone": CELLS[PLACES[5]],
            "attendance": None,
            "text": two("Travaux de voirie", "Roadworks"),
            "suggestion": None,
        },
    ]


INCOMPATIBLE = [
    {
        "kind": "blocked-access",
        "events": ["e1", "e2"],
        "text": two(
            "Les travaux barrent l'accès du stade à l'heure du match.", "The roadworks block the way to the stadium at match time."
        ),
    }
]


def day_plan(day):
    offset = (dt.date.fromisoformat(day) - local_day(0)).days
    row = agenda_row(offset)
    expected = row["load"]["expected"]
    parts = (0.16, 0.2, 0.28, 0.36)
    start = NOW - NOW % DAY + offset * DAY - HOUR
    windows = (
        []
        if expected is None
        else [
            {
                "start": iso(start + i * 6 * HOUR),
                "end": iso(start + (i + 1) * 6 * HOUR),
                "expected": round(expected * p, 1),
                "lower": round(expected * p * 0.6),
                "upper": round(expected * p * 1.5),
                "forecasts": [
                    {
                        "id": f"1-{start + i * 6 * HOUR}-{start + (i + 1) * 6 * HOUR}",
                        "category": 1,
                        "expected": round(expected * p * 0.24, 1),
                    }
                ]
                if offset < 2
                else [],
            }
            for i, p in enumerate(parts)
        ]
    )
    whole = sum(RATE.values())
    return {
        **row,
        "windows": windows,
        "categories": []
        if expected is None
        else [
            {
                "category": c,
                "expected": round(expected * r / whole, 1),
                "lower": round(expected * r / whole * 0.5),
                "upper": round(expected * r / whole * 1.7) + 1,
                "usual": round(row["load"]["usual"] * r / whole, 1),
            }
            for c, r in RATE.items()
        ],
        "zones": []
        if expected is None
        else [{"id": z["id"], "name": z["name"], "expected": round(expected * s, 1)} for z, s in zip(ZONES, zone_shares())],
        "events": events(offset) if row["events"] else [],
        "incompatible": INCOMPATIBLE if row["incompatible"] else [],
        "means": {
            **row["means"],
            "reasons": [two("4 équipes pour le match, 4 pour le reste de la ville.", "4 teams for the match, 4 for the rest of the city.")]
            if row["means"]["planned"]
            else [],
        },
    }


def zone_shares():
    sums = {}
    for cell, weight in WEIGHT.items():
        sums[CELLS[cell]] = sums.get(CELLS[cell], 0) + weight
    return [sums[z["id"]] / _total for z in ZONES]


WINDOW_START = NOW - NOW % (6 * HOUR)


def forecasts(category=None):
    rows = []
    for i in range(8):
        start = WINDOW_START + i * 6 * HOUR
        for c, rate in RATE.items():
            if category in (None, c):
                e = rate * sum(rhythm(start // HOUR + h) for h in range(6)) / 24
                rows.append(
                    {
                        "id": f"{c}-{start}-{start + 6 * HOUR}",
                        "category": c,
                        "start": iso(start),
                        "end": iso(start + 6 * HOUR),
                        "issued": iso(NOW - 900),
                        "expected": round(e, 2),
                        "lower": max(0, math.floor(e - 1.7 * math.sqrt(e))),
                        "upper": math.ceil(e + 1.7 * math.sqrt(e)),
                        "cells": len(CELLS),
                        "level": 0,
                        "model": "mixture 1.2",
                        "trainedFrom": iso(NOW - 180 * DAY),
                        "trainedUntil": iso(NOW - 900),
                        "sources": ["police-log"],
                        "silentSources": ["quays"],
                    }
                )
    windows = []
    for start in sorted({row["start"] for row in rows}):
        own = [row for row in rows if row["start"] == start]
        e = sum(row["expected"] for row in own)
        windows.append(
            {
                "id": "all-" + own[0]["id"].split("-", 1)[1],
                "start": start,
                "end": own[0]["end"],
                "expected": round(e, 2),
                "lower": max(0, math.floor(e - 1.7 * math.sqrt(e))),
                "upper": math.ceil(e + 1.7 * math.sqrt(e)),
                "categories": len(own),
            }
        )
    return {"forecasts": rows, "windows": windows, "issued": iso(NOW - 900)}


def cells(identifier):
    """The packed cells of a forecast; `bench-N` is a full square of N cells."""
    if identifier.startswith("bench-"):
        side = round(math.sqrt(int(identifier[6:])))
        west, south = geography.extent(ZONES)[0] // 200, geography.extent(ZONES)[1] // 200
        order = [(west + i % side, south + i // side) for i in range(side * side)]
        values = [0.02 + 0.02 * math.sin(c * 0.13) * math.cos(r * 0.11) for c, r in order]
    else:
        category, start = identifier.split("-")[0], int(identifier.split("-")[1])
        scale = (
            (sum(RATE.values()) if category == "all" else RATE[int(category)])
            * sum(rhythm(start // HOUR + h) for h in range(6))
            / 24
            / _total
        )
        shift = 0 if category == "all" else int(category)
        order = sorted(CELLS, key=lambda cell: (cell[1], cell[0]))
        values = [
            WEIGHT[cell] * scale * (1 + 0.6 * math.sin(cell[0] * 0.21 + shift) * math.cos(cell[1] * 0.17 + start // HOUR)) for cell in order
        ]
    ranked = sorted(range(len(values)), key=values.__getitem__)
    rank = [0] * len(values)
    for position, index in enumerate(ranked):
        rank[index] = 255 * position // max(1, len(values) - 1)
    n = len(order)
    return (
        struct.pack("<III3f", 0x31435151, n, 0, 200, 1e-6, 0)
        + struct.pack(f"<{n}i", *(c for c, _ in order))
        + struct.pack(f"<{n}i", *(r for _, r in order))
        + struct.pack(f"<{n}f", *values)
        + bytes(rank)
    )


def cell(identifier, where):
    level, column, row = map(int, where.split(","))
    expected = WEIGHT.get((column, row), 0) * 20 / _total
    dice = random.Random(column * 7919 + row)
    return {
        "id": identifier,
        "cell": [level, column, row],
        "zone": CELLS.get((column, row)),
        "expected": expected,
        "lower": 0,
        "upper": 1 if expected > 0.05 else 0,
        "atLeastOne": 1 - math.exp(-expected),
        "usual": expected * 0.8,
        "reasons": [
            {
                "share": 0.55,
                "text": two(
                    "ce qui s'est passé ici ces 4 dernières semaines (6 faits)", "what happened here in the last 4 weeks (6 facts)"
                ),
            },
            {"share": 0.3, "text": two("le quartier à cette heure", "the neighbourhood at this hour")},
            {"share": 0.15, "text": two("la nuit du samedi", "Saturday night")},
        ],
        "past": {"start": NOW - 28 * DAY, "step": DAY, "count": [None if i in (9, 10) else poisson(0.2, dice) for i in range(28)]},
    }


def coverage(teams, minutes, equity):
    best = sorted(WEIGHT, key=WEIGHT.get, reverse=True)
    chosen = []
    for place in best:
        if all(abs(place[0] - c) + abs(place[1] - r) > 14 for c, r in chosen):
            chosen.append(place)
        if len(chosen) == teams:
            break
    share = min(0.95, 0.12 * len(chosen) + 0.02 * minutes)
    return {
        "teams": [
            {
                "cell": [0, *place],
                "zone": CELLS[place],
                "covered": round(9 - i * 0.6, 1),
                "reason": two("le plus de faits attendus à moins de 8 min", "most expected facts within 8 min"),
            }
            for i, place in enumerate(chosen)
        ],
        "covered": round(61.2 * share, 1),
        "expected": 61.2,
        "share": share,
        "radius": minutes * 300,
        "zones": [
            {"id": z["id"], "expected": round(61.2 * s, 1), "covered": round(61.2 * s * share, 1), "share": max(equity, share - 0.02 * i)}
            for i, (z, s) in enumerate(zip(ZONES, zone_shares()))
        ],
        "reasons": [two("Contrainte d'équité tenue dans chaque zone.", "The equity constraint holds in every zone.")],
    }
