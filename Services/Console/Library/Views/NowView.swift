public import Domain

/// The first screen of the day: what is going on, now or at any past hour.
public struct NowView: Sendable {
    let picture: Picture
    let cards: Cards

    private static let maximumSituations = 200
    private static let maximumReadings = 500

    /// A view of a picture.
    public init(_ picture: Picture, cards: Cards = .none) {
        self.picture = picture
        self.cards = cards
    }

    /// The situation at an instant.
    ///
    /// - Parameters:
    ///   - at: the instant; event time of now where nil.
    ///   - hours: how far back incidents and situations count.
    ///   - services: how the services of the house are, as the shell knows.
    public func json(at: Int64?, hours: Int64, services: JSON) -> JSON {
        // A past hour is shown as it stood at its end.
        let asked = at.map { ($0.floorDivided(by: 3_600) + 1) * 3_600 }
        let now = picture.now
        let isLive = asked.map { $0 > now ?? .min } ?? true
        let end = isLive ? now : asked
        let span = max(1, min(72, hours)) * 3_600
        return [
            "at": .time(end), "live": .boolean(isLive), "watermark": .time(now),
            "situations": .array(end.map { situations(in: ($0 - span)..<max($0, $0 - span + 1)) } ?? []),
            "incidents": end.map { incidents(from: $0 - span, to: $0) } ?? .null,
            "readings": .array(end.map(readings) ?? []), "sources": .array(SourceHealth(picture, at: end).json),
            "services": services,
            "alerts": .array(
                end.map { end in
                    let view = AlertView(picture, at: end, cards: cards)
                    return view.threads(.inForce).prefix(500).map(view.entry)
                } ?? []),
        ]
    }

    /// How each declared source is now.
    public var sources: JSON { .array(SourceHealth(picture, at: picture.now).json) }

    private func situations(in stretch: Range<Int64>) -> [JSON] {
        picture.situations.seen(in: stretch).prefix(Self.maximumSituations).map { situation($0.key, $0.signal) }
    }

    /// One situation, by what was said of it last.
    public func situation(_ key: String, _ signal: Signal) -> JSON {
        [
            "id": .string(key), "kind": .string(signal.kind.word), "category": .category(signal.category),
            "severity": .string("\(signal.severity)"), "start": .time(signal.start), "end": .time(signal.end),
            "observed": .optional(signal.observed), "expected": .optional(signal.usual), "pValue": .optional(signal.chance),
            "sources": .kinds(signal.sources), "cells": .array(signal.cells.map(JSON.cell)),
            "zones": .strings(picture.zones.zones(of: signal.cells)), "text": .words(french: signal.french, english: signal.english),
            "state": .string(SituationBoard.isOver(signal) ? "ended" : "live"),
            "alert": .optional(picture.alerts.thread(causedBy: picture.situations.identifiers(of: key))),
        ]
    }

    private func incidents(from start: Int64, to end: Int64) -> JSON {
        var sums: [PlaceCategory: Int32] = [:]
        let hours = start.floorDivided(by: 3_600)..<(end - 1).floorDivided(by: 3_600) + 1
        picture.counts.visit(hours) { _, key, count, _ in sums[key, default: 0] += count }
        let rows = sums.sorted { ($0.key.cell, $0.key.category) < ($1.key.cell, $1.key.category) }
        let isCovered = !rows.isEmpty || picture.coverage.spans().contains { $0.overlaps(start..<end) }
        return [
            "from": .time(hours.lowerBound * 3_600), "to": .time(end),
            "total": isCovered ? .whole(rows.reduce(0) { $0 + Int($1.value) }) : .null,
            "level": .integers(rows.map { Int64($0.key.cell.level) }), "column": .integers(rows.map { Int64($0.key.cell.column) }),
            "row": .integers(rows.map { Int64($0.key.cell.row) }), "category": .integers(rows.map { Int64($0.key.category.rawValue) }),
            "count": .integers(rows.map { Int64($0.value) }),
        ]
    }

    private func readings(at end: Int64) -> [JSON] {
        picture.readings.latest(at: end).prefix(Self.maximumReadings).map { reading, isPlanned in
            [
                "category": .category(reading.category), "kind": .string(reading.kind.name), "cell": reading.cell.map(JSON.cell) ?? .null,
                "start": .time(reading.slot.start), "length": .whole(reading.slot.length), "value": .optional(reading.value, digits: 6),
                "unit": .string(reading.unit), "quality": .string("\(reading.quality)"), "lower": .optional(reading.lower),
                "upper": .optional(reading.upper), "planned": .boolean(isPlanned),
            ]
        }
    }
}
