import Domain
import Schema

/// What waits in a spool for the house.
enum SpoolRecord: Sendable {
    /// A batch, encoded, with the line of each of its observations in its document.
    case batch(document: String, lines: [Int], bytes: [UInt8])
    /// Rows that the adapter could not read, encoded as a report.
    case report([UInt8])

    /// Reads what `payload` gave.
    init(type: RecordType, payload: [UInt8]) throws {
        guard type == .observations else {
            self = .report(payload)
            return
        }
        var reader = StateReader(payload)
        let document = try reader.string()
        var lines: [Int] = []
        var line: Int64 = 0
        for _ in 0..<(try reader.count()) {
            line += try reader.signed()
            lines.append(Int(line))
        }
        self = .batch(document: document, lines: lines, bytes: try reader.run())
    }

    var type: RecordType { if case .batch = self { .observations } else { .configuration } }

    var payload: [UInt8] {
        switch self {
        case .report(let bytes): return bytes
        case .batch(let document, let lines, let bytes):
            var writer = StateWriter()
            writer.write(document)
            writer.write(lines.count)
            var last: Int64 = 0
            for line in lines {
                writer.write(signed: Int64(line) - last)
                last = Int64(line)
            }
            writer.write(run: bytes)
            return writer.bytes
        }
    }
}
