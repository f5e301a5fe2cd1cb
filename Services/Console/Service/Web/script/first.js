// Before the first paint: the theme and the language that this browser chose, so that nothing flashes.
(() => {
    const root = document.documentElement;
    const kept = (name) => { try { return localStorage.getItem(`quietude.${name}`); } catch { return null; } };
    const theme = kept("theme");
    if (theme === "day" || theme === "night") root.dataset.theme = theme;
    const language = kept("language") || (navigator.language || "fr").slice(0, 2);
    root.lang = language === "en" ? "en" : "fr";
})();
