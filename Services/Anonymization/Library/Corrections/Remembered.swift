import Domain

/// What is remembered of one observation, under its keyed digest: which version was taken, what it became, and where that stands.
struct Remembered: Sendable {
    /// What an observation became.
    enum Content: Hashable, Sendable {
        /// Taken back by its source: earlier versions that come late are ignored.
        case withdrawn
        /// Dropped: nothing went on.
        case nothing
        case incident(Incident)
        // Boxed, so that a source of incidents does not pay for the size of a reading.
        indirect case reading(Reading)
    }

    /// Stands for the record that the batch in hand will become.
    static let pending = UInt64.max

    let digest: SipHash128.Digest
    /// Of the record in the journal; `pending` while its batch is being made.
    var sequence: UInt64
    /// Within the record.
    var index: UInt32
    var version: UInt32
    var content: Content
}

extension Remembered {
    func write(to writer: inout StateWriter) {
        writer.write(digest)
        writer.write(sequence)
        writer.write(UInt64(index))
        writer.write(UInt64(version))
        switch content {
        case .withdrawn: writer.write(byte: 0)
        case .nothing: writer.write(byte: 1)
        case .incident(let incident):
            writer.write(byte: 2)
            writer.incident(incident)
        case .reading(let reading):
            writer.write(byte: 3)
            writer.reading(reading)
        }
    }

    init(from reader: inout StateReader) throws(StateError) {
        digest = try reader.digest()
        sequence = try reader.unsigned()
        index = try reader.number()
        version = try reader.number()
        switch try reader.byte() {
        case 0: content = .withdrawn
        case 1: content = .nothing
        case 2: content = .incident(try reader.incident())
        case 3: content = .reading(try reader.reading())
        default: throw reader.malformed()
        }
    }
}
