/// How a report looks, by day, by night and on paper.
enum ReportStyle {
    /// Eight steps of one scale, light to dark, told apart in grey too.
    static let scale = ["#f1eef6", "#d9d3ea", "#bfb5dd", "#a08fcb", "#8067b7", "#6a44a0", "#552586", "#3d0a66"]
    /// One colour a component, in the order of `ForecastComponent.allCases`.
    static let components = ["#9aa5b1", "#4c3a8a", "#7b6fc4", "#e08a2b", "#d1495b", "#2f8f83", "#c2a83e"]

    static let css = """
        :root{color-scheme:light dark;--ink:#1c1b22;--soft:#625f6e;--line:#d8d5e0;--paper:#fff;--accent:#552586;--other:#e08a2b}
        @media (prefers-color-scheme:dark){:root{--ink:#ecebf1;--soft:#a6a3b3;--line:#3c3a47;--paper:#17161c;--accent:#b9a3e3;--other:#f0a85a}}
        *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
        main{max-width:64rem;margin:0 auto;padding:2rem 1rem}h1{font-size:1.9rem;margin:0}h2{font-size:1.2rem;margin:2.5rem 0 .25rem}
        p,figcaption{color:var(--soft);margin:.25rem 0 .75rem;max-width:46rem}figure{margin:0}svg{width:100%;height:auto;display:block}
        .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:1rem;margin:1.25rem 0}
        .figures div{border-top:2px solid var(--accent);padding-top:.4rem}.figures dt{color:var(--soft);font-size:.85rem}
        .figures dd{margin:0;font-size:1.7rem;font-variant-numeric:tabular-nums}
        table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
        th,td{text-align:left;padding:.35rem .5rem;border-bottom:1px solid var(--line);vertical-align:top}
        td.number,th.number{text-align:right}.bar{display:flex;height:.8rem;border-radius:.2rem;overflow:hidden;min-width:10rem;margin-top:.3rem}
        .legend{display:flex;flex-wrap:wrap;gap:.25rem 1rem;font-size:.85rem;color:var(--soft);margin:.5rem 0}
        .legend i{display:inline-block;width:.8rem;height:.8rem;border-radius:.15rem;margin-right:.35rem;vertical-align:-.1rem}
        .two{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:1.5rem}.warn{color:#b3261e;font-weight:600}
        @media (prefers-color-scheme:dark){.warn{color:#ff8a80}}
        svg text{fill:var(--soft);font:11px system-ui,sans-serif}.axis{stroke:var(--line)}.main{stroke:var(--accent);fill:none;stroke-width:2}
        .second{stroke:var(--other);fill:none;stroke-width:2;stroke-dasharray:5 3}.dot{fill:var(--accent)}.pale{fill:var(--accent);opacity:.35}
        @media print{main{max-width:none;padding:0}h2{break-after:avoid}figure,table{break-inside:avoid}}
        """
}
