"""Chromium, driven over the DevTools protocol (Debian's chromium and python3-websockets; nothing else)."""
import asyncio, base64, json, os, pathlib, shutil, signal, subprocess, tempfile
import websockets

SIZES = {"phone": (390, 844, 3, True), "desktop": (1366, 850, 1, False), "wall": (2560, 1440, 1, False)}


class Broken(Exception):
    """The page threw, or what was waited for did not come."""


class Browser:
    """One headless browser of its own, with a profile that goes with it; more flags may be given."""

    def __init__(self, *flags):
        self.flags = flags

    async def __aenter__(self):
        self.folder = tempfile.mkdtemp(prefix="quietude-chromium-")
        self.process = subprocess.Popen(
            [
                shutil.which("chromium"),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--force-color-profile=srgb",
                *self.flags,
                f"--user-data-dir={self.folder}",
                "about:blank",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        port = pathlib.Path(self.folder, "DevToolsActivePort")
        for _ in range(600):
            if port.exists() and len(port.read_text().split()) == 2:
                break
            if self.process.poll() is not None:
                raise Broken("chromium ended by itself; run it by hand to see why: chromium --headless --no-sandbox about:blank")
            await asyncio.sleep(0.05)
        number, path = port.read_text().split()
        self.socket = await websockets.connect(f"ws://127.0.0.1:{number}{path}", max_size=1 << 28, ping_interval=None)
        self.next, self.answers, self.pages = 0, {}, {}
        self.reader = asyncio.create_task(self._read())
        return self

    async def __aexit__(self, *_):
        self.reader.cancel()
        await self.socket.close()
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    async def _read(self):
        async for text in self.socket:
            message = json.loads(text)
            if "id" in message:
                future = self.answers.pop(message["id"], None)
                if future and not future.done():
                    future.set_result(message)
            elif page := self.pages.get(message.get("sessionId")):
                page.heard(message["method"], message["params"])

    async def call(self, method, session=None, **parameters):
        self.next += 1
        future = self.answers[self.next] = asyncio.get_running_loop().create_future()
        await self.socket.send(
            json.dumps({"id": self.next, "method": method, "params": parameters, **({"sessionId": session} if session else {})})
        )
        answer = await asyncio.wait_for(future, 60)
        if "error" in answer:
            raise Broken(f"{method}: {answer['error']['message']}")
        return answer["result"]

    async def page(self, size="desktop", **options):
        """A page of its own cookie jar."""
        context = (await self.call("Target.createBrowserContext"))["browserContextId"]
        target = (await self.call("Target.createTarget", url="about:blank", browserContextId=context))["targetId"]
        session = (await self.call("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
        page = self.pages[session] = Page(self, session, context)
        await page.begin(size, **options)
        return page


class Page:
    def __init__(self, browser, session, context):
        self.browser, self.session, self.context = browser, session, context
        self.errors, self.requests, self.bytes = [], {}, 0

    def heard(self, method, p):
        if method == "Runtime.exceptionThrown":
            details = p["exceptionDetails"]
            self.errors.append(details.get("exception", {}).get("description") or details["text"])
        elif method == "Runtime.consoleAPICalled" and p["type"] in ("error", "assert"):
            self.errors.append(" ".join(str(a.get("value", a.get("description", ""))) for a in p["args"]))
        elif method == "Log.entryAdded" and p["entry"]["level"] == "error":
            self.errors.append(f"{p['entry']['text']} {p['entry'].get('url', '')}")
        elif method == "Network.requestWillBeSent":
            self.requests[p["requestId"]] = p["request"]["url"]
        elif method == "Network.loadingFinished":
            self.bytes += p["encodedDataLength"]

    def call(self, method, **parameters):
        return self.browser.call(method, self.session, **parameters)

    async def begin(self, size, theme="light", language="fr-FR", motion="no-preference", cache=True):
        for domain in ("Page", "Runtime", "Log", "Network", "DOM", "Accessibility"):
            await self.call(f"{domain}.enable")
        await self.resize(size)
        await self.call(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": theme}, {"name": "prefers-reduced-motion", "value": motion}],
        )
        await self.call("Emulation.setLocaleOverride", locale=language)
        await self.call("Emulation.setUserAgentOverride", userAgent="quietude-test", acceptLanguage=language)
        await self.call("Network.setCacheDisabled", cacheDisabled=not cache)

    async def resize(self, size):
        width, height, ratio, phone = SIZES[size]
        await self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=ratio, mobile=phone)
        await self.call("Emulation.setTouchEmulationEnabled", enabled=phone)

    async def go(self, url, until="document.querySelector('main h1, main h2') && !document.querySelector('main .waiting')"):
        await self.call("Page.navigate", url=url)
        await self.until(until, f"{url} to be drawn")
        await self.settle()

    async def settle(self):
        """Two frames: what was asked for is painted."""
        await self.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))")

    async def run(self, expression):
        result = await self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise Broken(result["exceptionDetails"].get("exception", {}).get("description", result["exceptionDetails"]["text"]))
        return result["result"].get("value")

    async def until(self, condition, what, seconds=20):
        """Waits in the page, frame by frame, until a condition holds. The page may be navigating: then it is asked again."""
        script = f"""new Promise(done => {{ const end = performance.now() + 4000; const look = () => {{ let held = false; try {{ held = Boolean({condition}); }} catch {{}}
            if (held || performance.now() > end) done(held); else setTimeout(look, 16); }}; look(); }})"""
        loop = asyncio.get_running_loop()
        stop = loop.time() + seconds
        while loop.time() < stop:
            try:
                if await self.run(script):
                    return
            except Broken:
                await asyncio.sleep(0.05)
        raise Broken(
            f"waited {seconds} s in vain for {what}; errors: {self.errors}; the page says: {(await self.run('document.body.innerText'))[:400]}"
        )

    async def press(self, key, shift=False):
        codes = {
            "Tab": 9,
            "Enter": 13,
            "Escape": 27,
            "ArrowLeft": 37,
            "ArrowUp": 38,
            "ArrowRight": 39,
            "ArrowDown": 40,
            "Home": 36,
            " ": 32,
            "+": 187,
        }
        text = {"text": "\r"} if key == "Enter" else {"text": key} if len(key) == 1 else {}
        for kind in ("keyDown", "keyUp"):
            await self.call(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                windowsVirtualKeyCode=codes.get(key, 0),
                modifiers=8 if shift else 0,
                **(text if kind == "keyDown" else {}),
            )

    async def click(self, selector):
        """With the mouse, where the element is; fails where something else lies over it."""
        place = await self.run(
            f"""(() => {{ const e = document.querySelector({json.dumps(selector)}); if (!e) return null; e.scrollIntoView({{block: "center"}}); const b = e.getBoundingClientRect();
            const x = b.left + b.width / 2, y = b.top + b.height / 2, over = document.elementFromPoint(x, y); return [x, y, e === over || e.contains(over) || over?.contains(e)]; }})()"""
        )
        if not place:
            raise Broken(f"there is no {selector}")
        if not place[2]:
            raise Broken(f"something lies over {selector}")
        for kind in ("mousePressed", "mouseReleased"):
            await self.call("Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button="left", clickCount=1)

    async def picture(self, path, whole=False):
        pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
        data = await self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        pathlib.Path(path).write_bytes(base64.b64decode(data["data"]))

    async def tree(self):
        """The accessibility tree as a list of {role, name, ignored, properties}."""
        nodes = (await self.call("Accessibility.getFullAXTree"))["nodes"]
        return [
            {
                "role": n.get("role", {}).get("value"),
                "name": n.get("name", {}).get("value", ""),
                "node": n.get("backendDOMNodeId"),
                **{p["name"]: p["value"].get("value") for p in n.get("properties", [])},
            }
            for n in nodes
            if not n.get("ignored")
        ]

    async def close(self):
        await self.browser.call("Target.disposeBrowserContext", browserContextId=self.context)
