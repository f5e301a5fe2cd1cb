#!/usr/bin/env python3
"""A stand-in console: serves the page's files and made-up answers, so that every state of every screen can be reached at will.

    server.py PORT [WEB-FOLDER]

`GET /standin/mode?empty=1&problem=503&signedout=1&hold=1` changes what is answered next; `/standin/alert` raises an alert on the stream."""
import copy, gzip, http.server, json, pathlib, queue, re, sys, threading, time, urllib.parse
import answers

WEB = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else pathlib.Path(__file__).resolve().parents[4] / "Services/Console/Service/Web")
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".yaml": "application/yaml",
    ".webmanifest": "application/manifest+json",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; "
    "worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
MODE, LISTENERS, LOCK, NEXT = {}, [], threading.Lock(), [1]
EMPTY = {
    "/api/now": lambda: {
        **answers.now(None, 6),
        "situations": [],
        "readings": [],
        "alerts": [],
        "sources": [],
        "incidents": {
            "from": answers.iso(answers.NOW - 21600),
            "to": answers.iso(answers.NOW),
            "total": None,
            "level": [],
            "column": [],
            "row": [],
            "category": [],
            "count": [],
        },
    },
    "/api/agenda": lambda: {"from": "2025-11-25", "days": []},
    "/api/forecasts": lambda: {"forecasts": []},
    "/api/alerts": lambda: {"alerts": [], "next": None},
    "/api/measures": lambda: {"events": [], "incompatible": []},
    "/api/comparisons": lambda: {**answers.comparisons("zone"), "rows": []},
    "/api/indicators": lambda: {"indicators": []},
    "/api/outlines": lambda: {"zones": []},
    "/api/trends": lambda: {"step": "day", "time": [], "count": [], "baseline": [], "lower": [], "upper": [], "total": None, "usual": None},
    "/api/hours": lambda: {"start": 0, "step": 3600, "count": [], "alerts": []},
    "/api/trust": lambda: {
        **answers.trust(),
        "budget": None,
        "audit": [],
        "quality": {"windows": 0, "calibration": [], "ratio": None, "pai": [], "overTime": []},
        "equity": {"text": None, "zones": [], "overTime": []},
        "model": None,
    },
}


def publish(event, data):
    with LOCK:
        number, NEXT[0] = NEXT[0], NEXT[0] + 1
        for listener in LISTENERS:
            listener.put(f"id: {number}\nevent: {event}\ndata: {json.dumps(data)}\n\n")


def seconds(text):
    return None if text is None else int(answers.dt.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())


def session():
    if MODE.get("signedout"):
        return {
            "signedIn": False,
            "signIn": {"token": True, "oidc": {"name": "Ville de Port-Calme", "href": "/api/session/oidc/start"}},
            "publicTrust": bool(MODE.get("public")),
            "version": "0.1.0",
        }
    return {
        "signedIn": True,
        "name": "poste 3",
        "role": MODE.get("role", "operator"),
        "can": ["read", "act", "texts", "export"],
        "csrf": "c5rf",
        "expires": answers.iso(int(time.time()) + 28800),
        "signIn": {"token": True, "oidc": None},
        "publicTrust": False,
        "version": "0.1.0",
    }


def answer(path, ask):
    """What a GET is answered: a value for JSON, bytes for packed cells, None for 404."""
    one = lambda name, usual=None: ask.get(name, [usual])[0]
    if MODE.get("empty") and path in EMPTY:
        return EMPTY[path]()
    if found := re.fullmatch(r"/api/alerts/([\w-]+)", path):
        return next((answers.detail(a) for a in answers.ALERTS if a["id"] == found[1]), None)
    if found := re.fullmatch(r"/api/forecasts/([\w-]+)/cells", path):
        return answers.cells(f"bench-{MODE['cells']}" if MODE.get("cells") else found[1])
    if found := re.fullmatch(r"/api/forecasts/([\w-]+)/cell", path):
        return answers.cell(found[1], one("cell"))
    if found := re.fullmatch(r"/api/agenda/([\d-]+)", path):
        return answers.day_plan(found[1])
    return {
        "/api/session": session,
        "/api/settings": lambda: answers.SETTINGS,
        "/api/territory": answers.territory,
        "/api/outlines": lambda: {"zones": answers.ZONES},
        "/api/now": lambda: answers.now(seconds(one("at")), int(one("hours", "6"))),
        "/api/hours": lambda: answers.hours(seconds(one("from")), seconds(one("to"))),
        "/api/alerts": lambda: {"alerts": [answers.public(a) for a in answers.ALERTS], "next": None},
        "/api/cards": lambda: {"cards": [answers.card(c) for c in (1, 2, 17)]},
        "/api/agenda": lambda: answers.agenda(int(one("days", "30"))),
        "/api/forecasts": lambda: answers.forecasts(int(one("category")) if one("category") else None),
        "/api/measures": lambda: {"events": answers.events(0), "incompatible": answers.INCOMPATIBLE},
        "/api/coverage": lambda: answers.coverage(int(one("teams")), int(one("minutes", "8")), float(one("equity", "0"))),
        "/api/trends": answers.trends,
        "/api/comparisons": lambda: answers.comparisons(one("by", "zone")),
        "/api/indicators": lambda: answers.INDICATORS,
        "/api/trust": answers.trust,
        "/api/texts": lambda: {
            "texts": [
                {
                    "start": answers.iso(answers.NOW - 7200),
                    "length": 900,
                    "category": 1,
                    "cell": None,
                    "kind": "police-log",
                    "text": "appel de [PERSONNE] pour du bruit",
                }
            ],
            "audited": True,
            "available": True,
        },
        "/api/audit": lambda: {
            "verified": True,
            "entries": [
                {
                    "number": 12,
                    "time": answers.iso(answers.NOW),
                    "action": "text-viewed",
                    "role": "operator",
                    "details": {},
                    "counts": {"texts": 3},
                }
            ],
        },
    }.get(path, lambda: None)()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def reply(self, status, kind, body, **headers):
        if len(body) > 500 and "gzip" in self.headers.get("Accept-Encoding", ""):
            body, headers["Content-Encoding"] = gzip.compress(body, 6), "gzip"
        self.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Content-Security-Policy": POLICY,
            "Cache-Control": "no-cache",
            **headers,
        }.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def json(self, value, status=200):
        self.reply(status, "application/problem+json" if status >= 400 else "application/json", json.dumps(value).encode())

    def problem(self, status):
        self.json(
            {
                "status": status,
                "title": "Service Unavailable",
                "detail": "The forecasting service does not answer.",
                "detailFr": "Le service de prévision ne répond pas.",
            },
            status,
        )

    def stream(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        mine = queue.Queue()
        LISTENERS.append(mine)
        try:
            self.wfile.write(f"event: hello\ndata: {json.dumps({'watermark': answers.iso(answers.NOW), 'version': '0.1.0'})}\n\n".encode())
            while not MODE.get("hold"):
                try:
                    text = mine.get(timeout=0.5)
                except queue.Empty:
                    text = ":\n"
                self.wfile.write(text.encode())
                self.wfile.flush()
        except OSError:
            pass
        finally:
            LISTENERS.remove(mine)
            self.close_connection = True

    def do_GET(self):
        url = urllib.parse.urlparse(self.path)
        ask = urllib.parse.parse_qs(url.query)
        if url.path == "/standin/mode":
            MODE.clear()
            MODE.update({k: int(v[0]) if v[0].isdigit() else v[0] for k, v in ask.items()})
            return self.json(MODE)
        if url.path == "/standin/alert":
            entry = answers.alert(f"n{NEXT[0]}", 6, 1, "severe", 0, 12, 2.0)
            answers.ALERTS.insert(0, entry)
            publish("alert", answers.public(entry))
            return self.json({"id": entry["id"]})
        if url.path == "/api/events":
            return self.problem(503) if MODE.get("hold") else self.stream()
        if url.path.startswith("/api/"):
            if (
                MODE.get("signedout")
                and url.path not in ("/api/session", "/api/settings")
                and not (MODE.get("public") and url.path == "/api/trust")
            ):
                return self.json({"status": 401, "title": "Unauthorized", "detail": "Sign in.", "detailFr": "Connectez-vous."}, 401)
            if MODE.get("problem") and url.path not in ("/api/session", "/api/settings", "/api/territory", "/api/outlines"):
                return self.problem(MODE["problem"])
            value = answer(url.path, ask)
            if isinstance(value, bytes):
                return self.reply(200, "application/octet-stream", value)
            return (
                self.json(value)
                if value is not None
                else self.json({"status": 404, "title": "Not Found", "detail": "Unknown.", "detailFr": "Inconnu."}, 404)
            )
        file = (WEB / (url.path.lstrip("/") or "index.html")).resolve()
        if WEB.resolve() in file.parents and file.is_file():
            return self.reply(200, TYPES.get(file.suffix, "application/octet-stream"), file.read_bytes())
        self.json({"status": 404, "title": "Not Found", "detail": "No such file."}, 404)

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
        if self.path == "/api/session/token":
            if body.get("token") != "letmein":
                return self.json({"status": 401, "title": "Unauthorized", "detail": "Wrong token.", "detailFr": "Jeton refusé."}, 401)
            MODE.pop("signedout", None)
            return self.json(session())
        if self.path == "/api/session/end":
            MODE["signedout"] = 1
            return self.reply(204, "text/plain", b"")
        if self.headers.get("X-CSRF-Token") != "c5rf":
            return self.json({"status": 403, "title": "Forbidden", "detail": "CSRF token.", "detailFr": "Jeton CSRF."}, 403)
        found = re.fullmatch(r"/api/alerts/([\w-]+)/(\w+)", self.path)
        entry = found and next((a for a in answers.ALERTS if a["id"] == found[1]), None)
        if not entry:
            return self.json({"status": 404, "title": "Not Found", "detail": "Unknown."}, 404)
        self.act(entry, found[2], body)
        publish("alert", answers.public(entry))
        self.json(answers.detail(entry))

    def act(self, entry, action, body):
        who = {"by": "poste 3", "role": "operator", "at": answers.iso(int(time.time()))}
        handling = entry["handling"] = copy.deepcopy(entry["handling"])
        if action == "acknowledge":
            handling.update(state="acknowledged", acknowledged=who)
        elif action == "assign":
            handling.update(state="assigned", assigned={"to": body["to"], **who})
        elif action == "silence":
            handling.update(
                state="silenced" if body["minutes"] else "acknowledged",
                silencedUntil=answers.iso(answers.NOW + 60 * body["minutes"]) if body["minutes"] else None,
            )
        elif action == "answer":
            handling.update(state="answered", answer={"value": body["value"], **who})
        elif action == "comment":
            handling["comments"] += 1
        text = body.get("text") or body.get("to") or body.get("value")
        answers.HISTORY.setdefault(entry["id"], []).append(
            {**who, "action": action, "text": text, "until": handling["silencedUntil"] if action == "silence" else None}
        )


if __name__ == "__main__":
    server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
    server.handle_error = lambda *_: None  # a browser that hangs up is no news
    server.daemon_threads = True
    print(server.server_address[1], flush=True)
    server.serve_forever()
