#!/usr/bin/env python3
"""What the console's page costs: first paint, page weight, and frames a second while 50,000 cells are panned on a phone-sized, slowed CPU; the same
50,000 squares in Leaflet's canvas renderer (Debian's libjs-leaflet) and in MapLibre GL (PyPI's `maplibre`, fetched at run time) beside it. A JSON line a figure;
never a test.

    console_page.py [--console URL] [--cells 50000] [--slow 4] [--only-pan]

Without --console the stand-in of Tests/Console/Browser is served; with it, a running console (URL as it prints it, with #token=…)."""
import argparse, asyncio, functools, gzip, http.server, json, pathlib, statistics, subprocess, sys, tempfile, threading, zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Console/Browser/driver"))
from browser import Browser  # noqa: E402

LEAFLET = pathlib.Path("/usr/share/javascript/leaflet")
# Its script ships inside this package, under srcjs; it is fetched for the measurement and goes with it.
MAPLIBRE = "maplibre==0.3.6"
# WebGL without a graphics card: drawn by the processor, as on a machine without one. A phone's own card would draw faster.
SOFTWARE = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
HEAD = """<!doctype html><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="map.css"><style>html,body,#map{height:100%;margin:0}</style>
<div id="map"></div><script src="map.js"></script><script>const began = performance.now(), side = Math.round(Math.sqrt(CELLS));
const value = (x, y) => Math.floor(128 + 127 * Math.sin(x * .13) * Math.cos(y * .11)), done = () => requestAnimationFrame(() => requestAnimationFrame(() => { window.ready = performance.now() - began; }));
"""
PAGES = {
    "leaflet-canvas": HEAD
    + """const map = L.map("map", {crs: L.CRS.Simple, preferCanvas: true, zoomControl: false, inertia: false, attributionControl: false, minZoom: -9});
for (let i = 0; i < side * side; i++) { const x = i % side, y = Math.floor(i / side), v = value(x, y);
  L.rectangle([[y * 200, x * 200], [(y + 1) * 200, (x + 1) * 200]], {stroke: false, fillOpacity: .9, fillColor: `rgb(${v},${255 - v},200)`}).addTo(map); }
map.fitBounds([[0, 0], [side * 200, side * 200]]); done();</script>""",
    "maplibre-gl": HEAD
    + """const step = .0018, features = [];
for (let i = 0; i < side * side; i++) { const x = i % side * step, y = Math.floor(i / side) * step;
  features.push({type: "Feature", properties: {v: value(i % side, Math.floor(i / side))}, geometry: {type: "Polygon", coordinates: [[[x, y], [x + step, y], [x + step, y + step], [x, y + step], [x, y]]]}}); }
const map = new maplibregl.Map({container: "map", attributionControl: false, fadeDuration: 0, bounds: [[0, 0], [side * step, side * step]], style: {version: 8,
  sources: {cells: {type: "geojson", data: {type: "FeatureCollection", features}}},
  layers: [{id: "cells", type: "fill", source: "cells", paint: {"fill-antialias": false, "fill-color": ["interpolate", ["linear"], ["get", "v"], 0, "#00ffc8", 255, "#ff00c8"]}}]}});
map.once("idle", done);</script>""",
}
COUNT = """(() => { window.marks = { frames: [], paints: 0 }; let last = performance.now();
  for (const [kind, name] of [[CanvasRenderingContext2D, "drawImage"], [CanvasRenderingContext2D, "fill"], [WebGL2RenderingContext, "drawElements"]]) { const own = kind.prototype[name];
    kind.prototype[name] = function (...a) { if (window.marks.turn !== window.marks.frames.length) { window.marks.turn = window.marks.frames.length; window.marks.paints++; } return own.apply(this, a); }; }
  const tick = (now) => { window.marks.frames.push(now - last); last = now; requestAnimationFrame(tick); }; requestAnimationFrame(tick); })()"""


# Of the one sign-in at a running console.
COOKIES = []


def say(**figures):
    print(json.dumps(figures), flush=True)


async def pan(page, where, seconds=4):
    """Drags a finger to and fro and says how many frames were drawn anew a second, and the longest wait."""
    box = await page.run(
        f"(() => {{ const b = document.querySelector('{where}').getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2, b.width]; }})()"
    )
    await page.run(COUNT)
    touch = lambda kind, x, y: page.call(
        "Input.dispatchTouchEvent", type=kind, touchPoints=[] if kind == "touchEnd" else [{"x": x, "y": y}]
    )
    loop = asyncio.get_running_loop()
    begin, step = loop.time(), 0
    await touch("touchStart", box[0], box[1])
    await page.run("window.marks.frames = []; window.marks.paints = 0")
    while loop.time() - begin < seconds:
        step += 1
        reach = box[2] * 0.35
        await touch("touchMove", box[0] + reach * (abs(step * 0.04 % 4 - 2) - 1), box[1] + reach * 0.6 * (abs(step * 0.03 % 4 - 2) - 1))
    took = loop.time() - begin
    paints, frames = await page.run("[window.marks.paints, window.marks.frames]")
    before = len(frames)
    await touch("touchEnd", 0, 0)
    await page.run("new Promise(done => setTimeout(done, 1500))")
    frames = await page.run("window.marks.frames")
    return {
        "drawn_per_second": round(paints / took, 1),
        "frames_per_second": round(before / took, 1),
        "p95_frame_ms": round(sorted(frames[:before])[int(before * 0.95)], 1),
        "longest_frame_ms": round(max(frames[:before]), 1),
        "longest_after_release_ms": round(max(frames[before:] or [0]), 1),
    }


async def enter(browser, base, token, size="desktop", **how):
    """A page that is signed in where a token is needed: by the token once, then with the cookie that it gave (sign-ins are rationed)."""
    page = await browser.page(size, **how)
    if token and not COOKIES:
        await page.go(f"{base}/#token={token}", "document.querySelector('main h1')")
        COOKIES.extend((await page.call("Network.getCookies", urls=[base]))["cookies"])
        await page.call("Page.navigate", url="about:blank")
        page.bytes, page.requests = 0, {}
    elif token:
        for one in COOKIES:
            await page.call("Network.setCookie", url=base, name=one["name"], value=one["value"], httpOnly=True, sameSite="Strict")
    return page


async def weigh(browser, base, token, screen):
    """The first visit with an empty cache: bytes over the wire, when the first paint came, when the screen was full."""
    paints, fulls, weight, parts = [], [], 0, 0
    for _ in range(5):
        page = await enter(browser, base, token, cache=False)
        await page.go(f"{base}/#/{screen}")
        paints.append(await page.run("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        fulls.append(await page.run("performance.now()"))
        weight, parts = page.bytes, len(page.requests)
        await page.close()
    return {
        "first_paint_ms": round(statistics.median(paints), 1),
        "worst_first_paint_ms": round(max(paints), 1),
        "screen_full_ms": round(statistics.median(fulls), 1),
        "kilobytes": round(weight / 1000, 1),
        "requests": parts,
    }


async def ring(browser, base):
    """How long an alert takes from the server's hand until its row is in the page, ten times, on the stand-in."""
    page = await browser.page()
    await page.go(f"{base}/#/now")
    await page.until("document.querySelector('#fresh')?.dataset.state === 'live'", "the stream")
    waits = []
    for _ in range(10):
        await page.run(
            """window.rung = new Promise(done => { const n = document.querySelectorAll('.feed .alert').length, feed = document.querySelector('main');
            const look = new MutationObserver(() => { if (document.querySelectorAll('.feed .alert').length > n) { look.disconnect(); requestAnimationFrame(() => done(performance.now())); } });
            look.observe(feed, { childList: true, subtree: true }); }); 1"""
        )
        waits.append(
            await page.run(
                "(async () => { const began = performance.now(); await fetch('/standin/alert'); return await window.rung - began; })()"
            )
        )
    await page.close()
    return {"median_ms": round(statistics.median(waits), 1), "worst_ms": round(max(waits), 1)}


async def measure(options, base, token=None):
    async with Browser() as browser:
        for screen in () if options.only_pan else ("agenda", "now", "next", "before", "trust"):
            say(bench="console", screen=screen, **await weigh(browser, base, token, screen))
        if not options.console and not options.only_pan:
            say(bench="console-live", **await ring(browser, base))
        page = await enter(browser, base, token, "phone")
        await page.go(f"{base}/#/next")
        await page.until("document.querySelector('.legend canvas')", "the cells")
        await page.call("Emulation.setCPUThrottlingRate", rate=options.slow)
        # A running console draws the cells that it has.
        cells = None if options.console else options.cells
        say(bench="console-pan", renderer="quietude", cells=cells, slowed=options.slow, **await pan(page, ".map-keys"))
        await page.close()
    for renderer, files in peers():
        await beside(options, renderer, files)


def peers():
    """The scripts of the other renderers, where they can be had; what is fetched goes with the folder that it is fetched into."""
    if LEAFLET.exists():
        yield "leaflet-canvas", [(LEAFLET / name).read_bytes() for name in ("leaflet.js", "leaflet.css")]
    else:
        print("Leaflet is not measured: apt-get install libjs-leaflet", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, MAPLIBRE]
        if subprocess.run(pip, stderr=subprocess.DEVNULL).returncode != 0:
            print("MapLibre GL is not measured: pip cannot fetch " + MAPLIBRE, file=sys.stderr)
            return
        with zipfile.ZipFile(next(pathlib.Path(folder).glob("*.whl"))) as wheel:
            yield "maplibre-gl", [wheel.read(f"maplibre/srcjs/maplibre-gl.{kind}") for kind in ("js", "css")]


async def beside(options, renderer, files):
    """The same squares in another renderer, dragged alike."""
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "index.html").write_text(PAGES[renderer].replace("CELLS", str(options.cells)))
        for name, content in zip(("map.js", "map.css"), files):
            pathlib.Path(folder, name).write_bytes(content)
        quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            async with Browser(*(SOFTWARE if renderer == "maplibre-gl" else [])) as browser:
                page = await browser.page("phone")
                await page.call("Emulation.setCPUThrottlingRate", rate=options.slow)
                await page.call("Page.navigate", url=f"http://127.0.0.1:{server.server_address[1]}/")
                await page.until("window.ready", f"the squares of {renderer}", 180)
                say(
                    bench="console-pan",
                    renderer=renderer,
                    cells=options.cells,
                    slowed=options.slow,
                    build_ms=round(await page.run("window.ready")),
                    script_kilobytes=round(len(gzip.compress(files[0])) / 1000, 1),
                    **await pan(page, "#map"),
                )
        finally:
            server.shutdown()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--console")
    parser.add_argument("--cells", type=int, default=50_000)
    parser.add_argument("--slow", type=int, default=4)
    parser.add_argument("--only-pan", action="store_true")
    options = parser.parse_args()
    if options.console:
        address, _, token = options.console.partition("#token=")
        asyncio.run(measure(options, address.rstrip("/"), token))
        return
    server = subprocess.Popen([sys.executable, ROOT / "Tests/Console/Browser/standin/server.py", "0"], stdout=subprocess.PIPE, text=True)
    try:
        base = f"http://127.0.0.1:{server.stdout.readline().strip()}"
        import urllib.request

        urllib.request.urlopen(f"{base}/standin/mode?cells={options.cells}").read()
        asyncio.run(measure(options, base))
    finally:
        server.kill()
        server.wait()


if __name__ == "__main__":
    main()
