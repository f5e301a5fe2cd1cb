/// One note while it is looked at: its folded characters and its tokens. The detectors are extensions of it, one a file.
///
/// Valid only inside `RedactionScratch.scan`. Tokens 0 to 3 and the last four are edges, so that looking four to either side needs no
/// bounds; every loop that goes further stops at an edge.
struct NoteInHand {
    let codes: UnsafeBufferPointer<UInt8>
    let tokens: UnsafeMutableBufferPointer<Token>
    /// The tokens of the text are 4..<end.
    let end: Int
    let table: WordTable
    let gazetteer: PlaceGazetteer
    /// Tokens and characters looked at, so that a test can count the work.
    var steps = 0
    /// Unknown words that may still be compared with misspelt ones.
    var spellingBudget = 6
    /// Some word was taken for a name.
    var hasNames = false

    /// Some word of the note has capitals that mean something.
    var hasCapitals = false

    /// A mark of this redactor is in the note: it was written with capitals once, as far as can be known.
    var hasMarks = false

    static let first = 4

    /// The folded character at `index`, a space beyond the text.
    @inline(__always) func code(_ index: Int32) -> UInt8 {
        index >= 0 && index < codes.count ? codes[Int(index)] & 0x7f : 0x20
    }

    @inline(__always) mutating func set(_ index: Int, _ type: RedactionType, joined: Bool = false) {
        tokens[index].label = TokenLabel(type)
        if type == .name { hasNames = true }
        tokens[index].joined = joined
    }

    /// Covers a stretch as one.
    mutating func cover(_ from: Int, through last: Int, _ type: RedactionType) {
        guard from <= last else { return }
        for index in from...last { set(index, type, joined: index > from) }
    }

    @inline(__always) func keep(_ index: Int) {
        if tokens[index].label == .undecided { tokens[index].label = .kept }
    }

    /// Whether the token says this word (folded).
    func spells(_ index: Int, _ word: StaticString) -> Bool {
        let token = tokens[index]
        guard Int(token.length) == word.utf8CodeUnitCount else { return false }
        for offset in 0..<word.utf8CodeUnitCount where code(token.start + Int32(offset)) != word.utf8Start[offset] { return false }
        return true
    }

    /// Whether there is a stretch of text end between the two tokens' neighbours: a sentence ends before `index`.
    func startsSentence(_ index: Int) -> Bool {
        let token = tokens[index]
        let before = tokens[index - 1]
        if before.kind == .edge { return true }
        if token.gap.has([.newline, .hard, .colon, .quote, .open]) { return true }
        if token.gap.has(.hyphen), token.gap.has(.space) { return true }
        if token.gap.has(.slash), token.gap.has(.space) { return true }
        if token.gap.has(.other), before.kind != .word || !before.label.isCovered { return true }
        guard token.gap.has(.dot), token.gap != .dot || before.length > 2 else { return false }
        if before.isWord, before.traits.has([.abbreviation, .title]), before.length <= 5 { return false }
        return before.shape != .initial
    }

    /// The nearest word or number that announces an identifier, at most `reach` tokens before, over `n°`, `:`, `numéro`, `est`.
    func cue(before index: Int, reach: Int = 4) -> Cue {
        var position = index
        for _ in 0..<reach {
            let gap = tokens[position].gap
            if gap.has([.newline, .hard])
                || (gap.has(.dot) && !tokens[position - 1].traits.has([.abbreviation, .title]) && tokens[position - 1].length > 3)
            {
                return .none
            }
            position -= 1
            let token = tokens[position]
            guard token.isWord, !token.label.isCovered || token.traits.cue != .none else { return .none }
            let cue = token.traits.cue
            if cue != .none, cue != .ordinal, cue != .domain, cue != .at, cue != .dot, cue != .dash { return cue }
            guard isFiller(position) else { return .none }
        }
        return .none
    }

    /// Words that may stand between a cue and its number.
    func isFiller(_ index: Int) -> Bool {
        let token = tokens[index]
        if token.traits.has([.function, .determiner, .abbreviation]) { return true }
        return spells(index, "numero") || spells(index, "num") || spells(index, "no") || spells(index, "n") || spells(index, "francaise")
            || spells(index, "nationale") || spells(index, "suivant") || spells(index, "conduire") || spells(index, "e")
            || spells(index, "es") || spells(index, "patient") || spells(index, "complet") || spells(index, "etrangere")
            || spells(index, "relevee") || spells(index, "arriere") || spells(index, "avant")
    }
}
