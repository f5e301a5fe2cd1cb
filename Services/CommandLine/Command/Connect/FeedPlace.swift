import Domain
import Ingestion

/// Where a feed was read to, as it lies in the spool beside what was read: both change in one transaction.
struct FeedPlace: Hashable, Sendable {
    /// Validators of the last document that was read whole.
    var etag = ""
    var lastModified = ""
    /// SHA-256 of it.
    var digest: [UInt8] = []
    /// Of a file that is followed.
    var tail: TailCursor?
    /// The document that is being read.
    var document: DocumentProgress?

    static let stateName = "place"
    private static let magic: StaticString = "QCPL"

    init() {}

    /// Reads what `bytes` gave.
    init(_ bytes: [UInt8]) throws(StateError) {
        var reader = try StateReader(bytes, magic: Self.magic, newest: 1)
        etag = try reader.string()
        lastModified = try reader.string()
        digest = try reader.run()
        if try reader.byte() == 1 { tail = try TailCursor(from: &reader) }
        if try reader.byte() == 1 { document = try DocumentProgress(from: &reader) }
        try reader.finish()
    }

    var bytes: [UInt8] {
        var writer = StateWriter(magic: Self.magic, version: 1)
        writer.write(etag)
        writer.write(lastModified)
        writer.write(run: digest)
        writer.write(byte: tail == nil ? 0 : 1)
        tail?.write(to: &writer)
        writer.write(byte: document == nil ? 0 : 1)
        document?.write(to: &writer)
        return writer.finished()
    }
}
