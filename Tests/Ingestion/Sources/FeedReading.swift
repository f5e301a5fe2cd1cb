import Domain
import Foundation
import Testing

@testable import Ingestion

/// What an adapter says of a whole document.
struct FeedReading {
    var observations: [(line: Int, observation: Observation)] = []
    var problems: [RowProblem] = []

    /// Reads bytes in chunks of a size; what the adapter remembers stays in it.
    init(_ adapter: inout some FeedAdapter, _ bytes: [UInt8], chunk: Int = 65_536) throws {
        var offset = 0
        while true {
            switch try adapter.next() {
            case .observation(let line, let observation): observations.append((line, observation))
            case .problem(let problem): problems.append(problem)
            case .needsMore:
                if offset < bytes.count {
                    adapter.feed(bytes[offset..<min(offset + chunk, bytes.count)])
                    offset += chunk
                } else {
                    adapter.finish()
                }
            case .end: return
            }
        }
    }

    /// Reads with an adapter that a format made.
    init(opening adapter: inout any FeedAdapter, _ bytes: [UInt8]) throws { try self.init(&adapter, bytes) }

    init(_ adapter: inout some FeedAdapter, _ text: String, chunk: Int = 65_536) throws {
        try self.init(&adapter, Array(text.utf8), chunk: chunk)
    }

    /// The observations without their lines.
    var values: [Observation] { observations.map(\.observation) }

    /// One line an observation and a problem, for golden files.
    var text: String {
        (observations.map { FeedReading.line($0.observation) } + problems.map { "problem line \($0.line) \($0.reason.rawValue)" })
            .joined(separator: "\n") + "\n"
    }

    /// What an observation says, what is empty left out.
    static func line(_ observation: Observation) -> String {
        var parts: [String] = []
        func add(_ key: String, _ value: String?) { if let value, !value.isEmpty { parts.append("\(key)=\(value)") } }
        add("id", observation.observationID)
        if observation.operation != .create { add("operation", "\(observation.operation)") }
        if observation.version != 0 { add("version", "\(observation.version)") }
        add("start", observation.phenomenonStart.map(stamp))
        add("end", observation.phenomenonEnd.map(stamp))
        add("said", observation.resultTime.map(stamp))
        add("offset", observation.offsetMinutes.map { "\($0)" })
        if observation.timeCertainty != .exact { add("certainty", "\(observation.timeCertainty)") }
        add("lat", observation.latitude.map { "\($0)" })
        add("lon", observation.longitude.map { "\($0)" })
        if observation.accuracy != 0 { add("accuracy", "\(observation.accuracy)") }
        add("polygon", observation.polygon.map { "\($0)" }.joined(separator: " "))
        add("cell", observation.cellCode)
        add("area", observation.areaCode)
        add("code", observation.originalCode)
        add("system", observation.codeSystem)
        if observation.severity != .unknown { add("severity", "\(observation.severity)") }
        if observation.status != .actual { add("status", "\(observation.status)") }
        if observation.origin != .unspecified { add("origin", "\(observation.origin)") }
        add("value", observation.value.map { "\($0)" })
        add("lower", observation.lower.map { "\($0)" })
        add("upper", observation.upper.map { "\($0)" })
        add("unit", observation.unit)
        if observation.quality != .unspecified { add("quality", "\(observation.quality)") }
        add("text", observation.text)
        return parts.joined(separator: " | ")
    }

    /// ISO 8601 in UTC.
    static func stamp(_ instant: Instant) -> String {
        Date(timeIntervalSince1970: Double(instant.milliseconds) / 1_000).formatted(.iso8601)
    }
}

/// Bytes broken by a seed: flipped, cut off, doubled, emptied.
struct Mangler {
    private var generator: SplitMix64

    init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    mutating func next(below bound: Int) -> Int { Int(generator.next() % UInt64(max(bound, 1))) }

    /// A document with one to eight mistakes.
    mutating func mangle(_ bytes: [UInt8]) -> [UInt8] {
        var copy = bytes
        for _ in 0...next(below: 8) {
            guard !copy.isEmpty else { return copy }
            let place = next(below: copy.count)
            switch next(below: 5) {
            case 0: copy[place] ^= 1 << UInt8(next(below: 8))
            case 1: copy[place] = UInt8(next(below: 256))
            case 2: copy.removeSubrange(place..<min(copy.count, place + 1 + next(below: 40)))
            case 3: copy.insert(contentsOf: copy[place..<min(copy.count, place + 1 + next(below: 40))], at: next(below: copy.count))
            default: if next(below: 4) == 0 { copy.removeSubrange(place...) }
            }
        }
        return copy
    }

    /// Reads `count` broken copies of a document in chunks of random sizes: what comes of them does not matter, only that all come to an end.
    mutating func survive(_ adapter: inout some FeedAdapter, _ bytes: [UInt8], count: Int) {
        for _ in 0..<count {
            let broken = mangle(bytes)
            _ = try? FeedReading(&adapter, broken, chunk: 1 + next(below: 300))
        }
    }
}
