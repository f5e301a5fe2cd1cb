import Foundation
import Ingestion

/// Reads a GTFS timetable from a folder of its tables, or from the zip in which it is published.
enum TimetableFiles {
    /// Bytes of one table: a zip that grows beyond it is a bomb.
    private static let maximumTable = 4 << 30

    /// The timetable at a path; throws a sentence where it cannot be read.
    static func read(_ path: String, zone: ZoneTable) throws -> TransitTimetable {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure("\(path) does not exist: name a GTFS folder or zip", "\(path) n'existe pas : nommer un dossier ou un zip GTFS")
        }
        var reader = TransitTimetableReader(zone: zone)
        do {
            for table in TransitTimetableReader.tables {
                let source: TableSource? = isFolder.boolValue ? .file(in: path, table) : try .member(of: path, table)
                guard let source, reader.begin(table) else { continue }
                var total = 0
                while let data = try source.read() {
                    total += data.count
                    guard total <= maximumTable else {
                        source.stop()
                        throw Failure(
                            "\(path): \(table) is larger than \(maximumTable) bytes", "\(path) : \(table) dépasse \(maximumTable) octets")
                    }
                    try reader.feed(data[...])
                }
                try reader.end()
            }
            return try reader.finish()
        } catch let problem as FileProblem {
            throw Failure("\(path): \(problem)", "\(path) : \(problem)")
        }
    }
}
