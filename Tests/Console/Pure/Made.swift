import Console
import Domain

/// Records made up for tests.
enum Made {
    static let start: Int64 = 1_795_392_000  // 2026-11-23, a Monday, midnight UTC
    static let cell = Cell(column: 100, row: 200)

    static func incident(at time: Int64, _ category: Domain.Category = .noise, cell: Cell = cell, length: UInt32 = 900) -> Incident {
        Incident(kind: .policeLog, category: category, cell: cell, slot: TimeSlot(start: time, length: length))
    }

    static func watermark(_ time: Int64, idle: Bool = false) -> Watermark {
        Watermark(
            time: Instant(seconds: time),
            sources: [.init(identifier: "police", kind: .policeLog, time: Instant(seconds: time), idle: idle)])
    }

    static func alert(
        _ identifier: String, thread: String = "t1", sent: Int64 = start, expires: Int64 = start + 7_200,
        type: Alert.MessageType = .alert, category: Domain.Category = .noise, cause: String = ""
    ) -> Alert {
        Alert(
            identifier: identifier, sender: "s", sent: sent, status: .actual, messageType: type, references: [], capCategory: "Safety",
            category: category, urgency: .immediate, severity: .moderate, certainty: .observed, effective: sent, onset: sent,
            expires: expires, french: .init(event: "Tapage", headline: "Tapages", description: "Plusieurs tapages"),
            english: .init(event: "Noise", headline: "Noise reports", description: "Several noise reports"), cells: [cell], rule: "noise",
            thread: thread, cause: cause)
    }

    static func signal(_ identifier: String, situation: String = "s1", start: Int64, end: Int64, severity: Severity = .minor) -> Signal {
        Signal(
            identifier: identifier, kind: .cluster, category: .noise, cells: [cell], start: start, end: end, observed: 9, expected: 2,
            pValue: 0.001, severity: severity, sources: [.policeLog], french: "neuf", english: "nine", situation: situation)
    }

    static func forecast(
        from start: Int64, to end: Int64, issued: Int64, _ category: Domain.Category = .noise, expected: [Double] = [0.5, 2, 0.1]
    ) -> Forecast {
        Forecast(
            issuedAt: issued, windowStart: start, windowEnd: end, category: category,
            cells: expected.enumerated().map {
                .init(cell: Cell(column: 100 + Int32($0.offset), row: 200), expected: $0.element)
            }, elsewhere: 0.001, model: "test", trainedFrom: 0, trainedUntil: issued, sources: [.policeLog], silentSources: [])
    }

    static func register(retention: UInt32 = 63_072_000, keepsText: Bool = true) -> Register {
        Register(
            version: "1",
            territory: TerritoryEntry(
                identifier: "town", name: "Town", timeZone: "UTC", live: false, grid: Grid(plane: .european, cellSize: 200),
                bounds: Bounds(south: 43.1, west: 5.2, north: 43.4, east: 5.6), incidentRetention: retention),
            sources: [
                SourceEntry(
                    identifier: "police", kind: .policeLog, controller: "Town", purpose: "to know", legalBasis: "art. 6(1)(e)",
                    allowedFields: [.position, .code, .text], keepsText: keepsText)
            ])
    }
}

/// A clock without summer time.
let utc = LocalDays(zone: "UTC") { _, _ in 0 }
