/// A RECUR of iCalendar (RFC 5545, 3.3.10): how often something comes again.
struct RecurrenceRule: Sendable, Hashable {
    enum Frequency: String, Sendable {
        case minutely = "MINUTELY", hourly = "HOURLY", daily = "DAILY", weekly = "WEEKLY", monthly = "MONTHLY", yearly = "YEARLY"
    }

    /// A weekday, Monday 0 … Sunday 6, and which one of the month or year; 0: each.
    struct Weekday: Sendable, Hashable {
        var day: Int
        var ordinal: Int
    }

    var frequency: Frequency
    var interval = 1
    var count: Int?
    /// As it is written; the event's zone gives it its meaning.
    var until: Substring?
    var months: [Int] = []
    var weeks: [Int] = []
    var yearDays: [Int] = []
    var monthDays: [Int] = []
    var weekdays: [Weekday] = []
    var hours: [Int] = []
    var minutes: [Int] = []
    var seconds: [Int] = []
    var positions: [Int] = []
    var weekStart = 0

    private static let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    /// Numbers in one list: as many as days of a year, both ways.
    private static let maximumList = 732

    /// Reads a rule; throws what is wrong with it.
    init(_ text: String) throws(RecurrenceProblem) {
        var parts: [String: Substring] = [:]
        for part in text.split(separator: ";") {
            guard let equals = part.firstIndex(of: "="), parts.count < 32 else { throw RecurrenceProblem(part: "RRULE") }
            parts[part[..<equals].uppercased()] = part[part.index(after: equals)...]
        }
        guard let frequency = parts["FREQ"].flatMap({ Frequency(rawValue: $0.uppercased()) }) else { throw RecurrenceProblem(part: "FREQ") }
        self.frequency = frequency
        if let text = parts["INTERVAL"] {
            guard let number = Int(text), (1...100_000).contains(number) else { throw RecurrenceProblem(part: "INTERVAL") }
            interval = number
        }
        if let text = parts["COUNT"] {
            guard let number = Int(text), (1...1_000_000).contains(number) else { throw RecurrenceProblem(part: "COUNT") }
            count = number
        }
        until = parts["UNTIL"]
        months = try RecurrenceRule.list(parts, "BYMONTH", 1...12)
        weeks = try RecurrenceRule.list(parts, "BYWEEKNO", -53...53)
        yearDays = try RecurrenceRule.list(parts, "BYYEARDAY", -366...366)
        monthDays = try RecurrenceRule.list(parts, "BYMONTHDAY", -31...31)
        hours = try RecurrenceRule.list(parts, "BYHOUR", 0...23)
        minutes = try RecurrenceRule.list(parts, "BYMINUTE", 0...59)
        seconds = try RecurrenceRule.list(parts, "BYSECOND", 0...59)
        positions = try RecurrenceRule.list(parts, "BYSETPOS", -366...366)
        if let text = parts["WKST"] {
            guard let day = RecurrenceRule.names.firstIndex(of: text.uppercased()) else { throw RecurrenceProblem(part: "WKST") }
            weekStart = day
        }
        if let text = parts["BYDAY"] {
            for word in text.split(separator: ",").prefix(RecurrenceRule.maximumList) {
                guard let day = RecurrenceRule.names.firstIndex(of: word.suffix(2).uppercased()),
                    let ordinal = word.utf8.count == 2 ? 0 : Int(word.dropLast(2)), (-53...53).contains(ordinal)
                else { throw RecurrenceProblem(part: "BYDAY") }
                weekdays.append(Weekday(day: day, ordinal: ordinal))
            }
        }
    }

    private static func list(_ parts: [String: Substring], _ name: String, _ range: ClosedRange<Int>) throws(RecurrenceProblem) -> [Int] {
        guard let text = parts[name] else { return [] }
        var numbers: [Int] = []
        for word in text.split(separator: ",") {
            guard let number = Int(word), range.contains(number), number != 0 || range.lowerBound == 0, numbers.count < maximumList else {
                throw RecurrenceProblem(part: name)
            }
            numbers.append(number)
        }
        return numbers
    }
}

/// Which part of a rule cannot be read.
struct RecurrenceProblem: Error, Sendable {
    let part: String
}
