import Domain
import Runtime
import Schema

/// A transformation whose every output depends on everything before it: one record lost, doubled or misnumbered shows.
struct Tally: Transformation {
    struct Bad: Error, CustomStringConvertible {
        var description: String { "the record is bad" }
    }

    private(set) var sum: UInt64 = 0
    private(set) var count: UInt64 = 0
    private var delta: [UInt8] = []

    mutating func apply(_ record: Record, from upstream: String, into output: inout TransformationOutput) throws {
        let time = Instant(milliseconds: Int64(record.sequence) * 1000)
        let number = record.payload.reduce(UInt64(0)) { $0 &* 256 &+ UInt64($1) }
        if number == 13 {
            // Appended, then taken back.
            output.append(.signal, time: time, [0xbd])
            throw Bad()
        }
        if record.type == .watermark {
            output.append(.watermark, time: time, record.payload)
        }
        sum = sum &* 31 &+ number
        count += 1
        delta += record.payload + [0xff]
        let text = "\(output.nextSequence):\(sum):\(count)"
        output.append(.signal, time: time, Array(text.utf8))
        if number % 5 == 0 { output.append(.forecast, time: time, Array(repeating: UInt8(number % 251), count: 1_000)) }
    }

    mutating func apply(_ record: Record, into output: inout TransformationOutput) throws { try apply(record, from: "", into: &output) }

    mutating func takeDelta() -> [UInt8] {
        defer { delta = [] }
        return delta
    }

    func snapshot() -> [UInt8] { Array("\(sum) \(count)".utf8) }

    mutating func restore(snapshot: [UInt8]) throws {
        let parts = String(decoding: snapshot, as: UTF8.self).split(separator: " ").compactMap { UInt64($0) }
        guard parts.count == 2 else { throw Bad() }
        (sum, count) = (parts[0], parts[1])
    }

    mutating func replay(delta: [UInt8]) throws {
        for payload in delta.split(separator: 0xff) {
            sum = sum &* 31 &+ payload.reduce(UInt64(0)) { $0 &* 256 &+ UInt64($1) }
            count += 1
        }
    }
}
