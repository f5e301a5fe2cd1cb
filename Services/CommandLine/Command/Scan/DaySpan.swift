import ArgumentParser

/// `60d`, `8w` or `60`: whole days.
struct DaySpan: ExpressibleByArgument, Hashable {
    let days: Int

    init(_ days: Int) { self.days = days }

    init?(argument: String) {
        let unit = argument.last.flatMap { DaySpan.units[$0] }
        guard let count = Int(unit == nil ? Substring(argument) : argument.dropLast()), count >= 0, count < 100_000 else { return nil }
        days = count * (unit ?? 1)
    }

    var defaultValueDescription: String { "\(days)d" }

    private static let units: [Character: Int] = ["d": 1, "j": 1, "w": 7, "s": 7]
}
