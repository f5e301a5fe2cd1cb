import ArgumentParser
import Foundation
import Ingestion

/// How a file to push is written.
enum InputFormat: String, ExpressibleByArgument, CaseIterable {
    case csv, jsonl
}

/// The rows of a file, one after the other.
struct InputRows {
    private var file: InputFile
    // One of the three; optionals rather than an enumeration, so that a reader's buffer is changed in place.
    private var detected: ObservationFileReader?
    private var csv: CSVObservationReader?
    private var json: JSONObservationReader?

    init(_ path: String, format: InputFormat?, map: ColumnMap, zone: ZoneTable) throws {
        file = try InputFile(path)
        switch format {
        case nil: detected = ObservationFileReader(map: map, zone: zone)
        case .csv: csv = CSVObservationReader(map: map, zone: zone)
        case .jsonl: json = JSONObservationReader(zone: zone)
        }
    }

    /// Part of the file that was read, 0 ... 1; nil where its length is not known.
    var progress: Double? { file.length.map { $0 == 0 ? 1 : Double(file.position) / Double($0) } }

    /// The next row, or problem with a row; nil at the end. Throws where the file as a whole cannot be read.
    mutating func next() throws -> RowResult? {
        while true {
            switch try read() {
            case .needsMore: try feed()
            case .end: return nil
            case let row: return row
            }
        }
    }

    private mutating func read() throws -> RowResult {
        if let row = try detected?.next() { return row }
        if let row = try csv?.next() { return row }
        return json?.next() ?? .end
    }

    private mutating func feed() throws {
        guard let data = try file.read() else {
            detected?.finish()
            csv?.finish()
            json?.finish()
            return
        }
        detected?.feed(data)
        csv?.feed(data)
        json?.feed(data)
    }
}
