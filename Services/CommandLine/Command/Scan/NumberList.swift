import ArgumentParser

/// `0,200,400`: metres, each more than the one before.
struct MetreList: ExpressibleByArgument {
    let metres: [Double]

    init(_ metres: [Double]) { self.metres = metres }

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        metres = parts.compactMap { Double($0) }
        guard metres.count == parts.count else { return nil }
    }

    var defaultValueDescription: String { metres.map { "\(Int($0))" }.joined(separator: ",") }
}

/// `1d,7d,14d`: spans of days, each longer than the one before.
struct DaySpanList: ExpressibleByArgument {
    let days: [Int]

    init(_ days: [Int]) { self.days = days }

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        days = parts.compactMap { DaySpan(argument: String($0))?.days }
        guard days.count == parts.count else { return nil }
    }

    var defaultValueDescription: String { days.map { "\($0)d" }.joined(separator: ",") }
}
