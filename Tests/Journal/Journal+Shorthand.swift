import Domain
import Journal
import Schema

extension Journal {
    /// Appends payloads of one type.
    @discardableResult
    func append(_ payloads: [[UInt8]], type: RecordType = .incidents, time: Int64 = 0) async throws -> JournalCommit {
        try await transact(
            JournalTransaction(appends: payloads.map { Append(type: type, time: Instant(milliseconds: time), payload: $0) }))
    }

    /// All records, page by page.
    func everything(types: Set<RecordType> = [], maximumBytes: Int = 1 << 16) async throws -> [Record] {
        var records: [Record] = []
        var position: UInt64 = 0
        while true {
            let page = try await read(after: position, types: types, maximumBytes: maximumBytes)
            records += page.records
            position = page.scannedThrough
            if position >= page.head { return records }
        }
    }
}
