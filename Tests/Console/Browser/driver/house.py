"""The stand-in console as a process of its own, and a browser before it."""
import asyncio, contextlib, json, pathlib, subprocess, sys, urllib.request
from browser import Broken, Browser

HERE = pathlib.Path(__file__).resolve().parent


class Standin:
    def __init__(self):
        self.process = subprocess.Popen([sys.executable, HERE.parent / "standin/server.py", "0"], stdout=subprocess.PIPE, text=True)
        port = self.process.stdout.readline().strip()
        if not port:
            raise Broken("the stand-in console did not start; run it by hand to see why: standin/server.py 8000")
        self.base = f"http://127.0.0.1:{port}"

    def mode(self, **what):
        """How it answers from now on: empty=1, problem=503, signedout=1, public=1, hold=1 (no stream), cells=50000."""
        return json.load(urllib.request.urlopen(f"{self.base}/standin/mode?" + "&".join(f"{k}={v}" for k, v in what.items())))

    def alert(self):
        return json.load(urllib.request.urlopen(f"{self.base}/standin/alert"))["id"]


@contextlib.asynccontextmanager
async def city():
    standin = Standin()
    try:
        async with Browser() as browser:
            yield standin, browser
    finally:
        standin.process.kill()  # not terminate: a child of a test has that signal blocked
        standin.process.wait()


def expect(holds, what):
    if not holds:
        raise AssertionError(what)
