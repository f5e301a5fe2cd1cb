"""The made-up city behind the answers: its time, categories, places and settings."""
import datetime as dt, math, random
import geography

ZONES, CELLS = geography.load()


NOW = 1764061200  # 2025-11-25T09:00:00Z


HOUR, DAY = 3600, 86400


ZONE_NAMES = {zone["id"]: zone["name"] for zone in ZONES}


CATEGORIES = [
    (1, "noise", "Tapage et nuisances sonores", "Noise and nuisance", 14),
    (2, "brawl", "Rixe et différend", "Fight or public dispute", 5),
    (4, "public-intoxication", "Ivresse publique", "Public intoxication", 4),
    (5, "gathering", "Attroupement", "Gathering", 4),
    (7, "theft", "Vol", "Theft", 11),
    (9, "damage", "Dégradation", "Vandalism and damage", 6),
    (10, "dumping", "Dépôt sauvage", "Illegal dumping", 7),
    (13, "road-accident", "Accident de la circulation", "Road accident", 5),
    (17, "fire-street", "Feu sur voie publique", "Bin or street fire", 2),
]


READINGS = [
    (50, "presence", "Présence", "Presence"),
    (51, "ridership-delay", "Retard et affluence", "Delay and crowding"),
    (53, "temperature", "Température", "Temperature"),
    (54, "rain", "Pluie", "Rain"),
    (55, "wind", "Vent (mistral)", "Wind"),
]


NAME = {c[0]: {"fr": c[2], "en": c[3]} for c in CATEGORIES}


RATE = {c[0]: c[4] for c in CATEGORIES}


def iso(seconds):
    return dt.datetime.fromtimestamp(seconds, dt.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def two(fr, en):
    return {"fr": fr, "en": en}


_dice = random.Random(7)


_order = sorted(CELLS)


_centres = [(_dice.choice(_order), _dice.uniform(4, 14)) for _ in range(26)]


WEIGHT = {cell: 0.02 + sum(math.exp(-((cell[0] - x) ** 2 + (cell[1] - y) ** 2) / (2 * s)) for (x, y), s in _centres) for cell in _order}


_total = sum(WEIGHT.values())


PLACES = [_dice.choice(_order) for _ in range(8)]


def poisson(rate, dice):
    limit, product, n = math.exp(-rate), dice.random(), 0
    while product > limit:
        product, n = product * dice.random(), n + 1
    return n


def hour_count(hour):
    """Incidents of an hour of 1970; None for the night when the police log was silent."""
    if NOW // HOUR - 62 <= hour < NOW // HOUR - 56:
        return None
    return poisson(2.5 * rhythm(hour), random.Random(hour))


def rhythm(hour):
    return 1 + 0.7 * math.sin(2 * math.pi * ((hour - 15) % 24) / 24) + (0.5 if (hour // 24) % 7 in (2, 3) and hour % 24 > 18 else 0)


SETTINGS = {
    "version": "0.1.0",
    "territories": [{"id": "port-calme", "name": "Marseille" if "13201" in ZONE_NAMES else "Port-Calme"}],
    "tiles": None,
    "categories": [{"id": i, "code": code, "use": "forecast", "text": two(fr, en)} for i, code, fr, en, _ in CATEGORIES]
    + [{"id": i, "code": code, "use": "reading", "text": two(fr, en)} for i, code, fr, en in READINGS],
    "themes": [
        {"id": "quiet", "text": two("Tranquillité", "Quiet"), "categories": [1, 2, 4, 5]},
        {"id": "property", "text": two("Biens", "Property"), "categories": [7, 9]},
        {"id": "street", "text": two("Espace public", "Public space"), "categories": [10, 13, 17]},
    ],
    "sources": [
        {"kind": k, "text": two(fr, en)}
        for k, fr, en in [
            ("police-log", "Mains courantes", "Police log"),
            ("camera", "Comptages caméra", "Camera counts"),
            ("weather", "Météo", "Weather"),
            ("fire-brigade", "Marins-pompiers", "Fire brigade"),
            ("mobile-presence", "Présence mobile", "Mobile presence"),
            ("transit", "Transports", "Transit"),
            ("agenda", "Agenda", "Agenda"),
        ]
    ],
    "roles": ["operator", "analyst", "dpo", "administrator"],
    "refreshSeconds": 60,
}


def territory():
    return {
        "id": "port-calme",
        "name": SETTINGS["territories"][0]["name"],
        "timeZone": "Europe/Paris",
        "cellSize": 200,
        "publicationLevel": 0,
        "plane": "EPSG:3035",
        "bounds": {"south": 43.15, "west": 5.2, "north": 43.4, "east": 5.6},
        "extent": geography.extent(ZONES),
        "watermark": iso(NOW),
        "live": True,
        "earliest": iso(NOW - 30 * DAY),
    }
