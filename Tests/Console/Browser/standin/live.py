"""What the stand-in says of now: alerts, situations, readings, sources, and any past hour."""
import random
from city import CELLS, HOUR, NAME, NOW, PLACES, RATE, WEIGHT, ZONE_NAMES, _order, hour_count, iso, poisson, two


def sources():
    rows = [
        ("police", "police-log", "heard", 900),
        ("bmpm", "fire-brigade", "heard", 300),
        ("meteo", "weather", "heard", 1800),
        ("presence", "mobile-presence", "late", 9000),
        ("quays", "camera", "unheard", None),
        ("rtm", "transit", "silent", 5 * HOUR),
    ]
    said = {
        "heard": ("à jour", "up to date"),
        "late": ("en retard de 2 h 30", "2 h 30 late"),
        "unheard": ("jamais entendue", "never heard"),
        "silent": ("muette depuis 5 h", "silent for 5 h"),
    }
    return [
        {"id": i, "kind": k, "state": s, "until": None if late is None else iso(NOW - late), "lateSeconds": late, "text": two(*said[s])}
        for i, k, s, late in rows
    ]


def services():
    return [
        {"service": s, "state": "serving", "text": two("sert", "serving")}
        for s in ("anonymization", "correlation", "forecasting", "notification")
    ]


def handling(**more):
    return {"state": "open", "acknowledged": None, "assigned": None, "silencedUntil": None, "answer": None, "comments": 0, **more}


def around(cell, radius):
    return [
        [0, c, r]
        for c in range(cell[0] - radius, cell[0] + radius + 1)
        for r in range(cell[1] - radius, cell[1] + radius + 1)
        if (c, r) in CELLS
    ]


def alert(i, place, category, severity, minutes, observed, expected, **more):
    cell = PLACES[place]
    zone = CELLS[cell]
    name = NAME[category]
    head = two(
        f"{name['fr']} : {observed} faits en 3 h, {expected} attendus, {ZONE_NAMES[zone]}".replace(".", ","),
        f"{name['en']}: {observed} in 3 h where {expected} are usual, {ZONE_NAMES[zone]}",
    )
    return {
        "id": f"t-{i}",
        "message": f"q-port-calme-{i}",
        "type": "alert",
        "state": "in-force",
        "updates": 0,
        "category": category,
        "severity": severity,
        "urgency": "immediate",
        "certainty": "observed",
        "sent": iso(NOW - minutes * 60),
        "first": iso(NOW - minutes * 60 - 4500),
        "onset": iso(NOW - 3 * HOUR),
        "expires": iso(NOW + 3 * HOUR),
        "event": name,
        "headline": head,
        "cells": around(cell, 1),
        "zones": [zone],
        "rule": "unusual-activity",
        "card": category in (1, 2, 17),
        "handling": handling(),
        "_why": (observed, expected),
        **more,
    }


ALERTS = [
    alert("a1", 0, 1, "severe", 4, 14, 3.2, updates=3, type="update"),
    alert("a2", 1, 17, "extreme", 11, 6, 0.4),
    alert(
        "a3",
        2,
        7,
        "moderate",
        26,
        9,
        2.6,
        handling=handling(state="acknowledged", acknowledged={"by": "poste 3", "role": "operator", "at": iso(NOW - 900)}, comments=1),
    ),
    alert("a4", 3, 10, "minor", 90, 7, 3.1, handling=handling(state="silenced", silencedUntil=iso(NOW + 1800))),
    alert(
        "a5",
        4,
        2,
        "moderate",
        130,
        5,
        1.1,
        handling=handling(state="assigned", assigned={"to": "équipe nuit", "by": "poste 3", "role": "operator", "at": iso(NOW - 5000)}),
    ),
]


HISTORY = {
    "t-a3": [
        {"at": iso(NOW - 900), "by": "poste 3", "role": "operator", "action": "acknowledge", "text": None, "until": None},
        {"at": iso(NOW - 800), "by": "poste 3", "role": "operator", "action": "comment", "text": "patrouille prévenue", "until": None},
    ]
}


def public(entry):
    return {key: value for key, value in entry.items() if not key.startswith("_")}


def card(category):
    steps = [
        ("Vérifier la source et l'heure du dernier fait.", "Check the source and the time of the last fact."),
        ("Appeler l'équipe la plus proche.", "Call the nearest team."),
        ("Rendre compte dans la demi-heure.", "Report within half an hour."),
    ]
    return {
        "category": category,
        "title": two(f"Fiche réflexe : {NAME[category]['fr']}", f"Procedure: {NAME[category]['en']}"),
        "steps": [two(*s) for s in steps],
        "contacts": [{"name": "Police municipale", "text": two("poste 17", "extension 17")}],
        "sources": ["PM 2025-04"],
    }


def detail(entry):
    observed, expected = entry["_why"]
    dice = random.Random(entry["id"])
    counts = [poisson(expected / 3, dice) for _ in range(45)] + [observed // 5, observed // 3, observed - observed // 5 - observed // 3]
    counts[20] = counts[21] = None
    return {
        **public(entry),
        "description": two("Faits signalés plus nombreux que d'habitude à cet endroit.", "More reports than usual at this place."),
        "instruction": two("Envoyer une équipe si le secteur n'est pas couvert.", "Send a team if the place is not covered."),
        "messages": [
            {
                "id": entry["message"],
                "type": entry["type"],
                "sent": entry["sent"],
                "severity": entry["severity"],
                "headline": entry["headline"],
                "references": [],
            }
        ],
        "why": {
            "text": two(
                f"{observed} observés, {expected} attendus ; moins d'une chance sur 2 500 par hasard".replace(".", ","),
                f"{observed} observed, {expected} expected; less than one chance in 2,500",
            ),
            "signal": {
                "id": "s-" + entry["id"],
                "kind": "cluster",
                "observed": observed,
                "expected": expected,
                "pValue": 0.0004,
                "start": iso(NOW - 3 * HOUR),
                "end": iso(NOW),
                "sources": ["police-log"],
                "text": two("regroupement dans l'espace et le temps", "cluster in space and time"),
            },
            "forecast": None,
            "history": {"start": NOW - 48 * HOUR, "step": HOUR, "count": counts, "expected": [expected / 3] * 48, "scope": "place"},
            "rule": {"name": entry["rule"], "precision": 0.83, "answers": 12},
        },
        "card": card(entry["category"]) if entry["card"] else None,
        "history": HISTORY.get(entry["id"], []),
    }


def now(at, hours):
    live, at = at is None, NOW if at is None else (at // HOUR + 1) * HOUR
    dice = random.Random(at // HOUR)
    span = range(at // HOUR - hours, at // HOUR)
    total, covered, table = 0, False, {}
    weights = [WEIGHT[c] for c in _order]
    for hour in span:
        n = hour_count(hour)
        if n is None:
            continue
        covered, total = True, total + n
        for _ in range(n):
            key = (dice.choices(_order, weights)[0], dice.choices(list(RATE), list(RATE.values()))[0])
            table[key] = table.get(key, 0) + 1
    columns = {
        "level": [0] * len(table),
        "column": [k[0][0] for k in table],
        "row": [k[0][1] for k in table],
        "category": [k[1] for k in table],
        "count": list(table.values()),
    }
    alerts = [public(a) for a in ALERTS] if live else [public(a) for a in ALERTS[:1]]
    situations = [
        {
            "id": "s-" + a["id"],
            "kind": "cluster",
            "category": a["category"],
            "severity": a["severity"],
            "start": a["onset"],
            "end": iso(at),
            "observed": a["_why"][0],
            "expected": a["_why"][1],
            "pValue": 0.0004,
            "sources": ["police-log"],
            "cells": a["cells"],
            "zones": a["zones"],
            "text": a["headline"],
            "alert": a["id"],
        }
        for a in ALERTS[: 5 if live else 1]
    ]
    readings = [
        {
            "category": 54,
            "kind": "weather",
            "cell": None,
            "start": iso(at - HOUR),
            "length": HOUR,
            "value": 0.4,
            "unit": "mm",
            "quality": "good",
            "lower": None,
            "upper": None,
            "planned": False,
        },
        {
            "category": 53,
            "kind": "weather",
            "cell": None,
            "start": iso(at - HOUR),
            "length": HOUR,
            "value": 11.5,
            "unit": "Cel",
            "quality": "good",
            "lower": None,
            "upper": None,
            "planned": False,
        },
        {
            "category": 55,
            "kind": "weather",
            "cell": None,
            "start": iso(at - HOUR),
            "length": HOUR,
            "value": None,
            "unit": "m/s",
            "quality": "missing",
            "lower": None,
            "upper": None,
            "planned": False,
        },
    ]
    for n, place in enumerate(PLACES):
        readings.append(
            {
                "category": 50,
                "kind": "mobile-presence",
                "cell": [2, place[0] // 4, place[1] // 4],
                "start": iso(at - HOUR),
                "length": HOUR,
                "value": None if n % 4 == 3 else 300 + 210 * n,
                "unit": "{person}",
                "quality": "uncertain" if n % 4 == 3 else "good",
                "lower": 0 if n % 4 == 3 else None,
                "upper": 19 if n % 4 == 3 else None,
                "planned": False,
            }
        )
    readings.append(
        {
            "category": 51,
            "kind": "transit",
            "cell": None,
            "start": iso(at - 5 * HOUR),
            "length": 900,
            "value": 340,
            "unit": "s",
            "quality": "uncertain",
            "lower": None,
            "upper": None,
            "planned": False,
        }
    )
    return {
        "at": iso(at),
        "live": live,
        "watermark": iso(NOW),
        "situations": situations,
        "incidents": {"from": iso(at - hours * HOUR), "to": iso(at), "total": total if covered else None, **columns},
        "readings": readings,
        "sources": sources(),
        "services": services(),
        "alerts": alerts,
    }


def hours(start, end):
    start -= start % HOUR
    count = [hour_count(h) for h in range(start // HOUR, end // HOUR)]
    return {"start": start, "step": HOUR, "count": count, "alerts": [0 if (n or 0) < 8 else 1 for n in count]}
