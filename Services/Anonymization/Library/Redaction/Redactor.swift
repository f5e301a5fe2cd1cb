/// Covers everything in a note that is not known to be harmless, and says what it took it for.
///
/// Default-deny: a word stays if the lexicon, the vocabulary of the trade or the gazetteer knows it and its place in the sentence is not
/// that of a name; a number stays if its role is known (time, amount, count, line). Deterministic; time and memory grow in proportion
/// to the note. A redacted note redacted again stays as it is (a note is looked at as it will be read, until nothing new is covered).
public struct Redactor: Sendable {
    let lexicon: RedactionLexicon
    let gazetteer: PlaceGazetteer

    /// How many words are known.
    public var knownWords: Int { lexicon.count }

    /// - Parameters:
    ///   - lexicon: The known words.
    ///   - gazetteer: Public places of the territory that are kept though nothing announces them.
    public init(lexicon: RedactionLexicon, gazetteer: PlaceGazetteer = PlaceGazetteer()) {
        self.lexicon = lexicon
        self.gazetteer = gazetteer
    }

    /// What is to be covered in a note, in order, without overlap.
    /// - Parameter utf8: The note; bytes that are not UTF-8 count as U+FFFD (see `RedactionSpan`).
    public func spans(in utf8: [UInt8]) -> [RedactionSpan] {
        var scratch = RedactionScratch()
        utf8.withUnsafeBufferPointer { scratch.scan($0, with: self) }
        return scratch.spans
    }

    /// The note with each span replaced by a mark such as `[NAME]`.
    public func redacted(_ utf8: [UInt8]) -> [UInt8] {
        var scratch = RedactionScratch()
        var output: [UInt8] = []
        utf8.withUnsafeBufferPointer {
            scratch.scan($0, with: self)
            scratch.appendRedacted($0, to: &output)
        }
        return output
    }
}
