// What an operator may do about an alert: take it, give it, say something, silence it, tell whether it was right.

import { h, icon } from "../dom.js";
import { post } from "../api.js";
import { t } from "../words.js";
import { toast } from "./toast.js";

export function actions(alert, changed) {
    const path = `/alerts/${encodeURIComponent(alert.id)}`;
    async function act(event, action, body) {
        event?.preventDefault();
        const button = event?.submitter ?? event?.currentTarget;
        if (button) button.disabled = true;
        try {
            const answer = await post(`${path}/${action}`, body);
            changed(answer);
            toast(answer.forwarded === false ? t("act.waits") : t(`done.${action}`));
        } catch (error) {
            toast(error.message);
        } finally {
            if (button) button.disabled = false;
        }
    }
    const { handling } = alert;
    const taken = handling.acknowledged !== null && handling.acknowledged !== undefined;
    const silenced = handling.state === "silenced";
    const form = (action, ...children) => h("form.act", { onsubmit: (event) => send(event, action) }, ...children);
    async function send(event, action) {
        event.preventDefault();
        const field = event.currentTarget.querySelector("input, textarea, select");
        const body = {
            assign: (v) => ({ to: v.trim() }), comment: (v) => ({ text: v.trim() }), silence: (v) => ({ minutes: Number(v) }),
        }[action](field.value);
        if (field.tagName !== "SELECT") field.value = "";
        await act(event, action, body);
    }
    return h("section.acts", { "aria-label": t("acts") },
        h(
            "div.act",
            h("button.button.main",
                { type: "button", id: "act-acknowledge", disabled: taken, onclick: (event) => act(event, "acknowledge", {}) },
                icon("check"), taken ? t("act.acknowledged") : t("act.acknowledge")
            ),
            silenced && h("button.button", { type: "button", onclick: (event) => act(event, "silence", { minutes: 0 }) }, t("act.unsilence"))),
        form("assign",
            h("label.field",
                h("span", t("act.assign.to")),
                h("input", { type: "text", id: "act-to", required: true, maxlength: 80, autocomplete: "off" })
            ),
            h("button.button", { type: "submit" }, t("act.assign"))
        ),
        form("silence",
            h("label.field",
                h("span", t("act.silence.for")),
                h("select", { id: "act-minutes", value: "60" },
                    [30, 60, 240, 480, 1440].map((minutes) => h("option", { value: minutes }, t(`minutes.${minutes}`)))
                )
            ),
            h("button.button", { type: "submit" }, t("act.silence"))
        ),
        form(
            "comment",
            h("label.field",
                h("span", t("act.comment.label")),
                h("textarea", { id: "act-text", rows: 2, required: true, maxlength: 1000, "aria-describedby": "act-text-note" })
            ),
            h("button.button", { type: "submit" }, t("act.comment")),
            h("p.small.soft", { id: "act-text-note" }, t("act.comment.note"))),
        h("fieldset.answer", h("legend", t("answer")), h("div.chips", ["useful", "false", "known"].map((value) => h("button.button", {
            type: "button", id: `answer-${value}`, "aria-pressed": String(handling.answer?.value === value), onclick: (event) => act(event, "answer", { value }) }, t(`answer.${value}`))))));
}
