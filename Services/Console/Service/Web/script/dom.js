// Elements without a framework: h("p.note", {id: "x"}, "text", child). Text is always text, never markup.

const SVG = "http://www.w3.org/2000/svg";

function build(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes ?? {})) {
        if (value === undefined || value === null || value === false) continue;
        if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
        else if (name === "style") for (const [property, v] of Object.entries(value)) element.style.setProperty(property, v);
        else if (name === "value" && "value" in element) element.value = value;
        else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
    return element;
}

function create(tag, namespace) {
    const [name, ...classes] = tag.split(".");
    const element = namespace ? document.createElementNS(namespace, name) : document.createElement(name);
    if (classes.length) element.setAttribute("class", classes.join(" "));
    return element;
}

// An element of HTML; options of a select are children, so its value is set last.
export function h(tag, attributes, ...children) {
    if (
        attributes instanceof Node
            || typeof attributes === "string"
            || Array.isArray(attributes)
    ) return h(tag, null, attributes, ...children);
    const element = build(create(tag), { ...attributes, value: undefined }, children);
    if (attributes?.value !== undefined && attributes.value !== null) element.value = attributes.value;
    return element;
}

// An element of SVG.
export function s(tag, attributes, ...children) {
    return build(create(tag, SVG), attributes, children);
}

// Puts other children in place of those there; whoever held the focus (by id) and what was being typed stay.
export function swap(container, ...children) {
    const held = container.contains(document.activeElement) ? document.activeElement.id : "";
    const typed = [...container.querySelectorAll("textarea[id], input[type=text][id]")].map((field) => [field.id, field.value]);
    container.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
    for (const [id, value] of typed) {
        const field = container.querySelector(`#${CSS.escape(id)}`);
        if (field && !field.value) field.value = value;
    }
    if (held) container.querySelector(`#${CSS.escape(held)}`)?.focus({ preventScroll: true });
}

// An icon of the one sheet below, drawn by strokes; hidden from readers, for a name stands beside it.
const PATHS = {
    agenda: "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
    now: "M12 12m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0M5.600 5.600a9 9 0 0 0 0 12.800M18.400 18.400a9 9 0 0 0 0-12.800",
    next: "M4 17l5-6 4 4 7-9M15 6h5v5",
    before: "M12 8v4l3 2M3.500 12a8.500 8.500 0 1 0 2.600-6.100M3.500 4v4h4",
    trust: "M12 3l7 3v5c0 4.500-3 8-7 10-4-2-7-5.500-7-10V6zM9 12l2 2 4-4",
    sun: "M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8M12 2v2M12 20v2M4.900 4.900l1.400 1.400M17.700 17.700l1.400 1.400M2 12h2M20 12h2M4.900 19.100l1.400-1.400M17.700 6.300l1.400-1.400",
    moon: "M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500z",
    auto: "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18",
    back: "M15 5l-7 7 7 7", forward: "M9 5l7 7-7 7", close: "M6 6l12 12M18 6L6 18", play: "M8 5l11 7-11 7z", pause: "M8 5v14M16 5v14",
    plus: "M12 5v14M5 12h14", minus: "M5 12h14", whole: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5", list: "M8 6h12M8 12h12M8 18h12M4 6h.010M4 12h.010M4 18h.010",
    map: "M9 4L3 6v14l6-2 6 2 6-2V4l-6 2zM9 4v14M15 6v14", check: "M5 12l5 5 9-10", out: "M14 4h6v16h-6M10 8l-4 4 4 4M6 12h9", warn: "M12 4l9 16H3zM12 10v4M12 17h.010",
};

export function icon(name) {
    return s("svg.icon", { viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" }, s("path", { d: PATHS[name] }));
}

// Says a sentence to screen readers, once, politely.
export function say(text) {
    const place = document.getElementById("said");
    place.textContent = place.textContent === text ? `${text}\u00a0` : text;
}
