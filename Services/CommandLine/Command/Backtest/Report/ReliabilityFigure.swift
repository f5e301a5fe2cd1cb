import Forecasting

/// Whether what was said to happen in one cell of ten did so in one of ten.
struct ReliabilityFigure {
    let html: String

    init(_ bins: [ForecastEvaluation.ReliabilityBin], dispersion: Dispersion) {
        // Both axes are square roots: most cells expect little, and there it matters too.
        let points = bins.filter { $0.count > 0 && $0.expected >= 1 }.map { bin in
            (bin: bin, said: dispersion.atLeastOne(expected: bin.mean), seen: bin.frequency)
        }
        let top = max(0.01, points.map { max($0.said, $0.seen) }.max() ?? 0.01)
        let plot = Plot(xs: 0...top.squareRoot(), ys: 0...top.squareRoot())
        let ticks = [0.0, 0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 1].filter { $0 <= top }
            .map { ($0.squareRoot(), "\(Numbers.short($0 * 100)) %") }
        let dots = points.map { point -> String in
            // Two standard errors of a share.
            let error = 2 * (point.said * (1 - point.said) / Double(point.bin.count)).squareRoot()
            let x = Plot.short(plot.x(point.said.squareRoot()))
            let low = Plot.short(plot.y(max(0, point.seen - error).squareRoot()))
            let high = Plot.short(plot.y((point.seen + error).squareRoot()))
            return "<line class=\"main\" x1=\"\(x)\" x2=\"\(x)\" y1=\"\(low)\" y2=\"\(high)\"/>"
                + "<circle class=\"dot\" cx=\"\(x)\" cy=\"\(Plot.short(plot.y(point.seen.squareRoot())))\" r=\"4\"/>"
        }.joined()
        let rows = points.map {
            "<tr><td class=\"number\">\(Numbers.short($0.bin.mean))</td><td class=\"number\">\(Numbers.grouped($0.bin.count))</td>"
                + "<td class=\"number\">\(Numbers.decimal($0.bin.expected, 0))</td><td class=\"number\">\(Numbers.decimal($0.bin.observed, 0))</td>"
                + "<td class=\"number\">\(Numbers.short($0.said * 100)) %</td><td class=\"number\">\(Numbers.short($0.seen * 100)) %</td></tr>"
        }.joined()
        let heads = [
            say("expected by cell", "attendus par maille"), say("cells × windows", "mailles × fenêtres"), say("expected", "attendus"),
            say("observed", "observés"), say("at least one, said", "au moins un, dit"), say("at least one, seen", "au moins un, vu"),
        ].map { "<th class=\"number\">\($0)</th>" }.joined()
        let title = say("Reliability", "Fiabilité")
        html = """
            <figure><h2>\(title)</h2><figcaption>\(say("Cells and windows of which about as much was expected, gathered: how often at least one incident was said to come, and how often one came, with two standard errors. On the grey line both agree.", "Les mailles et fenêtres dont on attendait à peu près autant, ensemble : combien de fois au moins un fait était annoncé, combien de fois il est venu, avec deux écarts types. Sur la ligne grise, les deux s'accordent."))</figcaption><div class="two">
            \(plot.svg(label: title, xTicks: ticks, yTicks: ticks, xTitle: say("said", "annoncé"), yTitle: say("seen", "vu"), plot.line([(0, 0), (top.squareRoot(), top.squareRoot())], style: "axis") + dots))
            <table><thead><tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table></div></figure>
            """
    }
}
