import EventFiles
import Forecasting

/// When forecasts expected too much or too little: window by window, by day of the week, by hour.
struct ResidualFigure {
    let html: String

    init(_ evaluation: ForecastEvaluation) {
        let names = say("Mon Tue Wed Thu Fri Sat Sun", "lun mar mer jeu ven sam dim").split(separator: " ").map(String.init)
        let hours = evaluation.hours.enumerated().filter { $1.windows > 0 }
        var drawn = ResidualFigure.series(evaluation.series)
        drawn += ResidualFigure.bars(
            zip(names, evaluation.weekdays).map { ($0, $1) },
            title: say("expected over observed, by day", "attendus sur observés, par jour"))
        if hours.count > 1 {
            drawn += ResidualFigure.bars(
                hours.map { ("\($0.offset) h", $0.element) },
                title: say("expected over observed, by hour", "attendus sur observés, par heure"))
        }
        let title = say("When it was wrong", "Quand elle se trompait")
        let note =
            hours.count > 1
            ? "" : say(" Windows of whole days say nothing by hour.", " Des fenêtres d'un jour entier ne disent rien de l'heure.")
        html = """
            <figure><h2>\(title)</h2><figcaption>\(say("Expected (line) and observed (dots) window by window; then the ratio, 1 where both agree.", "Attendus (trait) et observés (points), fenêtre par fenêtre ; puis le rapport, 1 où les deux s'accordent."))\(note)</figcaption>
            <div class="two">\(drawn)</div></figure>
            """
    }

    private static func series(_ series: [(start: Int64, expected: Double, observed: Double)]) -> String {
        // A line of a thousand points is all that a screen can show.
        let stride = max(1, series.count / 1_000)
        let shown = series.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
        let top = max(1, shown.map { max($0.expected, $0.observed) }.max() ?? 1) * 1.05
        let plot = Plot(xs: 0...Double(max(1, shown.count - 1)), ys: 0...top)
        let dots = shown.enumerated().map {
            "<circle class=\"pale\" cx=\"\(Plot.short(plot.x(Double($0))))\" cy=\"\(Plot.short(plot.y($1.observed)))\" r=\"3\"/>"
        }.joined()
        let line = plot.line(shown.enumerated().map { (Double($0), $1.expected) }, style: "main")
        let ends = [(0.0, shown.first), (Double(max(1, shown.count - 1)), shown.last)]
            .compactMap { place, window in window.map { (place, String(WallTime.text($0.start).prefix(10))) } }
        return plot.svg(
            label: say("expected and observed by window", "attendus et observés par fenêtre"), xTicks: ends,
            yTicks: [0, top / 2, top].map { ($0, Numbers.short($0)) }, xTitle: "", yTitle: say("incidents by window", "faits par fenêtre"),
            dots + line)
    }

    private static func bars(_ groups: [(String, ForecastEvaluation.Residual)], title: String) -> String {
        let ratios = groups.map { $1.observed > 0 ? $1.expected / $1.observed : nil }
        let top = max(1.5, (ratios.compactMap { $0 }.max() ?? 1) * 1.05)
        let plot = Plot(xs: -0.5...(Double(groups.count) - 0.5), ys: 0...top)
        let width = (plot.x(1) - plot.x(0)) * 0.7
        let bars = ratios.enumerated().map { place, ratio -> String in
            guard let ratio else { return "" }
            let y = plot.y(ratio)
            return
                "<rect class=\"pale\" x=\"\(Plot.short(plot.x(Double(place)) - width / 2))\" y=\"\(Plot.short(y))\" width=\"\(Plot.short(width))\" height=\"\(Plot.short(plot.y(0) - y))\"/>"
        }.joined()
        let one = plot.line([(-0.5, 1), (Double(groups.count) - 0.5, 1)], style: "second")
        let every = max(1, groups.count / 8)
        return plot.svg(
            label: title, xTicks: groups.enumerated().filter { $0.offset % every == 0 }.map { (Double($0.offset), $0.element.0) },
            yTicks: [0, 0.5, 1, 1.5].map { ($0, "\($0)") }, xTitle: "", yTitle: title, bars + one)
    }
}
