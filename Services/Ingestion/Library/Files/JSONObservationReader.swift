import Domain
import Foundation

/// Observations out of JSON lines: an object a line with the keys of the standard CSV columns, and a few more.
///
/// `time` is ISO 8601, with an offset or in the zone's wall clock; `lat`, `lon`, `value`, `lower`, `upper`, `accuracy` and `version` are
/// numbers; `end` and `said` are times; `operation`, `severity`, `status` and `origin` are the words of the messages; `id`, `category`,
/// `text`, `unit`, `area` and `cell` are strings; `address` is looked up in the table of places and never sent; `source` names the source in a file of several. Numbers and times may stand in quotes.
public struct JSONObservationReader: Sendable {
    /// Bytes of the longest line accepted.
    public static let maximumLine = 262_144

    private var buffer: [UInt8] = []
    private var cursor = 0
    private var line = 0
    private var ended = false
    private var passing = false
    /// No line ends in the bytes before this one.
    private var searched = 0
    private var clock: WallClock
    private let places: PlaceTable

    /// A reader of a file whose times without offset are the zone's wall clock; `places` knows addresses and zones.
    public init(zone: ZoneTable, places: PlaceTable = .empty) {
        clock = WallClock(zone: zone)
        self.places = places
    }

    /// Takes the next bytes of the file, in any size. Take rows until `needsMore` before feeding more.
    public mutating func feed(_ bytes: some Collection<UInt8>) {
        buffer.removeSubrange(..<cursor)
        searched -= cursor
        cursor = 0
        buffer.append(contentsOf: bytes)
    }

    /// There are no more bytes.
    public mutating func finish() { ended = true }

    /// The next row.
    public mutating func next() -> RowResult {
        while true {
            let newline = buffer[searched...].firstIndex(of: UInt8(ascii: "\n"))
            guard let end = newline ?? (ended && cursor < buffer.count ? buffer.count : nil) else {
                searched = buffer.count
                if ended { return .end }
                guard buffer.count - cursor > JSONObservationReader.maximumLine else { return .needsMore }
                // The line is given up: what was fed of it goes, and what is still to come.
                cursor = buffer.count
                if passing { return .needsMore }
                passing = true
                return tooLong(line + 1)
            }
            let range = cursor..<end
            cursor = min(end + 1, buffer.count)
            searched = cursor
            line += 1
            if passing {
                passing = false
                continue
            }
            if range.count > JSONObservationReader.maximumLine { return tooLong(line) }
            if buffer[range].allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\t") }) { continue }
            do throws(RowProblem) {
                return .observation(line: line, try observation(range))
            } catch {
                return .problem(error)
            }
        }
    }

    private func tooLong(_ line: Int) -> RowResult {
        let message = "the line is longer than \(JSONObservationReader.maximumLine) bytes; shorten it"
        return .problem(RowProblem(line: line, column: 0, reason: .tooLong, message: message))
    }

    private mutating func observation(_ range: Range<Int>) throws(RowProblem) -> Observation {
        guard let object = try? JSONSerialization.jsonObject(with: Data(buffer[range])) as? [String: Any] else {
            throw RowProblem(line: line, column: 0, reason: .json, message: "not a JSON object; write one object a line, in UTF-8")
        }
        var fields = JSONFields(object: object, line: line, clock: clock, places: places)
        var observation = try fields.observation()
        clock = fields.clock
        if observation.observationID.isEmpty {
            guard observation.operation == .create else {
                throw RowProblem(
                    line: line, column: 0, reason: .missing, message: "`id` is missing; a correction must say what it corrects")
            }
            observation.observationID = RowIdentifier.make(row: buffer.span.extracting(range), line: line)
        }
        return observation
    }
}
