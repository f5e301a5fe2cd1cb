import Domain
import Forecasting

/// Why the likeliest cells are likely: each forecast's exact shares by component.
struct ExplanationTable {
    /// Cells that are explained.
    static let rows = 12
    /// The cells and the numbers that they bear on the map.
    let marked: [(label: Int, cell: Cell)]
    let html: String

    init(_ result: BacktestResult, last: WindowForecast) {
        let order = last.expected.indices.sorted { (last.expected[$1], $0) < (last.expected[$0], $1) }.prefix(Self.rows)
        marked = order.enumerated().map { ($0 + 1, result.grid.cell(at: Int(last.cells[$1]))) }
        let components = ForecastComponent.allCases
        let rows = zip(marked, order).map { mark, place -> String in
            let expected = Double(last.expected[place])
            let parts = components.indices.map { part in
                part < result.lastExplanation.count ? Double(result.lastExplanation[part][place]) : 0
            }
            let shares = parts.map { expected > 0 ? $0 / expected : 0 }
            let bar = shares.enumerated().filter { $1 > 0 }
                .map { "<span style=\"width:\(Numbers.decimal($1 * 100, 2))%;background:\(ReportStyle.components[$0])\"></span>" }.joined()
            let words = shares.enumerated().filter { $1 >= 0.05 }.sorted { $0.element > $1.element }
                .map { "\(say(components[$0].english, components[$0].french)) \(Numbers.decimal($1 * 100, 0)) %" }.joined(separator: ", ")
            let low = result.dispersion.quantile(0.05, expected: expected)
            let high = result.dispersion.quantile(0.95, expected: expected)
            return """
                <tr><td class="number">\(mark.label)</td><td class="number">\(mark.cell.column), \(mark.cell.row)</td>
                <td class="number">\(Numbers.decimal(expected, 3))</td>
                <td class="number">\(Numbers.decimal(result.dispersion.atLeastOne(expected: expected) * 100, 0)) %</td>
                <td class="number">\(low)–\(high)</td><td>\(HTMLText.escaped(words))<div class="bar">\(bar)</div></td></tr>
                """
        }.joined()
        let legend = components.enumerated().map {
            "<span><i style=\"background:\(ReportStyle.components[$0])\"></i>\(HTMLText.escaped(say($1.english, $1.french)))</span>"
        }.joined()
        let head = [
            ("", true), (say("cell x, y", "maille x, y"), true), (say("expected", "attendus"), true),
            (say("at least one", "au moins un"), true),
            (say("90 % interval", "intervalle 90 %"), true), (say("because of", "à cause de"), false),
        ].map { "<th\($1 ? " class=\"number\"" : "")>\($0)</th>" }.joined()
        html = """
            <section><h2>\(say("Why there", "Pourquoi là"))</h2>
            <p>\(say("The shares are exact: the model is a sum, and these are its terms.", "Les parts sont exactes : le modèle est une somme, et voici ses termes."))</p>
            <table><thead><tr>\(head)</tr></thead><tbody>\(rows)</tbody></table><div class="legend">\(legend)</div></section>
            """
    }
}
