public import Domain
public import CSchema

/// A batch of observations, read in place. Valid only inside `withObservationBatch`.
public struct ObservationBatchView {
    @usableFromInline let c: UnsafePointer<Quietude__V1__ObservationBatch>
    @usableFromInline let empty: UnsafeMutablePointer<CChar>
    /// What it was decoded from.
    let source: UnsafeRawBufferPointer

    /// Where the observations were made.
    public let territory: String
    /// Of the observations that name none themselves.
    public let sourceID: String

    init(
        _ c: UnsafePointer<Quietude__V1__ObservationBatch>, decodedFrom source: UnsafeRawBufferPointer
    ) throws(SchemaError) {
        self.c = c
        self.source = source
        empty = EmptyString.pointer
        territory = try ObservationBatch.text(c.pointee.territory, "territory")
        sourceID = try ObservationBatch.text(c.pointee.source_id, "source_id")
    }

    /// The source has reported everything up to here (exclusive); nil where it says nothing.
    public var reportedUntil: Instant? {
        c.pointee.reported_until_presence_case.rawValue == 0 ? nil : Instant(milliseconds: c.pointee.reported_until)
    }

    /// Observations in the batch.
    @inlinable public var count: Int { c.pointee.n_observations }

    /// The observation at an index in `0 ..< count`.
    @inlinable public subscript(index: Int) -> ObservationView {
        precondition(index >= 0 && index < count, "observation \(index) of a batch of \(count)")
        guard let observation = c.pointee.observations[index] else { preconditionFailure("protobuf-c left a hole in a batch") }
        return ObservationView(c: observation, empty: empty)
    }

    /// The batch with only the observations at these indexes, in the order of the batch: byte for byte as they came, so that fields which
    /// this version does not know survive.
    public func encoded(keeping indexes: [Int]) -> [UInt8] {
        var kept = [Bool](repeating: false, count: count)
        for index in indexes { kept[index] = true }
        return [UInt8](unsafeUninitializedCapacity: source.count) { target, written in
            var walker = FieldWalker(source)
            var observation = 0
            while let field = walker.next() {
                if field.number == Self.observationsNumber {
                    defer { observation += 1 }
                    guard observation < kept.count, kept[observation] else { continue }
                }
                UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(target)[written...]).copyMemory(from: field.bytes)
                written += field.bytes.count
            }
            // protobuf-c took these bytes, and the walker takes what it takes (fuzzed). An observation must not be lost in silence.
            precondition(walker.isAtEnd && observation == kept.count, "a batch that protobuf-c read cannot be walked")
        }
    }

    private static let observationsNumber: UInt32 = 3
}

/// Decodes a batch into the arena and hands it to `body`; nothing is allocated for each observation. What the arena held before dies.
///
/// Strings are checked to be UTF-8 without NUL; numbers of vocabularies are left to the reader. Throws `SchemaError`, and what `body`
/// throws.
public func withObservationBatch<R>(
    _ bytes: UnsafeRawBufferPointer, arena: Arena, _ body: (ObservationBatchView) throws -> R
) throws -> R {
    arena.lend()
    defer { arena.giveBack() }
    let view = try ObservationBatchView(try ObservationBatch.unpack(bytes, in: arena), decodedFrom: bytes)
    for index in 0..<view.count { try view[index].validateText(at: index) }
    return try body(view)
}

/// Decodes a batch into the arena and hands it to `body`; see the other `withObservationBatch`.
public func withObservationBatch<R>(_ bytes: [UInt8], arena: Arena, _ body: (ObservationBatchView) throws -> R) throws -> R {
    try bytes.withUnsafeBytes { try withObservationBatch($0, arena: arena, body) }
}
