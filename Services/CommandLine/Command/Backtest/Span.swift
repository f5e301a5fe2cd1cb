import ArgumentParser

/// A length of time as it is written on the command line: `6h`, `7d`.
struct Span: ExpressibleByArgument, CustomStringConvertible {
    let hours: Int

    init(hours: Int) { self.hours = hours }

    init?(argument: String) {
        guard let unit = argument.last, let number = Int(argument.dropLast()), (1...100_000).contains(number) else { return nil }
        switch unit {
        case "h": hours = number
        case "d", "j": hours = number * 24
        case "w": hours = number * 168
        default: return nil
        }
    }

    var description: String { hours % 24 == 0 && hours > 24 ? "\(hours / 24)d" : "\(hours)h" }
    var defaultValueDescription: String { description }
}
