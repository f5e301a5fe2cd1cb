// What a person reads: two dictionaries with the same keys, and the texts that the server gives in both.

import fr from "./words/fr.js";
import en from "./words/en.js";

const DICTIONARIES = { fr, en };

export function language() {
    return document.documentElement.lang === "en" ? "en" : "fr";
}

export function locale() {
    return language() === "en" ? "en-GB" : "fr-FR";
}

// The words of a key, {names} filled in. With a number `n`, "one|many" chooses.
export function t(key, values) {
    let text = DICTIONARIES[language()][key] ?? key;
    if (values && "n" in values && text.includes("|")) {
        const many = new Intl.PluralRules(locale()).select(Number(values.count ?? values.n)) !== "one";
        text = text.split("|")[many ? 1 : 0];
    }
    return text.replace(/\{(\w+)\}/g, (_, name) => values?.[name] ?? "");
}

// The words of a name that the server chose; the name itself where a newer server has one that this page does not know.
export function named(prefix, name) {
    const key = `${prefix}.${name}`;
    return key in DICTIONARIES[language()] ? t(key) : String(name);
}

// A text of the server, {fr, en}; a plain string stays as it is.
export function own(text) {
    if (text === null || text === undefined) return "";
    const words = typeof text === "string" ? text : (text[language()] ?? text.fr ?? text.en ?? "");
    // French puts a space before its high marks; a line must not begin with one.
    return language() === "fr" ? words.replace(/ ([:;?!%»])/g, "\u00a0$1") : words;
}
