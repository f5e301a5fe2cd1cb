import Forecasting

/// Whether forecasts treat all zones alike, in words and numbers.
struct EquitySection {
    let report: EquityReport
    /// The attribute that zones are ranked by.
    let attribute: String

    /// One line a warning, for the terminal; empty where there is none.
    var warnings: [String] {
        report.groups.filter(\.isMiscalibrated).map { group in
            let ratio = group.ratio.map { Numbers.decimal($0, 2) } ?? "–"
            let city = report.ratio.map { Numbers.decimal($0, 2) } ?? "–"
            return say(
                "quarter \(group.quartile) of \(attribute) (\(range(group))): expected over observed is \(ratio), the city's \(city): beyond its interval",
                "quart \(group.quartile) de \(attribute) (\(range(group))) : attendus sur observés \(ratio), la ville \(city) : hors de son intervalle"
            )
        }
    }

    var html: String {
        let rows = report.groups.map(row).joined()
        let heads = [
            say("quarter", "quart"), HTMLText.escaped(attribute), "zones", say("residents", "habitants"), say("observed", "observés"),
            say("expected", "attendus"), say("ratio", "rapport"), say("interval", "intervalle"), say("hit rate", "atteints"),
            say("flags per 1,000 residents", "désignations pour 1 000 hab."), say("attention over incidents", "attention sur faits"), "",
        ].map { "<th class=\"number\">\($0)</th>" }.joined()
        let outside =
            report.outside > 0
            ? say(" \(Int(report.outside)) incidents fell outside every zone.", " \(Int(report.outside)) faits hors de toute zone.") : ""
        return """
            <section><h2>\(say("Equity", "Équité"))</h2><p>\(HTMLText.escaped(say(
                "Zones by quarter of \(attribute), the least first. The ratio of expected to observed should be the city's (\(report.ratio.map { Numbers.decimal($0, 3) } ?? "–")) in each; its interval is 95 % for all four together. A flag is a cell among the likeliest \(Int(EquityReport.flaggedShare * 100)) % of a window.",
                "Les zones par quart de \(attribute), le plus petit d'abord. Le rapport des attendus aux observés devrait être celui de la ville (\(report.ratio.map { Numbers.decimal($0, 3) } ?? "–")) dans chacun ; son intervalle est à 95 % pour les quatre ensemble. Une désignation est une maille parmi les \(Int(EquityReport.flaggedShare * 100)) % les plus probables d'une fenêtre."
            )))\(outside)</p><table><thead><tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table></section>
            """
    }

    private func row(_ group: EquityGroup) -> String {
        var cells: [String] = ["\(group.quartile)", range(group), "\(group.zones)"]
        cells.append(group.residents.map { Numbers.grouped(Int($0)) } ?? "–")
        cells.append(Numbers.grouped(Int(group.observed)))
        cells.append(Numbers.decimal(group.expected, 0))
        cells.append(group.ratio.map { Numbers.decimal($0, 3) } ?? "–")
        cells.append(group.interval.map { "\(Numbers.decimal($0.lowerBound, 2))–\(Numbers.decimal($0.upperBound, 2))" } ?? "–")
        cells.append(group.hitRate.map { Numbers.decimal($0 * 100, 1) + " %" } ?? "–")
        cells.append(group.exposure.map(Numbers.short) ?? "–")
        cells.append(group.attention.map { Numbers.decimal($0, 2) } ?? "–")
        let numbers = cells.map { "<td class=\"number\">\($0)</td>" }.joined()
        let verdict =
            group.isMiscalibrated
            ? "<span class=\"warn\">\(say("differs", "diffère"))</span>" : say("as the city", "comme la ville")
        return "<tr>\(numbers)<td>\(verdict)</td></tr>"
    }

    private func range(_ group: EquityGroup) -> String {
        "\(Numbers.short(group.values.lowerBound))–\(Numbers.short(group.values.upperBound))"
    }
}
