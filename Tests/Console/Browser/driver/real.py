#!/usr/bin/env python3
"""The console's page, used for real before a real console whose house holds a simulated city (Tests/EndToEnd/Console starts both).

    real.py --page http://127.0.0.1:7400 --token T --quietude PATH --data FOLDER --burst FILE --advance ARGUMENTS --pictures FOLDER"""
import argparse, asyncio, json, sys, time
from browser import Broken, Browser
from house import expect
from judge import drawn, heard
from page import LOOK, SCREENS, Pictures, whole

LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}
# From notification's record of an alert to its row in the page.
SECONDS = 1.0


class House:
    """The real console, and the command line on its house."""

    def __init__(self, arguments):
        self.base, self.token, self.data, self.program = arguments.page, arguments.token, arguments.data, arguments.quietude

    async def run(self, *arguments):
        process = await asyncio.create_subprocess_exec(
            self.program, *arguments, "--data", self.data, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        said = (await asyncio.wait_for(process.communicate(), 60))[0].decode()
        expect(process.returncode == 0, f"quietude {' '.join(arguments)}: {said}")

    async def watch(self):
        """What notification says from now on: when each new alert was heard by a reader that stands beside the console."""
        return await asyncio.create_subprocess_exec(
            self.program, "watch", "alerts", "--json", "--data", self.data, stdout=asyncio.subprocess.PIPE
        )

    async def opened(self, browser, size, **options):
        """Signed in by the address that `quietude up` prints."""
        page = await browser.page(size, **options)
        await page.call("Page.addScriptToEvaluateOnNewDocument", source=LOOK)
        await page.go(f"{self.base}/#token={self.token}", "document.querySelector('.day, main .empty')")
        expect(self.token not in await page.run("location.href"), "the token stays in the address")
        return page


async def screens(house, browser):
    """Each screen in both languages on a phone and a desk, filled by the city."""
    filled = {
        "agenda": "document.querySelectorAll('.day').length === 30",
        "now": "document.querySelector('.side-title b') && !document.querySelector('.side-title .missing')",
        "next": "document.querySelector('.legend canvas') && document.querySelector('.by-category')",
        "before": "document.querySelector('.indicators') && document.querySelector('.trend-told')",
        "trust": "document.querySelector('.never') && document.querySelector('.ledgers li')",
    }
    for size in ("phone", "desktop"):
        for language, locale in LANGUAGES.items():
            page = await house.opened(browser, size, language=locale, theme="light" if language == "fr" else "dark")
            for name in SCREENS:
                label = f"real-{name}-{size}-{language}"
                await page.go(f"{house.base}/#/{name}")
                await whole(page, name)
                await page.until(filled[name], f"{label}: what the house holds")
                await drawn(page, house.base, label, language)
                await heard(page, label)
                expect(not (found := await page.run("look.faint()")), f"{label}: too faint: {found}")
                await Pictures.take(page, label)
            await page.close()


async def live(house, browser, burst, advance):
    """A burst in the city raises an alert that is seen at once, explained in one click, and taken."""
    page = await house.opened(browser, "desktop")
    await page.go(f"{house.base}/#/now")
    await whole(page, "now")
    await page.until("document.querySelector('#fresh')?.dataset.state === 'live'", "the stream")
    await page.run(
        """(() => { window.rows = {}; const note = () => { for (const row of document.querySelectorAll('#feed [id^="row-"]'))
            rows[row.id.slice(4)] ??= Date.now(); }; note(); new MutationObserver(note).observe(document.body, { childList: true, subtree: true }); })()"""
    )
    before = set(await page.run("Object.keys(rows)"))
    watch = await house.watch()
    heard_at = {}

    async def listen():
        while line := await watch.stdout.readline():
            at, entry = time.time(), json.loads(line)
            alert = entry["record"]
            heard_at.setdefault(alert.get("thread") or alert["identifier"], at)

    listener = asyncio.create_task(listen())
    try:
        await asyncio.sleep(1)  # the watch has no word for having begun
        await house.run("push", "--source", "pm-marseille", burst)
        await house.run(*advance)
        await page.until(f"Object.keys(rows).some(id => !{json.dumps(sorted(before))}.includes(id))", "a new alert", 30)
        name = next(one for one in await page.run("Object.keys(rows)") if one not in before)
        for _ in range(100):
            if name in heard_at:
                break
            await asyncio.sleep(0.05)
        expect(name in heard_at, f"the page shows {name}, which notification did not tell: {sorted(heard_at)}")
        late = (await page.run("rows"))[name] / 1000 - heard_at[name]
        print(f"alert in the page {late * 1000:.0f} ms after another reader heard it")
        expect(late < SECONDS, f"the alert came {late:.2f} s after another reader heard it")
    finally:
        listener.cancel()
        watch.kill()
        await watch.wait()
    await page.click(f"#row-{name}")
    await page.until("document.querySelector('.why .why-text')?.textContent.length > 10", "the reason, one click away")
    await Pictures.take(page, "real-alert-why")
    await page.click("#act-acknowledge")
    await page.until("document.querySelector('#act-acknowledge').disabled", "the alert taken")
    expect(not page.errors, f"console errors: {page.errors}")


async def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("page", "token", "quietude", "data", "burst", "advance", "pictures"):
        parser.add_argument(f"--{name}", required=True)
    arguments = parser.parse_args()
    Pictures.folder = arguments.pictures
    house = House(arguments)
    async with Browser() as browser:
        await screens(house, browser)
        await live(house, browser, arguments.burst, arguments.advance.split())


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except (AssertionError, Broken) as problem:
        sys.exit(str(problem))
