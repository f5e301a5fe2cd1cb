import Domain
import EventFiles
import Forecasting

/// A backtest as a page to look at: one file, no script, no address outside it.
struct ReportPage {
    /// Name of the file of events, for the title.
    let source: String
    /// What is forecast; nil for all kinds.
    let category: String?
    /// Width of a cell, metres.
    let cellSize: Double
    let result: BacktestResult
    let evaluation: ForecastEvaluation
    /// The last window's forecast.
    let last: WindowForecast
    let equity: EquitySection?

    /// The whole page.
    var html: String {
        let title = category.map { say("Forecasts of \($0)", "Prévisions : \($0)") } ?? say("Forecasts", "Prévisions")
        return """
            <!doctype html>
            <html lang="\(say("en", "fr"))"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
            <title>\(HTMLText.escaped(title)) · Quietude</title><style>\(ReportStyle.css)</style></head><body><main>
            <header><h1>\(HTMLText.escaped(title))</h1><p>\(HTMLText.escaped(source)) · \(span)</p>\(figures)</header>
            \(MapFigure(last, grid: result.grid, cellSize: cellSize, marked: table.marked).html)
            \(table.html)
            \(CurveFigure(evaluation.curve).html)
            \(ReliabilityFigure(evaluation.reliability, dispersion: result.dispersion).html)
            \(ResidualFigure(evaluation).html)
            \(equity?.html ?? "")
            <footer><p>\(footer)</p></footer></main></body></html>

            """
    }

    private var table: ExplanationTable { ExplanationTable(result, last: last) }

    private var span: String {
        let first = evaluation.series.first?.start ?? last.start
        return say(
            "\(Numbers.grouped(result.count)) windows from \(WallTime.text(first)) to \(WallTime.text(last.end))",
            "\(Numbers.grouped(result.count)) fenêtres du \(WallTime.text(first)) au \(WallTime.text(last.end))")
    }

    /// The figures that say it in one line.
    private var figures: String {
        let ratio = result.observed > 0 ? result.expected / Double(result.observed) : 0
        let five = evaluation.curve.first { abs($0.share - 0.05) < 1e-9 }
        let items = [
            (Numbers.grouped(result.observed), say("incidents observed", "faits observés")),
            (Numbers.decimal(ratio, 3), say("expected over observed", "attendus sur observés")),
            (
                five.map { Numbers.decimal($0.hit * 100, 1) + " %" } ?? "–",
                say("of them in the 5 % likeliest cells", "d'entre eux dans les 5 % de mailles les plus probables")
            ),
            (five.map { Numbers.decimal($0.pai, 2) } ?? "–", "PAI @ 5 %"),
        ]
        return "<dl class=\"figures\">" + items.map { "<div><dt>\($1)</dt><dd>\($0)</dd></div>" }.joined() + "</dl>"
    }

    private var footer: String {
        let shares = zip(ForecastComponent.allCases, result.componentShares).sorted { $0.1 > $1.1 }.filter { $0.1 > 0.005 }
            .map { "\(say($0.english, $0.french)) \(Numbers.decimal($1 * 100, 0)) %" }.joined(separator: ", ")
        return HTMLText.escaped(
            say(
                "Each window was forecast from what came before it alone. The last forecast rests on: \(shares). Fitted on \(result.trainingDays) days. Places and times, never people.",
                "Chaque fenêtre est prévue d'après ce qui la précède, et rien d'autre. La dernière prévision repose sur : \(shares). Ajusté sur \(result.trainingDays) jours. Des lieux et des heures, jamais des personnes."
            ))
    }
}
