/// A line at the bottom of the terminal that is drawn over; nothing where nobody looks.
struct ProgressLine {
    private static let interval = Duration.milliseconds(100)
    private static let width = 28

    private let clock = ContinuousClock()
    private let isShown = Output.isTerminal
    private var drawn: ContinuousClock.Instant?

    /// Draws it, not more often than ten times a second. `part` is 0 ... 1, or nil where the end is not in sight.
    mutating func show(part: Double?, _ text: @autoclosure () -> String) {
        guard isShown else { return }
        let now = clock.now
        if let drawn, now - drawn < Self.interval { return }
        drawn = now
        Output.draw("\r\u{1B}[K\(Self.bar(part))\(text())")
    }

    /// Takes it away.
    mutating func clear() {
        if drawn != nil { Output.draw("\r\u{1B}[K") }
        drawn = nil
    }

    private static func bar(_ part: Double?) -> String {
        guard let part else { return "" }
        let filled = Int(min(max(part, 0), 1) * Double(width))
        return "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled) + "] \(Int(part * 100)) %  "
    }
}
