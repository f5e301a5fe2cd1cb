"""What the stand-in says of what was, and of itself: trends, comparisons, indicators, trust."""
import math, random
from city import DAY, NAME, NOW, RATE, SETTINGS, ZONES, iso, poisson, two
from ahead import zone_shares


def trends(days=28, step=DAY):
    start = NOW - NOW % DAY - days * DAY
    time = list(range(start, NOW - NOW % DAY, step))
    base = [52 + 9 * math.sin(2 * math.pi * (t // DAY) / 7) for t in time]
    dice = random.Random(3)
    count = [None if i in (11, 12) else poisson(b, dice) for i, b in enumerate(base)]
    return {
        "step": "day",
        "time": time,
        "count": count,
        "baseline": [round(b, 1) for b in base],
        "lower": [round(b - 12) for b in base],
        "upper": [round(b + 12) for b in base],
        "total": sum(c or 0 for c in count),
        "usual": round(sum(b for b, c in zip(base, count) if c is not None), 1),
        "compared": {
            "steps": sum(c is not None for c in count),
            "of": sum(c is not None for c in count),
            "count": sum(c for c in count if c is not None),
        },
    }


def comparisons(by):
    names = {
        "zone": [(z["id"], two(z["name"], z["name"])) for z in ZONES],
        "category": [(str(c), NAME[c]) for c in RATE],
        "theme": [(t["id"], t["text"]) for t in SETTINGS["themes"]],
    }[by]
    rows = []
    for i, (key, text) in enumerate(names):
        count, before = 140 - 9 * i, 120 - 7 * i + (30 if i == 2 else 0)
        rows.append(
            {
                "id": key,
                "text": text,
                "count": None if i == 5 else count,
                "before": before,
                "change": None if i == 5 else (count - before) / before,
                "notable": i in (0, 2),
                "perThousand": round(count / 38, 2) if by == "zone" and i != 5 else None,
            }
        )
    return {"from": "2025-10-28", "to": "2025-11-25", "against": {"from": "2025-09-30", "to": "2025-10-28"}, "rows": rows}


INDICATORS = {
    "indicators": [
        {
            "id": "noise-night",
            "text": two("Tapages de nuit, 7 jours", "Noise at night, 7 days"),
            "value": 31,
            "unit": "",
            "watch": 40,
            "act": 60,
            "level": "fine",
            "baseline": 29.5,
            "trend": [28, 30, 27, 31],
        },
        {
            "id": "theft",
            "text": two("Vols, 7 jours", "Thefts, 7 days"),
            "value": 46,
            "unit": "",
            "watch": 45,
            "act": 60,
            "level": "watch",
            "baseline": 38.0,
            "trend": [36, 40, 41, 46],
        },
        {
            "id": "dumping",
            "text": two("Dépôts sauvages, 28 jours", "Dumping, 28 days"),
            "value": 212,
            "unit": "",
            "watch": 150,
            "act": 200,
            "level": "act",
            "baseline": 140.0,
            "trend": [130, 150, 188, 212],
        },
        {
            "id": "answer",
            "text": two("Délai de prise en compte, médiane", "Time to acknowledge, median"),
            "value": None,
            "unit": "min",
            "watch": 10,
            "act": 20,
            "level": "unknown",
            "baseline": None,
            "trend": [],
        },
    ]
}


def trust():
    days = [(NOW - NOW % DAY - (28 - i) * DAY) for i in range(28)]
    dice = random.Random(11)
    over = [
        {
            "day": iso(d)[:10],
            "observed": None if i == 11 else poisson(54, dice),
            "expected": 54.0,
            "lower": 41,
            "upper": 67,
            "pai": 11 + dice.random() * 4,
            "inside": True,
        }
        for i, d in enumerate(days)
    ]
    source = lambda i, kind, fr, en, fields: {
        "id": i,
        "kind": kind,
        "controller": "Ville de Port-Calme",
        "purpose": two("Tranquillité publique", "Public tranquillity"),
        "legalBasis": two("Mission d'intérêt public (RGPD art. 6.1.e)", "Task in the public interest (GDPR art. 6(1)(e))"),
        "text": two(fr, en),
        "keepsText": kind == "police-log",
        "fields": fields,
        "retention": two("Les observations brutes sont détruites sous 24 heures.", "Raw observations are destroyed within 24 hours."),
    }
    return {
        "register": {
            "version": "2025-11-01",
            "digest": "ab12f09c4477",
            "controller": "Ville de Port-Calme",
            "sources": [
                source(
                    "police",
                    "police-log",
                    "La Ville transmet l'heure, le lieu et la nature des faits ; ni nom, ni plaque, ni téléphone ne sont gardés.",
                    "The city sends time, place and nature of facts; no name, plate or telephone is kept.",
                    ["time", "position", "code"],
                ),
                source(
                    "bmpm",
                    "fire-brigade",
                    "Les marins-pompiers transmettent l'heure et le lieu des interventions sur la voie publique.",
                    "The fire brigade sends time and place of interventions in public space.",
                    ["time", "position", "code"],
                ),
                source(
                    "presence",
                    "mobile-presence",
                    "Un opérateur transmet le nombre de personnes présentes par carré de 800 m, jamais sous 20.",
                    "An operator sends the number of people present per 800 m square, never under 20.",
                    ["time", "cell", "count"],
                ),
            ],
        },
        "retention": [
            {
                "what": two("Observations brutes, chiffrées", "Raw observations, encrypted"),
                "seconds": 86400,
                "text": two("24 heures", "24 hours"),
            },
            {"what": two("Textes caviardés", "Redacted texts"), "seconds": 2592000, "text": two("30 jours", "30 days")},
            {
                "what": two("Faits sans personne, par case et quart d'heure", "Facts without persons, by cell and quarter of an hour"),
                "seconds": 63072000,
                "text": two("2 ans", "2 years"),
            },
        ],
        "privacy": {
            "cell": 200,
            "slot": 900,
            "minimumResidents": 0,
            "text": [
                two(
                    "Aucun fait n'est localisé plus finement que 200 m et 15 minutes.",
                    "No fact is placed more finely than 200 m and 15 minutes.",
                ),
                two(
                    "Les catégories sensibles ne paraissent qu'à l'arrondissement et au mois.",
                    "Sensitive categories appear by district and month only.",
                ),
            ],
        },
        "budget": {
            "spent": 0.5,
            "total": 1.0,
            "unit": "ε",
            "releases": 4,
            "text": two(
                "4 publications bruitées ont dépensé la moitié du budget de l'année.",
                "4 noisy releases have spent half of the year's budget.",
            ),
        },
        "audit": [
            {
                "service": s,
                "verified": True,
                "entries": n,
                "head": "9f3c2ab1",
                "first": iso(NOW - 90 * DAY),
                "last": iso(NOW - 300),
                "text": two(f"Chaîne vérifiée, {n} lignes", f"Chain verified, {n} lines"),
            }
            for s, n in (("anonymization", 1204), ("console", 310))
        ],
        "quality": {
            "windows": 56,
            "calibration": [
                {"expected": p, "observed": min(1, max(0, p + 0.02 * math.sin(p * 9))), "windows": 5600}
                for p in (0.02, 0.06, 0.1, 0.17, 0.25, 0.36, 0.48, 0.6, 0.75, 0.9)
            ],
            "ratio": 1.03,
            "pai": [
                {"area": 0.01, "value": 14.2},
                {"area": 0.02, "value": 11.0},
                {"area": 0.05, "value": 7.1},
                {"area": 0.1, "value": 4.9},
            ],
            "overTime": over,
        },
        "equity": {
            "text": two(
                "L'écart entre zones mesure si le modèle se trompe plus ici qu'ailleurs ; il reste sous 10 %.",
                "The gap between zones tells whether the model errs more here than there; it stays under 10 %.",
            ),
            "zones": [
                {
                    "id": z["id"],
                    "name": z["name"],
                    "expected": round(1500 * s, 1),
                    "observed": round(1500 * s * (1 + 0.05 * math.sin(i))),
                    "ratio": 1 + 0.05 * math.sin(i),
                    "perThousand": 3 + i * 0.3,
                }
                for i, (z, s) in enumerate(zip(ZONES, zone_shares()))
            ],
            "overTime": [{"day": iso(d)[:10], "gap": 0.06 + 0.03 * math.sin(i / 3)} for i, d in enumerate(days)],
        },
        "never": [
            two("Le modèle ne prévoit, ne note et ne classe jamais une personne.", "The model never forecasts, scores or ranks a person."),
            two("Il n'a ni nom, ni visage, ni plaque, ni téléphone.", "It holds no name, face, plate or telephone."),
            two("Il ne décide d'aucune mesure : des agents décident.", "It decides no measure: people do."),
        ],
        "model": {
            "name": "mixture 1.2",
            "trainedUntil": iso(NOW - 900),
            "text": two(
                "Un mélange de noyaux dans l'espace et le temps, expliqué terme par terme.",
                "A mixture of kernels in space and time, explained term by term.",
            ),
        },
    }
