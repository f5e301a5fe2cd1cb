// Read into the page by the checks: what is seen, how it contrasts, what it is called.
window.look = {
    seen(element) {
        const box = element.getBoundingClientRect(), style = getComputedStyle(element);
        return box.width > 1 && box.height > 1 && style.visibility !== "hidden" && style.opacity !== "0" && !element.closest(".unseen, [hidden]") && element.checkVisibility();
    },
    colour(text) {
        const context = (this.context ??= Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true }));
        context.clearRect(0, 0, 1, 1);
        context.fillStyle = text;
        context.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
        return [r, g, b, a / 255];
    },
    over([r, g, b, a], under) { return [r * a + under[0] * (1 - a), g * a + under[1] * (1 - a), b * a + under[2] * (1 - a), 1]; },
    ground(element) {
        const layers = [];
        for (let one = element; one; one = one.parentElement) layers.push(this.colour(getComputedStyle(one).backgroundColor));
        return layers.reverse().reduce((under, layer) => this.over(layer, under), [255, 255, 255, 1]);
    },
    luminance([r, g, b]) {
        const part = (v) => { const c = v / 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
        return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
    },
    ratio(a, b) { const [x, y] = [this.luminance(a), this.luminance(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); },
    // Texts that fall short of WCAG 1.4.3: 4.5 to 1, or 3 to 1 where they are large.
    faint() {
        const found = [];
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const element = node.parentElement;
            if (!node.data.trim() || !element || element.closest("option, script, noscript, :disabled, svg title") || !this.seen(element)) continue;
            const style = getComputedStyle(element), size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
            const ground = this.ground(element);
            let opacity = 1;
            for (let one = element; one; one = one.parentElement) opacity *= Number(getComputedStyle(one).opacity);
            const ink = this.colour(element instanceof SVGElement ? style.fill : style.color);
            ink[3] *= opacity;
            const ratio = this.ratio(this.over(ink, ground), ground);
            if (ratio < (large ? 3 : 4.5) - 0.01) found.push(`${ratio.toFixed(2)} "${node.data.trim().slice(0, 40)}" <${element.tagName.toLowerCase()} class="${element.getAttribute("class") ?? ""}">`);
        }
        return found;
    },
    // Things to press that are smaller than 24 by 24 pixels (WCAG 2.5.8); links inside a sentence are let off by the rule itself.
    small() {
        return [...document.querySelectorAll("a[href], button, input, select, summary, textarea")].filter((e) => this.seen(e) && !(e.tagName === "A" && e.closest("p, dd")) && !e.closest("label:has(input)"))
            .map((e) => [e, e.getBoundingClientRect()]).filter(([, b]) => b.width < 23.5 || b.height < 23.5).map(([e, b]) => `${Math.round(b.width)}x${Math.round(b.height)} <${e.tagName.toLowerCase()} class="${e.className}"> ${e.textContent.slice(0, 30)}`);
    },
    // Elements whose own part sticks out to the right of the page.
    wide() {
        const limit = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= limit) return [];
        return [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > limit + 1 && !e.closest(".scroll, .tabs")).slice(0, 5).map((e) => `<${e.tagName.toLowerCase()} class="${e.getAttribute("class") ?? ""}"> ${Math.round(e.getBoundingClientRect().right)} > ${limit}`);
    },
    // Keys of the dictionary that were never turned into words.
    unworded() {
        const text = document.body.innerText;
        return text.match(/\b(?:screen|empty|trouble|problem|remedy|now|next|trust|agenda|why|act|answer|state|kind|severity|layer|level|service|driver|clash|load)\.[a-z][a-z.-]+\b|\bundefined\b|\bNaN\b|\[object /g) ?? [];
    },
};
