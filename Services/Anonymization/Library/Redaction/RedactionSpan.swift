/// A covered stretch of a note.
public struct RedactionSpan: Sendable, Hashable {
    /// Its place in Unicode code points of the original text, end exclusive. Bytes that are not UTF-8 count as the U+FFFD that stand for
    /// them (one for each maximal ill-formed part, Unicode 3.9, as decoders do).
    public let codePoints: Range<Int>
    /// Its place in bytes of the text as UTF-8 (after ill-formed bytes have become U+FFFD).
    public let bytes: Range<Int>
    /// What it was taken for.
    public let type: RedactionType

    /// A span; both ranges end exclusive.
    public init(codePoints: Range<Int>, bytes: Range<Int>, type: RedactionType) {
        self.codePoints = codePoints
        self.bytes = bytes
        self.type = type
    }
}
