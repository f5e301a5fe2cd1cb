import Domain
import Ingestion

/// A format to be measured, and how a document of it is made.
struct AdapterLoad: Sendable {
    /// When the documents are read: 2026-08-15T12:00:00Z.
    static let now: Int64 = 1_786_795_200

    let name: String
    let format: SourceFormat
    /// MB/s a core that are wanted.
    let goal: Int
    /// What the register maps of the source.
    var mappings: [String: Domain.Category] = [:]
    /// Codes that the table of places knows.
    var places: [String] = []
    /// A document of about so many bytes.
    let document: @Sendable (Int) -> [UInt8]

    /// Every format that is measured: add a list of your own here.
    static let all = tables + markups + city + objects

    private static let tables = [
        AdapterLoad(name: "synop", format: .synop, goal: 100, document: synop),
        AdapterLoad(name: "climatology", format: .climatology, goal: 100, document: climatology),
        AdapterLoad(name: "mobile-presence", format: .mobilePresence, goal: 100, document: presence),
        AdapterLoad(name: "events-csv", format: .eventTable, goal: 100, document: events),
    ]

    private static let markups = [
        AdapterLoad(name: "metar", format: .metar, goal: 20, document: metar),
        AdapterLoad(name: "cap", format: .cap, goal: 20, document: cap),
        AdapterLoad(name: "vigilance-cap", format: .cap, goal: 20, places: ["FR824"], document: vigilanceWarnings),
        AdapterLoad(name: "vigilance", format: .vigilance, goal: 20, places: ["13"], document: vigilanceProduct),
        AdapterLoad(name: "rpu", format: .emergencyVisits, goal: 20, document: visits),
        AdapterLoad(name: "icalendar", format: .iCalendar, goal: 20, document: calendar),
        AdapterLoad(name: "roadworks", format: .roadworks, goal: 20, document: roadworks),
    ]

    /// A head, as many rows as are needed, a tail.
    static func repeated(_ bytes: Int, head: String, tail: String = "", row: (Int) -> String) -> [UInt8] {
        var document = Array(head.utf8)
        document.reserveCapacity(bytes + 4_096)
        var number = 0
        while document.count < bytes {
            document.append(contentsOf: row(number).utf8)
            number += 1
        }
        document.append(contentsOf: tail.utf8)
        return document
    }

    /// `07`.
    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// Digits of a time, hour after hour from 2000-01-01 on, every month of 28 days.
    static func stamp(_ hour: Int) -> (year: Int, month: Int, day: Int, hour: Int) {
        let day = hour / 24
        return (2_000 + day / 336, day / 28 % 12 + 1, day % 28 + 1, hour % 24)
    }
}
