import Forecasting

/// How many incidents fall into how small a part of the area, and how that compares with chance and with the best there is.
struct CurveFigure {
    let html: String

    init(_ curve: [ForecastEvaluation.CurvePoint]) {
        guard let last = curve.last else {
            html = ""
            return
        }
        let ticks = [0.01, 0.05, 0.1, 0.2, 0.3, 0.4].map { ($0, "\(Int($0 * 100)) %") }
        let hits = Plot(xs: 0...last.share, ys: 0...1)
        let drawn =
            hits.line([(0, 0)] + curve.map { ($0.share, $0.best) }, style: "second")
            + hits.line([(0, 0)] + curve.map { ($0.share, $0.hit) }, style: "main")
            + hits.line([(0, 0), (last.share, last.share)], style: "axis")
        let top = max(1, curve.map(\.pai).max() ?? 1)
        let index = Plot(xs: 0...last.share, ys: 0...(top * 1.05))
        let step = top > 20 ? 5.0 : top > 8 ? 2.0 : 1.0
        let levels = Array(stride(from: 0, through: top, by: step))
        let title = say("Hits over area", "Faits atteints selon la surface")
        let caption = say(
            "Left: share of the incidents inside the likeliest cells (line), beside the best choice made afterwards (dashes) and chance (grey). Right: the same over the share of the area (PAI).",
            "À gauche : part des faits dans les mailles les plus probables (trait), à côté du meilleur choix fait après coup (tirets) et du hasard (gris). À droite : la même, rapportée à la surface (PAI)."
        )
        let rows = [0.01, 0.02, 0.05, 0.1].compactMap { share in curve.first { abs($0.share - share) < 1e-9 } }.map {
            "<tr><td>\(Int(($0.share * 100).rounded())) %</td><td class=\"number\">\(Numbers.decimal($0.hit * 100, 1)) %</td>"
                + "<td class=\"number\">\(Numbers.decimal($0.pai, 2))</td><td class=\"number\">\(Numbers.decimal($0.pei, 3))</td></tr>"
        }.joined()
        let shares = [0, 0.25, 0.5, 0.75, 1].map { ($0, "\(Int($0 * 100)) %") }
        html = """
            <figure><h2>\(title)</h2><figcaption>\(caption)</figcaption><div class="two">
            \(hits.svg(label: title, xTicks: ticks, yTicks: shares, xTitle: say("share of the area", "part de la surface"), yTitle: say("share of the incidents", "part des faits"), drawn))
            \(index.svg(label: "PAI", xTicks: ticks, yTicks: levels.map { ($0, "\(Int($0))") }, xTitle: say("share of the area", "part de la surface"), yTitle: "PAI", index.line(curve.map { ($0.share, $0.pai) }, style: "main")))
            </div><table><thead><tr><th>\(say("area", "surface"))</th><th class="number">\(say("hits", "atteints"))</th><th class="number">PAI</th><th class="number">PEI</th></tr></thead><tbody>\(rows)</tbody></table></figure>
            """
    }
}
