import Domain

/// Turns the bytes of one kind of feed into observations: a pure value, fed in pieces of any size, asked for rows until it needs more.
///
/// One adapter reads one document (a file, a polled URL's answer, a message) after another: `finish` ends a document, and what must be
/// remembered between them (the last value of a cumulative counter, which alerts were seen) stays in the adapter and in its `memory`.
/// A bad row or element is a `RowResult.problem` that names line and field, and the rest goes on; only a document that cannot be read at
/// all throws. Nothing is unbounded: a row, an element, a document's depth and the memory have limits with names.
public protocol FeedAdapter: Sendable {
    /// Takes the next bytes of the document. Take rows until `needsMore` before feeding more.
    mutating func feed(_ bytes: ArraySlice<UInt8>)
    /// The document has no more bytes. After `RowResult.end` the next document may be fed.
    mutating func finish()
    /// The next row. Throws where the document as a whole cannot be read; the adapter is then ready for another.
    mutating func next() throws(FileProblem) -> RowResult
    /// What must outlive the process, coded by `StateWriter`; empty where nothing must.
    var memory: [UInt8] { get }
    /// Takes back what `memory` gave.
    mutating func remember(_ memory: [UInt8]) throws(StateError)
}
