public import Schema

/// A pure machine: records of upstream journals in, records of our own out. No clock, no chance, no I/O.
///
/// The stage around it commits its output, what it must remember and the place that it read in one transaction.
public protocol Transformation: Sendable {
    /// Takes one upstream record.
    ///
    /// Throws where the record is bad: it is counted and set aside as a dead letter, and the rest goes on. An error must be thrown
    /// **before anything of the machine has changed** (what was appended is taken back; the machine itself is not copied for every record),
    /// and its description must not hold the record's content.
    mutating func apply(_ record: Record, into output: inout TransformationOutput) throws

    /// Takes one record of a named upstream. For a machine that reads several; by itself it calls `apply(_:into:)`.
    mutating func apply(_ record: Record, from upstream: String, into output: inout TransformationOutput) throws

    /// What must be remembered of what was applied since the last call; empty where nothing.
    mutating func takeDelta() -> [UInt8]

    /// All that was applied so far is durable: what the machine writes elsewhere, after the journal, may be written now. Called after each
    /// transaction, and once at the start. By itself it does nothing.
    mutating func committed()

    /// Everything that must be remembered.
    func snapshot() -> [UInt8]

    /// Becomes what a snapshot says. Called before any delta, on a machine as it was made.
    mutating func restore(snapshot: [UInt8]) throws

    /// Applies what `takeDelta` once gave.
    mutating func replay(delta: [UInt8]) throws
}

extension Transformation {
    /// Calls `apply(_:into:)`, whatever the upstream.
    public mutating func apply(_ record: Record, from upstream: String, into output: inout TransformationOutput) throws {
        try apply(record, into: &output)
    }

    /// Nothing is written elsewhere.
    public mutating func committed() {}
}
