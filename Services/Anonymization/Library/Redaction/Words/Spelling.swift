/// Tells a misspelt ordinary word from an unknown one: one letter too many, too few, another, or two exchanged, after the first.
extension NoteInHand {
    mutating func isMisspelt(_ index: Int, as wanted: WordTraits = [.ordinary, .trade, .role]) -> Bool {
        let token = tokens[index]
        guard token.length >= 7 || token.length >= 5 && token.isLow && (hasCapitals || hasMarks), token.length <= 18, spellingBudget > 0
        else {
            return false
        }
        // In a short word only two letters that changed places are believed.
        let isShort = token.length < 7
        spellingBudget -= 1
        let word = (token.start..<token.end).map { code($0) }
        var prefix = WordHash()
        for position in 0..<word.count {
            steps += 1
            let rest = word[position...]
            if position > 0 {
                if !isShort, matches(prefix, rest.dropFirst(), wanted) { return true }
                if position + 1 < word.count, word[position] != word[position + 1] {
                    var swapped = prefix
                    swapped.add(word[position + 1])
                    swapped.add(word[position])
                    if matches(swapped, rest.dropFirst(2), wanted) { return true }
                }
                for letter in UInt8(0x61)...0x7a where !isShort {
                    var other = prefix
                    other.add(letter)
                    if letter != word[position], matches(other, rest.dropFirst(), wanted) { return true }
                    if matches(other, rest, wanted) { return true }
                }
            }
            prefix.add(word[position])
        }
        return false
    }

    /// `gyrophares`: the list holds `gyrophare`.
    func isPluralOfKnown(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.length >= 6, code(token.end - 1) == 0x73 else { return false }
        let traits = table[WordHash.of((token.start..<(token.end - 1)).map { code($0) })]
        return traits.has([.ordinary, .trade]) && !traits.has(.anyName)
    }

    /// `attro upement`: a scanner put a space into a word that is known. Keeps the other half as well.
    mutating func joinsToKnown(_ index: Int) -> Bool {
        for first in [index - 1, index] {
            let (left, right) = (tokens[first], tokens[first + 1])
            guard left.isWord, right.isWord, right.gap == .space, !left.label.isCovered, !right.label.isCovered,
                left.length + right.length >= 6,
                left.length + right.length <= 24, right.isLow
            else { continue }
            steps += Int(left.length + right.length)
            var hash = WordHash()
            for position in left.start..<left.end { hash.add(code(position)) }
            for position in right.start..<right.end { hash.add(code(position)) }
            let traits = table[hash.value]
            if traits.has([.ordinary, .trade, .proper, .role]), !traits.has(.anyName) {
                keep(first)
                keep(first + 1)
                return true
            }
        }
        return false
    }

    private func matches(_ prefix: WordHash, _ rest: ArraySlice<UInt8>, _ wanted: WordTraits) -> Bool {
        var hash = prefix
        for byte in rest { hash.add(byte) }
        let traits = table[hash.value]
        return traits.has(wanted) && !traits.has(.anyName)
    }
}
