import Domain

/// A document that is being read: which one, and how far it is in the spool.
struct DocumentProgress: Hashable, Sendable {
    /// What a folder calls it, or the address; for messages and for what is remembered of a file.
    var name: String
    /// SHA-256 of its bytes as fetched.
    var digest: [UInt8]
    /// When it was fetched: an adapter that judges by the clock judges again by the same one.
    var fetched: Instant
    /// Validators of the answer; empty where there were none.
    var etag = ""
    var lastModified = ""
    /// Size and time of change of a folder's file.
    var stamp = FileStamp()
    /// Results of the reader (rows and problems) that are in the spool.
    var rows = 0
    /// Of those, so that a reader that gives another order the next time is found out.
    var order = SipHash128.Digest(low: 0, high: 0)

    private static let hash = SipHash128(key0: 0x646f_6375, key1: 0x6d65_6e74)

    /// Counts one more row, by what tells it from others.
    mutating func take(_ row: String) {
        rows += 1
        order = Self.after(order, row)
    }

    static func after(_ order: SipHash128.Digest, _ row: String) -> SipHash128.Digest {
        var row = row
        return row.withUTF8 { hash.hash(order.low ^ order.high, UnsafeRawBufferPointer($0)) }
    }

    func write(to writer: inout StateWriter) {
        writer.write(name)
        writer.write(run: digest)
        writer.write(signed: fetched.milliseconds)
        writer.write(etag)
        writer.write(lastModified)
        stamp.write(to: &writer)
        writer.write(rows)
        writer.write(order)
    }

    init(name: String, digest: [UInt8], fetched: Instant) {
        self.name = name
        self.digest = digest
        self.fetched = fetched
    }

    init(from reader: inout StateReader) throws(StateError) {
        name = try reader.string()
        digest = try reader.run()
        fetched = Instant(milliseconds: try reader.signed())
        etag = try reader.string()
        lastModified = try reader.string()
        stamp = try FileStamp(from: &reader)
        rows = try reader.int()
        order = try reader.digest()
    }
}

/// By which a file is known to be the one that was looked at.
struct FileStamp: Hashable, Sendable {
    var size: UInt64 = 0
    /// Nanoseconds since 1970.
    var changed: Int64 = 0
    var node: UInt64 = 0

    func write(to writer: inout StateWriter) {
        writer.write(size)
        writer.write(signed: changed)
        writer.write(node)
    }

    init() {}

    init(size: UInt64, changed: Int64, node: UInt64) {
        self.size = size
        self.changed = changed
        self.node = node
    }

    init(from reader: inout StateReader) throws(StateError) {
        size = try reader.unsigned()
        changed = try reader.signed()
        node = try reader.unsigned()
    }
}
