"""What is asked of every screen, before a stand-in or a real console."""
import urllib.parse
from house import expect

NAMED = (
    "button",
    "link",
    "textbox",
    "combobox",
    "slider",
    "checkbox",
    "tab",
    "searchbox",
    "spinbutton",
    "application",
    "image",
    "img",
    "navigation",
    "complementary",
    "tablist",
    "tabpanel",
)


async def drawn(page, base, label, language):
    """In its language, without an error, a missing word, anything that sticks out, or a request to another host."""
    expect(await page.run("document.documentElement.lang") == language, f"{label}: the page is in the other language")
    expect(not page.errors, f"{label}: console errors: {page.errors}")
    expect(not (found := await page.run("look.unworded()")), f"{label}: words missing: {found}")
    expect(not (found := await page.run("look.wide()")), f"{label}: wider than the screen: {found}")
    own = ("", urllib.parse.urlparse(base).netloc)
    foreign = [url for url in page.requests.values() if urllib.parse.urlparse(url).netloc not in own]
    expect(not foreign, f"{label}: asked another host: {foreign}")


async def heard(page, label):
    """Landmarks, headings, names and roles as a screen reader has them; targets of 24 pixels."""
    nodes = await page.tree()
    roles = [n["role"] for n in nodes]
    for role in ("banner", "main", "navigation"):
        expect(role in roles, f"{label}: no landmark {role}")
    expect(roles.count("main") == 1, f"{label}: more than one main")
    nameless = [n for n in nodes if n["role"] in NAMED and not n["name"].strip()]
    expect(not nameless, f"{label}: without a name: {nameless}")
    levels = [n["level"] for n in nodes if n["role"] == "heading"]
    expect(levels and levels[0] == 1 and levels.count(1) == 1, f"{label}: headings begin {levels[:4]}")
    expect(all(b <= a + 1 for a, b in zip(levels, levels[1:])), f"{label}: a level of heading is skipped: {levels}")
    twice = "[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i)"
    expect(not (found := await page.run(twice)), f"{label}: ids used twice: {found}")
    expect(not (found := await page.run("look.small()")), f"{label}: too small to hit: {found}")
