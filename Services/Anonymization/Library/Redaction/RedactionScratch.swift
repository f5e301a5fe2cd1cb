/// Memory that is used again from note to note: the hot path allocates nothing once it is warm.
///
/// ```swift
/// var scratch = RedactionScratch()
/// for note in notes {
///     note.withUnsafeBufferPointer { scratch.scan($0, with: redactor) }
///     // scratch.spans
/// }
/// ```
public struct RedactionScratch: Sendable {
    /// What was found in the last note.
    public private(set) var spans: [RedactionSpan] = []
    /// Tokens and characters looked at for the last note: what a test of linear time counts.
    public private(set) var steps = 0

    private let fold = FoldTable()
    private let tokeniser = Tokeniser()
    private var text = FoldedText()
    private var tokens: [Token] = []
    private var repaired: [UInt8] = []
    private var wasRepaired = false
    /// The note as it will be read once redacted, and where each of its tokens came from.
    private var reduced: [Token] = []
    private var origins: [Int] = []

    /// The mark of each type, in the order of their numbers.
    private let marks = RedactionType.allCases.map { Array("[\($0.label)]".utf8) }

    /// Notes larger than this are not kept in memory afterwards, in bytes.
    private static let keptCapacity = 1 << 20

    /// How often a note is looked at again.
    private static let mostRounds = 4

    /// Empty memory.
    public init() {}

    /// Looks at one note and fills `spans`.
    public mutating func scan(_ utf8: UnsafeBufferPointer<UInt8>, with redactor: Redactor) {
        wasRepaired = !TextRepair.isWellFormed(utf8)
        if wasRepaired {
            repaired.removeAll(keepingCapacity: true)
            TextRepair.repair(utf8, into: &repaired)
            // A note is read while its own buffer lies still.
            let copy = repaired
            copy.withUnsafeBufferPointer { scanWellFormed($0, redactor) }
        } else {
            scanWellFormed(utf8, redactor)
        }
    }

    /// Appends the last note scanned, covered. `utf8` must be the note given to `scan`.
    public func appendRedacted(_ utf8: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        if wasRepaired {
            repaired.withUnsafeBufferPointer { append($0, to: &output) }
        } else {
            append(utf8, to: &output)
        }
    }

    private func append(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        var position = 0
        for span in spans {
            output.append(contentsOf: bytes[position..<span.bytes.lowerBound])
            output.append(contentsOf: marks[Int(span.type.rawValue)])
            position = span.bytes.upperBound
        }
        output.append(contentsOf: bytes[position...])
    }

    private mutating func scanWellFormed(_ bytes: UnsafeBufferPointer<UInt8>, _ redactor: Redactor) {
        spans.removeAll(keepingCapacity: true)
        text.fold(bytes, fold)
        let table = redactor.lexicon.table
        let count = tokeniser.cut(text, table, into: &tokens)
        steps = 0
        steps += Self.look(&tokens, count, text, redactor)
        settle(count, redactor)
        steps += bytes.count
        collectSpans(count - 4, bytes)
        if bytes.count > Self.keptCapacity { release() }
    }

    /// Decides about the tokens; returns the steps it took.
    private static func look(_ tokens: inout [Token], _ count: Int, _ text: FoldedText, _ redactor: Redactor) -> Int {
        tokens.withUnsafeMutableBufferPointer { tokens in
            text.codes.withUnsafeBufferPointer { codes in
                var note = NoteInHand(
                    codes: UnsafeBufferPointer(rebasing: codes[0..<text.count]), tokens: tokens, end: count - 4,
                    table: redactor.lexicon.table, gazetteer: redactor.gazetteer)
                note.lookThrough()
                return note.steps
            }
        }
    }

    /// What is covered speaks no more for what is beside it: a word that told the role of a number, then turned out to be a name, tells
    /// nothing in the redacted note. So such a note is looked at again as it will be read, until nothing new is covered.
    private mutating func settle(_ count: Int, _ redactor: Redactor) {
        var rounds = 0
        let wary = (NoteInHand.first..<(count - 4)).contains { tokens[$0].caseless } || !hasCapitals(count)
        while rounds < Self.mostRounds,
            (NoteInHand.first..<(count - 4)).contains(where: { tokens[$0].hasSpoken || wary && tokens[$0].label == .name })
        {
            rounds += 1
            reduced.removeAll(keepingCapacity: true)
            origins.removeAll(keepingCapacity: true)
            var index = 0
            while index < count {
                var token = tokens[index]
                origins.append(index)
                if token.label.isCovered {
                    let last = spanEnd(index, count - 4)
                    reduced.append(Token(start: token.start, end: tokens[last].end, gap: token.gap, kind: .mark, label: .kept))
                    index = last
                } else {
                    if token.kind != .mark { token.label = .undecided }
                    token.joined = false
                    token.caseless = false
                    reduced.append(token)
                }
                index += 1
            }
            var second = reduced
            reduced = []
            steps += Self.look(&second, second.count, text, redactor)
            var isNew = false
            for (position, origin) in origins.enumerated() where second[position].label.isCovered {
                tokens[origin].label = second[position].label
                tokens[origin].joined = second[position].joined
                isNew = true
            }
            reduced = second
            if !isNew { return }
        }
    }

    private func hasCapitals(_ count: Int) -> Bool {
        (NoteInHand.first..<(count - 4)).contains { tokens[$0].isWord && tokens[$0].length > 1 && !tokens[$0].isLow }
    }

    /// The last token of the span that begins here.
    private func spanEnd(_ index: Int, _ end: Int) -> Int {
        guard let type = tokens[index].label.type else { return index }
        var last = index
        while last + 1 < end, tokens[last + 1].label == tokens[last].label, tokens[last + 1].joined || merges(type, last) { last += 1 }
        return last
    }

    private mutating func release() {
        text = FoldedText()
        tokens = []
        reduced = []
        origins = []
    }

    /// Joins covered tokens into spans and counts their code points.
    private mutating func collectSpans(_ end: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
        var index = NoteInHand.first
        var position = 0
        var codePoint = 0
        while index < end {
            guard let type = tokens[index].label.type else {
                index += 1
                continue
            }
            let last = spanEnd(index, end)
            let start = Int(text.starts[Int(tokens[index].start)])
            let stop = Int(text.ends[Int(tokens[last].end) - 1])
            codePoint += Self.codePoints(bytes, position, start)
            let length = Self.codePoints(bytes, start, stop)
            spans.append(RedactionSpan(codePoints: codePoint..<(codePoint + length), bytes: start..<stop, type: type))
            codePoint += length
            position = stop
            index = last + 1
        }
    }

    /// Whether two covered tokens of a type are one span.
    private func merges(_ type: RedactionType, _ index: Int) -> Bool {
        let gap = tokens[index + 1].gap
        guard type == .name || type == .other else { return gap == [] }
        return gap.within([.space, .hyphen, .apostrophe, .wide, .dot, .other, .underscore])
            && (!gap.has(.dot) || gap == .dot || tokens[index].length <= 2)
    }

    /// Code points between two bytes: all but continuation bytes.
    private static func codePoints(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int) -> Int {
        var count = 0
        for index in from..<max(from, to) where bytes[index] & 0xc0 != 0x80 { count += 1 }
        return count
    }
}

extension NoteInHand {
    /// All detectors, the surest first: each leaves alone what another has taken.
    mutating func lookThrough() {
        guard end > Self.first else { return }
        findElectronicAddresses()
        findCapitals()
        findBirthsInWords()
        findNumbers()
        findSpelledNumbers()
        findAliases()
        findPlaces()
        findAddresses()
        findNames()
        settleNumbers()
    }
}
