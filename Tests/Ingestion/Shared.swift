import Domain
import Foundation
import Testing

@testable import Ingestion

/// Files of the project and of the material beside it, found from where this file lies.
enum Material {
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    private static let project = tests.appending(path: "../..").standardizedFileURL

    static func fixture(_ name: String) throws -> String {
        try String(contentsOf: tests.appending(path: "Fixtures/\(name)"), encoding: .utf8)
    }

    static func defaultRegister() throws -> String {
        try String(contentsOf: project.appending(path: "compose/config/register.yaml"), encoding: .utf8)
    }

    static func shared(_ path: String) -> URL { project.appending(path: "../shared/\(path)").standardizedFileURL }

    static func isPresent(_ path: String) -> Bool { FileManager.default.fileExists(atPath: shared(path).path) }
}

extension Instant {
    /// An instant of an ISO 8601 text in UTC.
    init(utc text: String) throws {
        let bytes = Array(text.utf8)
        let parsed = TimePattern.iso.parse(bytes.span)
        self.init(seconds: try #require(parsed).civil.localSeconds)
    }
}

/// What a reader says of a whole file.
struct Reading {
    var observations: [(line: Int, observation: Observation)] = []
    var problems: [RowProblem] = []

    /// Reads bytes in chunks of a size.
    init(_ bytes: [UInt8], map: ColumnMap = .standard, zone: String = "Europe/Paris", chunk: Int = 65_536) throws {
        var reader = ObservationFileReader(map: map, zone: try #require(ZoneTable(identifier: zone)))
        var offset = 0
        while true {
            switch try reader.next() {
            case .observation(let line, let observation): observations.append((line, observation))
            case .problem(let problem): problems.append(problem)
            case .needsMore:
                if offset < bytes.count {
                    reader.feed(bytes[offset..<min(offset + chunk, bytes.count)])
                    offset += chunk
                } else {
                    reader.finish()
                }
            case .end: return
            }
        }
    }

    init(_ text: String, map: ColumnMap = .standard, zone: String = "Europe/Paris", chunk: Int = 65_536) throws {
        try self.init(Array(text.utf8), map: map, zone: zone, chunk: chunk)
    }
}
