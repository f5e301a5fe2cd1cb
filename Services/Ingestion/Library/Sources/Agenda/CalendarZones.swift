import Domain

/// The zones that a calendar's times name: IANA's, those of Windows that its programs write, and those that the file defines itself
/// (VTIMEZONE, RFC 5545, 3.6.5).
struct CalendarZones: Sendable {
    /// Zones in one document.
    static let maximum = 64

    private let home: ZoneTable
    private var known: [String: ZoneTable?] = [:]
    private var defined: [String: ZoneTable] = [:]

    init(home: ZoneTable) { self.home = home }

    /// The zone of a TZID; the territory's where there is none (a floating time); nil where it is not known.
    mutating func zone(_ name: String?) -> ZoneTable? {
        guard let name, !name.isEmpty else { return home }
        if let zone = known[name] { return zone }
        // A prefix such as `/freeassociation.sourceforge.net/Europe/Paris` is old practice.
        let short = name.split(separator: "/").suffix(2).joined(separator: "/")
        let zone =
            name == home.name || short == home.name
            ? home : ZoneTable(identifier: CalendarZones.windows[name] ?? name) ?? ZoneTable(identifier: short) ?? defined[name]
        if known.count < CalendarZones.maximum { known[name] = zone }
        return zone
    }

    /// A rule of a zone: STANDARD or DAYLIGHT.
    struct Observance: Sendable {
        var start: Int64
        var from: Int64
        var to: Int64
        var rule: RecurrenceRule?
        var dates: [Int64] = []
    }

    /// Holds the zone that a file defines.
    mutating func define(_ name: String, _ observances: [Observance]) {
        guard defined.count < CalendarZones.maximum, !observances.isEmpty else { return }
        let until = CivilTime(year: 2100, month: 1, day: 1).localSeconds
        var changes: [(seconds: Int64, offset: Int64)] = []
        for observance in observances {
            var times = [observance.start] + observance.dates
            if let rule = observance.rule {
                let end = rule.until.flatMap { CalendarTime($0, zone: home) }.map { $0.zone == nil ? $0.local + observance.from : $0.local }
                times +=
                    RecurrenceExpansion(rule, start: observance.start)
                    .occurrences(in: observance.start..<until, until: end, most: 1_000).times
            }
            for time in times { changes.append((time - observance.from, observance.to)) }
        }
        changes.sort { $0.seconds < $1.seconds }
        var starts: [Int64] = [.min / 2]
        var offsets = [observances.min { $0.start < $1.start }?.from ?? 0]
        for change in changes where change.offset != offsets[offsets.count - 1] && change.seconds > starts[starts.count - 1] {
            starts.append(change.seconds)
            offsets.append(change.offset)
        }
        defined[name] = ZoneTable(name: name, starts: starts, offsets: offsets)
        known[name] = nil
    }

    /// `+0200`, `-013000`: seconds.
    static func offset(_ text: String) -> Int64? {
        let digits = text.dropFirst()
        guard text.first == "+" || text.first == "-", digits.utf8.count == 4 || digits.utf8.count == 6, let number = Int64(digits) else {
            return nil
        }
        let whole = digits.utf8.count == 4 ? number * 100 : number
        let seconds = whole / 10_000 * 3_600 + whole / 100 % 100 * 60 + whole % 100
        return text.first == "-" ? -seconds : seconds
    }

    /// CLDR's windowsZones, those of Europe and of France's other places.
    private static let windows: [String: String] = [
        "Romance Standard Time": "Europe/Paris", "W. Europe Standard Time": "Europe/Berlin", "GMT Standard Time": "Europe/London",
        "Central Europe Standard Time": "Europe/Budapest", "Central European Standard Time": "Europe/Warsaw",
        "E. Europe Standard Time": "Europe/Chisinau", "FLE Standard Time": "Europe/Kiev", "GTB Standard Time": "Europe/Bucharest",
        "Greenwich Standard Time": "Atlantic/Reykjavik", "UTC": "UTC", "Etc/UTC": "UTC", "GMT": "UTC", "Z": "UTC",
        "SA Western Standard Time": "America/Martinique", "Mauritius Standard Time": "Indian/Reunion",
        "Central Pacific Standard Time": "Pacific/Noumea",
    ]
}
