/// Where a note, or a stretch of it, is in capitals, capitals say nothing: such words are judged as small letters are.
extension NoteInHand {
    mutating func findCapitals() {
        var upper = 0
        var lower = 0
        var anyUpper = false
        var plainUpper = 0
        var plainLower = 0
        for index in Self.first..<end where tokens[index].isWord {
            let token = tokens[index]
            if token.shape == .upper { anyUpper = true }
            if token.length >= 2, token.isKnown, !token.traits.has(.anyName) {
                if token.shape == .upper { plainUpper += 1 } else if token.shape == .lower { plainLower += 1 }
            }
            // Words of the grammar tell how the writer writes; those that also stand in names tell nothing.
            guard token.length >= 2, token.traits.has([.function, .determiner]),
                !token.traits.has(.particle) || token.length == 2 && token.traits.has(.verb)
            else { continue }
            if token.shape == .upper { upper += 1 } else { lower += 1 }
        }
        steps += end
        guard anyUpper else { return }
        if upper > lower || (plainLower == 0 && lower == 0 && plainUpper >= 4) {
            for index in Self.first..<end { tokens[index].caseless = true }
            return
        }
        var index = Self.first
        while index < end {
            guard tokens[index].isWord, tokens[index].shape == .upper else {
                index += 1
                continue
            }
            var last = index
            while last + 1 < end,
                tokens[last + 1].isNumber || tokens[last + 1].shape == .upper
                    || (tokens[last + 1].shape == .initial && tokens[last + 1].traits.has(.function)),
                tokens[last + 1].kind != .mark, !tokens[last + 1].gap.has([.comma, .dot]), !startsSentence(last + 1)
            {
                last += 1
            }
            if isHeading(index, last) {
                for position in index...last { tokens[position].caseless = true }
            }
            index = last + 1
        }
    }

    /// A stretch of capitals that is a phrase, not a name: with a word of the grammar, or all ordinary words at the start of a sentence.
    private func isHeading(_ index: Int, _ last: Int) -> Bool {
        var grammar = 0
        var words = 0
        var plain = true
        for position in index...last where tokens[position].isWord {
            let token = tokens[position]
            words += 1
            if token.traits.has(.function), !token.traits.has(.particle), token.length > 1 || tokens[position + 1].gap == .space {
                grammar += 1
            }
            if !token.isKnown || token.traits.has(.anyName) || token.traits.has(.title) { plain = false }
        }
        if words >= 4, grammar >= 1 { return true }
        if grammar >= 1, plain, words >= 3 { return true }
        if plain, tokens[last + 1].isWord, tokens[last + 1].gap == .space, tokens[last + 1].shape != .lower { return false }
        return plain && (words >= 3 || (startsSentence(index) && !tokens[index].gap.has([.colon, .open])))
    }
}
