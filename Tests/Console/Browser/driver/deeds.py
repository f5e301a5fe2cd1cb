"""What a person does with the page: each check is named as `checks.py` takes it."""
from house import city, expect
from page import Pictures, SCREENS, opened, whole


async def one_click():
    """From the feed to the reason: one click."""
    async with city() as (standin, browser):
        page = await opened(browser, standin, "now")
        await whole(page, "now")
        await page.click("#row-t-a1")
        await page.until("document.querySelector('.why .why-text')", "the reason")
        expect("14" in await page.run("document.querySelector('.why .why-text').textContent"), "the reason does not say the counts")
        box = await page.run("(() => { const b = document.querySelector('.why').getBoundingClientRect(); return [b.top, innerHeight]; })()")
        expect(0 <= box[0] < box[1], "the reason is out of sight")
        expect(not page.errors, f"console errors: {page.errors}")
        await Pictures.take(page, "alert-why")


async def live():
    """An alert that is raised appears by itself, is counted, and is said once, politely."""
    async with city() as (standin, browser):
        page = await opened(browser, standin, "now")
        await page.until("document.querySelector('#fresh')?.dataset.state === 'live'", "the stream")
        before = int(await page.run("document.querySelector('#open-count').textContent"))
        name = standin.alert()
        await page.until(f"document.querySelector('#row-{name}')", "the new alert")
        await page.until(f"document.querySelector('#open-count').textContent === '{before + 1}'", "the count")
        await page.until("document.querySelector('#said').textContent.length > 0", "the announcement")
        expect(await page.run("document.querySelector('#said').getAttribute('aria-live')") == "polite", "the live region shouts")
        await page.call("Page.navigate", url=f"{standin.base}/#/agenda")
        await page.until("document.querySelector('.day')", "the agenda")
        standin.alert()
        await page.until("document.querySelector('.toast a')", "a word on another screen")


async def stale():
    """When the line breaks the page says so, and comes back by itself."""
    async with city() as (standin, browser):
        page = await opened(browser, standin, "now")
        await page.until("document.querySelector('#fresh')?.dataset.state === 'live'", "the stream")
        standin.mode(hold=1)
        await page.until("document.querySelector('#stale') && document.querySelector('#fresh').dataset.state === 'stale'", "the stale bar")
        await Pictures.take(page, "stale")
        standin.mode()
        await page.until(
            "!document.querySelector('#stale') && document.querySelector('#fresh').dataset.state === 'live'", "the line to come back", 40
        )


async def missing():
    """Where nothing was heard nothing reads as zero: words, hatching, empty cells."""
    async with city() as (standin, browser):
        page = await opened(browser, standin, "now")
        await whole(page, "now")
        await page.until(
            "document.querySelectorAll('.hours .gap').length === 6 && document.querySelectorAll('.hours .hour-bar').length === 66",
            "six hatched hours of 72",
        )
        await page.click("#tab-readings")
        text = await page.run("document.querySelector('#tab-panel').innerText")
        expect("pas de donnée" in text and "au plus 19" in text, f"a missing reading does not say so: {text[:300]}")
        await page.close()
        standin.mode(empty=1)
        page = await opened(browser, standin, "now")
        await whole(page, "now")
        head = await page.run("document.querySelector('.side-head').innerText")
        expect("aucune source" in head and "0" not in head.split("\n")[0], f"nothing heard reads as a number: {head}")
        for name in SCREENS:
            await page.go(f"{standin.base}/#/{name}")
            await whole(page, name)
            expect(await page.run("document.querySelectorAll('main .empty, main .missing').length") > 0, f"{name}: empty without a word")
            expect(not page.errors, f"{name}: console errors: {page.errors}")
            expect(not (found := await page.run("look.unworded()")), f"{name}: words missing: {found}")
            await Pictures.take(page, f"{name}-empty")


async def trouble():
    """A service that does not answer: what happened, what to do, and a way to try again that works."""
    async with city() as (standin, browser):
        for name in SCREENS:
            standin.mode(problem=503)
            page = await opened(browser, standin, name)
            await page.until("document.querySelector('main [role=alert] button')", f"{name}: a problem with a remedy")
            expect("réessayez" in (await page.run("document.querySelector('main [role=alert]').innerText")).lower(), f"{name}: no remedy")
            expect("Alertes 0" not in await page.run("document.body.innerText"), f"{name}: an unread count reads as zero")
            standin.mode()
            await page.run("document.querySelector('main [role=alert] button').click()")
            await page.until(
                "!document.querySelector('main [role=alert]:first-of-type button') || document.querySelectorAll('main [role=alert]').length < 4",
                f"{name}: the screen to recover",
            )
            await page.close()


async def keyboard():
    """Everything by keys alone: skip link, tabs, an alert, the map's cells, the time slider."""
    async with city() as (standin, browser):
        page = await opened(browser, standin, "now")
        await whole(page, "now")
        await page.press("Tab")
        expect(await page.run("document.activeElement.className") == "skip", "the first stop is not the skip link")
        outline = await page.run("getComputedStyle(document.activeElement).outlineStyle")
        expect(outline != "none", "the focus cannot be seen")
        await page.run("document.querySelector('#tab-alerts').focus()")
        await page.press("ArrowRight")
        expect(await page.run("document.activeElement.id") == "tab-situations", "arrows do not move between tabs")
        await page.press("ArrowLeft")
        await page.run("document.querySelector('#row-t-a2').focus()")
        await page.press("Enter")
        await page.until("document.activeElement.id === 'alert-title'", "the focus on the alert's title")
        await page.run("document.querySelector('#alert-back').focus()")
        await page.press("Enter")
        await page.until("document.activeElement.id === 'row-t-a2'", "the focus back in the feed")
        await page.run("document.querySelector('#time-range').focus()")
        await page.press("ArrowLeft")
        await page.until("document.querySelector('.replay') && location.hash.includes('at=')", "the hour before")
        await page.go(f"{standin.base}/#/next")
        await page.until("document.querySelector('.legend canvas')", "the cells")
        await page.run("document.querySelector('.map-keys').focus()")
        for key in ("+", "ArrowRight", "ArrowUp"):
            await page.press(key)
        await page.until("/attendus par case/.test(document.querySelector('#said').textContent)", "the cell to be said")
        await page.press("Enter")
        await page.until("document.querySelector('article.cell .why-bars li')", "the cell's reasons")
        expect(not page.errors, f"console errors: {page.errors}")


async def replay():
    """The slider shows a past hour as a past hour, and now is one press away."""
    async with city() as (standin, browser):
        page = await opened(browser, standin, "now?at=2025-11-23T20:00:00Z")
        await page.until("document.querySelector('.replay')", "the replay")
        expect(await page.run("document.querySelectorAll('.feed .alert').length") == 1, "the alerts are not those of that hour")
        await page.click("#time-now")
        await page.until("!document.querySelector('.replay') && document.querySelectorAll('.feed .alert').length === 5", "now")
        await page.run("location.hash = '#/now?at=2025-11-24T06:00:00Z'")
        await page.until(
            "document.querySelector('.replay') && document.querySelector('#time-day').value === '2025-11-24'", "the hour in the address"
        )


async def act():
    """Acknowledge, assign, comment, silence, answer, each from the page to the log."""
    async with city() as (standin, browser):
        page = await opened(browser, standin, "now?alert=t-a1")
        await page.until("document.querySelector('#act-acknowledge')", "the actions")
        lines = lambda n: page.until(
            f"[...document.querySelectorAll('.detail .log li')].filter(e => e.textContent.includes('poste 3')).length === {n}",
            f"line {n} of the log",
        )
        await page.click("#act-acknowledge")
        await lines(1)
        expect(await page.run("document.querySelector('#act-acknowledge').disabled"), "it can be taken twice")
        for n, (field, value, kind) in enumerate(
            [("#act-to", "équipe nuit", "form"), ("#act-text", "patrouille prévenue", "form"), ("#act-minutes", "240", "form")], 2
        ):
            await page.run(f"document.querySelector('{field}').value = '{value}'")
            await page.run(f"document.querySelector('{field}').closest('form').requestSubmit()")
            await lines(n)
        await page.click("#answer-useful")
        await page.until("document.querySelector('#answer-useful').getAttribute('aria-pressed') === 'true'", "the answer")
        expect("équipe nuit" in await page.run("document.querySelector('.detail .log').innerText"), "the log forgets to whom")
        expect(not page.errors, f"console errors: {page.errors}")


async def sign_in():
    """A wrong token says so; a right one enters; one in the address enters and is wiped; Trust is open where it is public."""
    async with city() as (standin, browser):
        standin.mode(signedout=1, public=1)
        page = await opened(browser, standin, "now")
        expect(await page.run("Boolean(document.querySelector('#token'))"), "no way in")
        await Pictures.take(page, "sign-in")
        await page.run("document.querySelector('#token').value = 'wrong'; document.querySelector('#token').form.requestSubmit()")
        await page.until("document.querySelector('.sign-problem').textContent.length > 0", "the refusal")
        await page.go(f"{standin.base}/#/trust")
        await page.until("document.querySelector('.never')", "the public page")
        page.errors = [e for e in page.errors if "401" not in e]
        expect(not page.errors, f"console errors: {page.errors}")
        await page.close()
        page = await browser.page()
        await page.go(f"{standin.base}/#token=letmein", "document.querySelector('.day')")
        expect("letmein" not in await page.run("location.href"), "the token stays in the address")
        expect(await page.run("document.querySelector('h1').textContent.includes('30')"), "the agenda is not the first screen")


async def choices():
    """Language and theme are changed in place and kept; less motion is kept to."""
    async with city() as (standin, browser):
        page = await opened(browser, standin, "agenda", motion="reduce")
        await page.run("document.querySelector('#menu').open = true")
        await page.click("#choose-en")
        await page.until(
            "document.documentElement.lang === 'en' && document.querySelector('h1').textContent === 'The next 30 days'", "English"
        )
        await page.click("#choose-night")
        await page.until(
            "document.documentElement.dataset.theme === 'night' && getComputedStyle(document.body).backgroundColor === 'rgb(10, 17, 23)'",
            "night",
        )
        await page.go(f"{standin.base}/#/trust")
        await page.run("location.reload()")
        await page.until(
            "document.documentElement.lang === 'en' && document.documentElement.dataset.theme === 'night' && document.querySelector('.never')",
            "the choice to be kept",
        )
        expect(await page.run("[...document.getAnimations()].length") == 0, "something moves")


async def plan():
    """A day of the agenda opens its plan; Next plans teams; Before offers files with the same questions as the screen."""
    async with city() as (standin, browser):
        page = await opened(browser, standin, "agenda", "phone")
        await whole(page, "agenda")
        expect(await page.run("document.querySelectorAll('.day').length") == 30, "not 30 days")
        await page.click("#day-2025-12-06")
        await page.until(
            "document.querySelector('.day-plan .event .suggestion') && document.querySelector('.day-plan .clash')",
            "the plan with measures and conflicts",
        )
        await page.go(f"{standin.base}/#/next")
        await page.until("document.querySelector('.legend canvas')", "the cells")
        await page.run("document.querySelector('#tab-coverage').click()")
        await page.run("document.querySelector('.planner').requestSubmit()")
        await page.until("document.querySelectorAll('.teams li').length === 6", "six teams")
        await page.go(f"{standin.base}/#/before?zone=z02&from=2025-11-01")
        await whole(page, "before")
        links = await page.run("[...document.querySelectorAll('a[download]')].map(a => a.getAttribute('href'))")
        expect(
            any("table=trends&format=csv" in l and "from=2025-11-01" in l for l in links) and any("geojson" in l for l in links),
            f"files: {links}",
        )
        expect(not page.errors, f"console errors: {page.errors}")
