// The way in: the city's own identity provider, or the single-user token that the console wrote to its log.

import { h, swap } from "../dom.js";
import { post } from "../api.js";
import { house } from "../house.js";
import { t } from "../words.js";

const PROBLEMS = ["denied", "expired", "role", "provider"];

export function signIn(main) {
    const { signIn: ways = {}, publicTrust } = house.session;
    const word = new URLSearchParams(location.search).get("problem");
    const message = h("p.sign-problem", { role: "alert" });
    if (word) message.textContent = t(PROBLEMS.includes(word) ? `sign.problem.${word}` : "sign.problem.other");
    else if (house.signInProblem) message.textContent = house.signInProblem.message;
    else if (house.expired) message.textContent = t("sign.expired");
    house.signInProblem = null;
    const field = h("input", { type: "password", id: "token", required: true, autocomplete: "off", spellcheck: "false" });
    async function send(event) {
        event.preventDefault();
        try {
            await post("/session/token", { token: field.value.trim() });
            house.expired = false;
            house.tell("signed-in");
        } catch (error) {
            message.textContent = error.message;
            field.select();
        }
    }
    swap(
        main,
        h(
            "div.sign-in",
            h(
                "div.card", h("img", { src: "/icon.svg", alt: "", width: 44, height: 44 }), h("h1", t("sign.title")),
                h("p.soft", t("sign.lead")), message,
        ways.oidc && h("a.button.main", { href: ways.oidc.href }, t("sign.with", { name: ways.oidc.name })),
        ways.token && h("form", { onsubmit: send },
            h("label.field", h("span", t("sign.token")), field),
            h(ways.oidc ? "button.button" : "button.button.main", { type: "submit" }, t("sign.in")),
            h("p.small.soft", t("sign.token.where"))
        ),
        !ways.oidc && !ways.token && h("p", t("sign.no.way")), publicTrust && h("p", h("a", { href: "#/trust" }, t("sign.trust"))))));
}
