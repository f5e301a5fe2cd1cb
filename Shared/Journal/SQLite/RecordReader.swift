import Domain
internal import GRDB
import Schema

/// Reads records of some types from one connection's view of the log.
struct RecordReader {
    let database: Database
    let path: String

    /// Sequences looked at before other readers and the checkpointer get their turn: types that nobody asked for are skipped without
    /// reading their payloads, so this takes milliseconds.
    private static let span: UInt64 = 4_096
    /// What a record costs beside its payload.
    private static let overhead = 16

    /// The records of the next stretch of the log; `records` may be empty where `scannedThrough` is not yet `head`.
    func stretch(after sequence: UInt64, types: Set<RecordType>, maximumBytes: Int) throws -> JournalPage {
        let head = try LogPosition.head(database)
        // Whatever was trimmed is jumped over.
        guard let first = try LogPosition.first(database, after: sequence) else {
            return JournalPage(records: [], scannedThrough: max(sequence, head), head: head)
        }
        let end = min(first + RecordReader.span - 1, head)
        var page = JournalPage(records: [], scannedThrough: end, head: head)
        var bytes = 0
        let rows = try Row.fetchCursor(
            database.cachedStatement(
                sql: """
                    SELECT sequence, type, payload FROM records
                    WHERE sequence >= ? AND sequence <= ? AND (? >> type) & 1 ORDER BY sequence
                    """), arguments: [Int64(clamping: first), Int64(clamping: end), RecordReader.mask(types)])
        while let row = try rows.next() {
            let record = try record(row)
            bytes += record.payload.count + RecordReader.overhead
            if bytes > maximumBytes, let last = page.records.last {
                page.scannedThrough = last.sequence
                break
            }
            page.records.append(record)
        }
        return page
    }

    /// A bit a type, as `RecordType` numbers them; all where none is named.
    private static func mask(_ types: Set<RecordType>) -> Int64 {
        types.isEmpty ? -1 : types.reduce(0) { $0 | 1 << Int64($1.rawValue) }
    }

    private func record(_ row: Row) throws -> Schema.Record {
        let sequence: Int64 = row[0]
        let number: Int64 = row[1]
        guard let type = UInt8(exactly: number).flatMap(RecordType.init(rawValue:)) else {
            throw JournalError.corrupted(path: path, detail: "record \(sequence) is of an unknown type, \(number)")
        }
        return Schema.Record(sequence: UInt64(clamping: sequence), type: type, payload: try row.bytes(at: 2))
    }
}
