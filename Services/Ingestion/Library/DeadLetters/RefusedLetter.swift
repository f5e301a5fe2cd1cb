import Domain

/// What was refused of a source: when, which field, why and where, and a digest that stands for it; never what it held.
public struct RefusedLetter: Hashable, Sendable {
    /// Where it was refused.
    public enum Stage: UInt8, Sendable, CaseIterable {
        /// Ingestion.
        case ingestion = 0
        /// The partner's own adapter, which reported it.
        case partner = 1

        /// As it is shown.
        public var name: String { self == .ingestion ? "ingestion" : "partner" }
    }

    /// Where it was refused.
    public var stage: Stage
    /// By ingestion's clock; of a partner's report, by the partner's.
    public var time: Instant
    /// The field that was wrong; empty for the whole.
    public var field: String
    /// A stable word.
    public var reason: String
    /// Of the encoded observation, under the territory's key.
    public var digest: SipHash128.Digest
    /// Index in the batch, or line of the document.
    public var position: UInt64

    /// A letter.
    public init(stage: Stage, time: Instant, field: String, reason: String, digest: SipHash128.Digest, position: UInt64) {
        self.stage = stage
        self.time = time
        self.field = field
        self.reason = reason
        self.digest = digest
        self.position = position
    }

    func write(to writer: inout StateWriter) {
        writer.write(byte: stage.rawValue)
        writer.write(signed: time.milliseconds)
        writer.write(field)
        writer.write(reason)
        writer.write(digest)
        writer.write(position)
    }

    init(from reader: inout StateReader) throws(StateError) {
        guard let stage = Stage(rawValue: try reader.byte()) else { throw reader.malformed() }
        self.stage = stage
        time = Instant(milliseconds: try reader.signed())
        field = try reader.string()
        reason = try reader.string()
        digest = try reader.digest()
        position = try reader.unsigned()
    }
}
