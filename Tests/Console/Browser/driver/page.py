"""How a check opens a screen before the stand-in, and waits until it is whole."""
import pathlib
from house import HERE

SCREENS = ["agenda", "now", "next", "before", "trust"]
LOOK = (HERE / "look.js").read_text()


class Pictures:
    """Where screenshots go; nowhere without a folder."""

    folder = None

    @classmethod
    async def take(cls, page, name):
        if cls.folder:
            await page.picture(pathlib.Path(cls.folder) / f"{name}.png")


async def opened(browser, standin, where, size="desktop", **options):
    page = await browser.page(size, **options)
    await page.call("Page.addScriptToEvaluateOnNewDocument", source=LOOK)
    await page.go(f"{standin.base}/#/{where}")
    await page.until("document.fonts.status === 'loaded'", "the fonts")
    return page


async def whole(page, where):
    """Waits until nothing on the screen is still on its way."""
    await page.until("!document.querySelector('.waiting, [aria-busy]')", f"{where} to be whole")
    await page.settle()
