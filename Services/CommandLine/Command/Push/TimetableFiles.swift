import Foundation
import Ingestion

/// Reads a GTFS timetable from a folder of its tables, or from the zip in which it is published.
enum TimetableFiles {
    /// Bytes of one table: a zip that grows beyond it is a bomb.
    private static let maximumTable = 4 << 30
    private static let chunk = 1 << 20

    /// The timetable at a path; throws a sentence where it cannot be read.
    static func read(_ path: String, zone: ZoneTable) throws -> TransitTimetable {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure("\(path) does not exist: name a GTFS folder or zip", "\(path) n'existe pas : nommer un dossier ou un zip GTFS")
        }
        var reader = TransitTimetableReader(zone: zone)
        do {
            for table in TransitTimetableReader.tables where reader.begin(table) {
                let bytes = isFolder.boolValue ? try fileHandle("\(path)/\(table)") : try zipped(table, in: path)
                guard let handle = bytes else { continue }
                var total = 0
                while let data = try handle.read(upToCount: chunk), !data.isEmpty {
                    total += data.count
                    guard total <= maximumTable else {
                        throw Failure(
                            "\(path): \(table) is larger than \(maximumTable) bytes", "\(path) : \(table) dépasse \(maximumTable) octets")
                    }
                    try reader.feed(Array(data)[...])
                }
                try reader.end()
            }
            return try reader.finish()
        } catch let problem as FileProblem {
            throw Failure("\(path): \(problem)", "\(path) : \(problem)")
        }
    }

    private static func fileHandle(_ path: String) throws -> FileHandle? { FileHandle(forReadingAtPath: path) }

    /// A member of a zip; unzip writes it while we read, so that nothing is held.
    private static func zipped(_ table: String, in path: String) throws -> FileHandle? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["unzip", "-p", path, table]
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        return pipe.fileHandleForReading
    }
}
