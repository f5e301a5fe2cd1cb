import Domain
import Forecasting

/// What a backtest came to, in a few lines for a person.
struct BacktestSummary {
    let text: String

    init(_ result: BacktestResult) {
        let ratio = result.observed > 0 ? result.expected / Double(result.observed) : 0
        var lines = [
            say(
                "\(Numbers.grouped(result.count)) windows; expected \(Numbers.decimal(result.expected, 1)), observed \(Numbers.grouped(result.observed)), ratio \(Numbers.decimal(ratio, 3))",
                "\(Numbers.grouped(result.count)) fenêtres ; attendu \(Numbers.decimal(result.expected, 1)), observé \(Numbers.grouped(result.observed)), rapport \(Numbers.decimal(ratio, 3))"
            ),
            say(
                "dispersion \(Numbers.short(result.dispersion.alpha)) (0 is Poisson); \(result.trainingDays) training days",
                "dispersion \(Numbers.short(result.dispersion.alpha)) (0 : Poisson) ; \(result.trainingDays) jours d'apprentissage"),
        ]
        if !result.knowsHours {
            lines.append(
                say(
                    "the hour of the events is not known (nearly all bear the same): windows within a day share it evenly",
                    "l'heure des faits n'est pas connue (presque tous la même) : les fenêtres d'un jour se le partagent également"))
        }
        if result.offGrid > 0 {
            lines.append(
                say(
                    "\(Numbers.grouped(result.offGrid)) events far outside the area were left out",
                    "\(Numbers.grouped(result.offGrid)) faits très loin du secteur laissés de côté"))
        }
        let parts = zip(ForecastComponent.allCases, result.componentShares).sorted { $0.1 > $1.1 }.filter { $0.1 > 0.005 }
            .map { "\(say($0.english, $0.french)) \(Numbers.decimal($1 * 100, 0)) %" }
        lines.append(say("the last forecast rests on: ", "la dernière prévision repose sur : ") + parts.joined(separator: ", "))
        text = lines.joined(separator: "\n")
    }
}
