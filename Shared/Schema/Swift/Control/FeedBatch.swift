internal import CSchema

/// What a feed sends: records of one journal, in order.
public struct FeedBatch: Hashable, Sendable {
    /// Identity of the journal, 16 bytes.
    public var journal: [UInt8]
    /// In order of sequence; gaps are normal.
    public var records: [Record]
    /// Last sequence of the journal when this was sent.
    public var head: UInt64
    /// Everything up to here was looked at: what the consumer may commit. 0 where the sender does not say.
    public var through: UInt64

    /// A batch of a journal's records.
    public init(journal: [UInt8], records: [Record], head: UInt64, through: UInt64 = 0) {
        self.journal = journal
        self.records = records
        self.head = head
        self.through = through
    }
}

extension FeedBatch: ProtobufCoded {
    /// `quietude.v1.FeedBatch`
    public static var name: String { "quietude.v1.FeedBatch" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__FeedBatch>) { quietude__v1__feed_batch__init(c) }

    func fill(_ c: inout Quietude__V1__FeedBatch, in arena: Arena) {
        c.journal = arena.data(journal)
        (c.n_records, c.records) = arena.messages(records)
        c.head = head
        c.through = through
    }

    /// The batch's bytes. Payloads, which are most of them, are copied once.
    public func encoded() -> [UInt8] {
        var size = 48 + journal.count
        for record in records { size += 8 + record.wireLength }
        return [UInt8](unsafeUninitializedCapacity: size) { target, count in
            guard let start = UnsafeMutableRawBufferPointer(target).baseAddress else { return }
            var writer = WireWriter(start)
            writer.data(1, journal)
            for record in records {
                writer.tag(2, 2)
                writer.varint(UInt64(record.wireLength))
                record.write(to: &writer)
            }
            writer.number(3, head)
            writer.number(4, through)
            count = writer.cursor - start
            precondition(count <= size, "a record took more bytes than its length")
        }
    }

    /// Reads a batch. Payloads, which are most of it, are copied once.
    public init(decoding bytes: UnsafeRawBufferPointer) throws(SchemaError) {
        guard bytes.count <= SchemaLimits.messageBytes else {
            throw .tooLarge(message: Self.name, limit: SchemaLimits.messageBytes)
        }
        self.init(journal: [], records: [], head: 0)
        var walker = FieldWalker(bytes)
        while let field = walker.next() {
            switch (field.number, field.wireType) {
            case (1, 2): journal = [UInt8](field.content)
            case (2, 2):
                do { records.append(try Record(walking: field.content)) } catch {
                    throw error.inside(Self.name, "records[\(records.count)]")
                }
            case (3, 0): head = field.value
            case (4, 0): through = field.value
            case (1, _), (2, _), (3, _), (4, _): throw .malformed(message: Self.name)
            default: break
            }
        }
        guard walker.isAtEnd else { throw .malformed(message: Self.name) }
    }

    init(reading c: Quietude__V1__FeedBatch) throws(SchemaError) {
        self.init(
            journal: Self.data(c.journal), records: try Self.messages(c.records, c.n_records, "records"), head: c.head,
            through: c.through)
    }
}
