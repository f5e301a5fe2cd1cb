"""How the page looks, sounds and prints: each check is named as `checks.py` takes it."""
from house import city, expect
from judge import drawn, heard
from page import Pictures, SCREENS, opened, whole

LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}


async def screen(name):
    """Both languages, phone and desktop: drawn whole, no error, no word missing, nothing sticking out."""
    async with city() as (standin, browser):
        for size in ("phone", "desktop"):
            for language, locale in LANGUAGES.items():
                page = await opened(browser, standin, name, size, language=locale)
                await whole(page, name)
                label = f"{name} {size} {language}"
                await drawn(page, standin.base, label, language)
                await Pictures.take(page, f"{name}-{size}-{language}")
                await page.close()


async def contrast(name):
    """Every text by day and by night, at least 4.5 to 1."""
    async with city() as (standin, browser):
        for theme in ("light", "dark"):
            page = await opened(browser, standin, name, theme=theme)
            await whole(page, name)
            expect(not (found := await page.run("look.faint()")), f"{name} {theme}: too faint: {found}")
            await Pictures.take(page, f"{name}-desktop-{theme}")
            await page.close()


async def tree(name):
    """Landmarks, names and roles as a screen reader has them; targets of 24 pixels."""
    async with city() as (standin, browser):
        for size in ("phone", "desktop"):
            page = await opened(browser, standin, name, size)
            await whole(page, name)
            await heard(page, f"{name} {size}")
            await page.close()


async def colours():
    """The scale of the map is ordered by lightness, also to a red- or green-blind eye (Machado 2009), by day and by night."""
    script = """import('/script/map/scale.js').then(({ ramp }) => {
        const lin = (v) => { const c = v / 255; return c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4; };
        const eyes = { all: [[1,0,0],[0,1,0],[0,0,1]], protan: [[.152286,1.052583,-.204868],[.114503,.786281,.099216],[-.003882,-.048116,1.051998]],
          deutan: [[.367322,.860646,-.227968],[.280085,.672501,.047413],[-.01182,.04294,.968881]], tritan: [[1.255528,-.076749,-.178779],[-.078411,.930809,.147602],[.004733,.691367,.3039]] };
        const out = [];
        for (const theme of ['day', 'night']) for (const [eye, m] of Object.entries(eyes)) {
          let before = null, sign = theme === 'day' ? -1 : 1;
          for (let i = 0; i < 256; i += 8) { const c = [0,1,2].map(k => lin(ramp(theme)[i * 3 + k])); const [r, g, b] = m.map(row => row.reduce((s, w, k) => s + w * c[k], 0));
            const y = Math.cbrt(Math.max(0, .2126 * r + .7152 * g + .0722 * b)); if (before !== null && (y - before) * sign <= 0.002) out.push(`${theme} ${eye} ${i}: ${before} ${y}`); before = y; } }
        return out; })"""
    async with city() as (standin, browser):
        page = await opened(browser, standin, "trust")
        expect(not (found := await page.run(script)), f"not ordered: {found}")


async def cells():
    """50,000 cells are drawn, and the list beside the map holds the same ones."""
    async with city() as (standin, browser):
        standin.mode(cells=50000)
        page = await opened(browser, standin, "next", "phone")
        await page.until("document.querySelector('.legend canvas')", "the cells")
        await page.run("document.querySelector('#tab-list').click()")
        await page.until("document.querySelector('.cell-list tbody tr')", "the list")
        left = await page.run("document.querySelector('.cell-list > button').textContent.replace(/\\D/g, '')")
        expect(int(left) + 50 == 224 * 224, f"the list holds {int(left) + 50} cells")
        await Pictures.take(page, "cells-50000-phone")
        expect(not page.errors, f"console errors: {page.errors}")


async def paper():
    """Before and Trust are fit to print: no tool, no tab, one column, and the charts are there."""
    async with city() as (standin, browser):
        for name in ("before", "trust"):
            page = await opened(browser, standin, name)
            await whole(page, name)
            pdf = await page.call("Page.printToPDF", printBackground=False)
            expect(len(pdf["data"]) > 20000, f"{name}: the paper is empty")
            await page.call("Emulation.setEmulatedMedia", media="print")
            expect(
                not (
                    found := await page.run(
                        "[...document.querySelectorAll('nav, .filters, .no-print, .toasts')].filter(e => look.seen(e)).map(e => e.className)"
                    )
                ),
                f"{name}: tools on paper: {found}",
            )
            await page.close()
