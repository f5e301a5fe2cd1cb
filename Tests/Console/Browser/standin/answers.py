"""What the stand-in console answers: the shapes of Services/Console/Service/Web/openapi.yaml, filled by a seeded generator."""
import datetime as dt
from city import NOW, SETTINGS, ZONES, iso, territory  # noqa: F401
from live import ALERTS, HISTORY, alert, card, detail, hours, now, public  # noqa: F401
from ahead import INCOMPATIBLE, agenda, cell, cells, coverage, day_plan, events, forecasts  # noqa: F401
from behind import INDICATORS, comparisons, trends, trust  # noqa: F401
