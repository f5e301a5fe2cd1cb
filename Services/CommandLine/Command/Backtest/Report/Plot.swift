/// A plot's frame: axes, ticks, and where values lie.
struct Plot {
    static let width = 460.0
    static let height = 280.0
    private static let left = 44.0
    private static let bottom = 34.0
    private static let top = 10.0
    private static let right = 12.0

    /// Range of the horizontal axis.
    let xs: ClosedRange<Double>
    /// Range of the vertical axis.
    let ys: ClosedRange<Double>

    func x(_ value: Double) -> Double {
        Self.left + (value - xs.lowerBound) / max(xs.upperBound - xs.lowerBound, 1e-12) * (Self.width - Self.left - Self.right)
    }

    func y(_ value: Double) -> Double {
        Self.height - Self.bottom - (value - ys.lowerBound) / max(ys.upperBound - ys.lowerBound, 1e-12)
            * (Self.height - Self.bottom - Self.top)
    }

    /// A line through points.
    func line(_ points: [(Double, Double)], style: String) -> String {
        let path = points.enumerated().map { "\($0 == 0 ? "M" : "L")\(Plot.short(x($1.0))) \(Plot.short(y($1.1)))" }.joined()
        return "<path class=\"\(style)\" d=\"\(path)\"/>"
    }

    /// The frame with its ticks, around what is drawn.
    func svg(label: String, xTicks: [(Double, String)], yTicks: [(Double, String)], xTitle: String, yTitle: String, _ drawn: String)
        -> String
    {
        let floor = Plot.short(Self.height - Self.bottom)
        let verticals = xTicks.map {
            "<line class=\"axis\" x1=\"\(Plot.short(x($0.0)))\" x2=\"\(Plot.short(x($0.0)))\" y1=\"\(Plot.short(Self.top))\" y2=\"\(floor)\"/>"
                + "<text x=\"\(Plot.short(x($0.0)))\" y=\"\(Plot.short(Self.height - Self.bottom + 14))\" text-anchor=\"middle\">\($0.1)</text>"
        }.joined()
        let horizontals = yTicks.map {
            "<line class=\"axis\" x1=\"\(Plot.short(Self.left))\" x2=\"\(Plot.short(Self.width - Self.right))\" y1=\"\(Plot.short(y($0.0)))\" y2=\"\(Plot.short(y($0.0)))\"/>"
                + "<text x=\"\(Plot.short(Self.left - 5))\" y=\"\(Plot.short(y($0.0) + 4))\" text-anchor=\"end\">\($0.1)</text>"
        }.joined()
        return """
            <svg viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" role="img" aria-label="\(HTMLText.escaped(label))">\(verticals)\(horizontals)\(drawn)
            <text x="\(Plot.short(Self.width - Self.right))" y="\(Plot.short(Self.height - 4))" text-anchor="end">\(HTMLText.escaped(xTitle))</text>
            <text x="\(Plot.short(Self.left + 4))" y="\(Plot.short(Self.top + 10))">\(HTMLText.escaped(yTitle))</text></svg>
            """
    }

    /// With two decimals at most: what a screen can show.
    static func short(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}
