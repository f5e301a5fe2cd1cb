/// Dates of birth in letters: `né le quatorze août mille neuf cent quarante-deux`.
extension NoteInHand {
    mutating func findBirthsInWords() {
        var index = Self.first
        while index < end {
            steps += 1
            guard tokens[index].isWord, tokens[index].traits.has(.month), tokens[index].label == .undecided else {
                index += 1
                continue
            }
            let first = dayInWords(before: index)
            let last = yearInWords(after: index)
            // A day in figures with a year in letters too; a day alone is that of an event, unless a birth was spoken of.
            let hasYear = last - index >= 3
            if hasYear || first < index && tokens[first].isWord && isBirthSpoken(first) {
                cover(first, through: last, .birthdate)
            }
            index = last + 1
        }
    }

    /// The first token of the day: `premier`, `vingt et un`, `14`.
    private func dayInWords(before month: Int) -> Int {
        var first = month
        while month - first < 4 {
            let token = tokens[first - 1]
            guard tokens[first].gap.within([.space, .hyphen, .wide]) else { break }
            let isDay =
                token.isNumber && token.length <= 2 && token.label == .undecided
                || token.isWord && (token.traits.has(.number) && !token.traits.has(.determiner) || spells(first - 1, "premier"))
                || spells(first - 1, "et") && first < month || spells(first - 1, "un") && tokens[first].gap.has(.hyphen)
                || spells(first - 1, "un") && spells(first - 2, "et")
            guard isDay else { break }
            first -= 1
        }
        while first < month, spells(first, "et") { first += 1 }
        return first
    }

    /// The last token of `mille neuf cent soixante et onze`, the month itself where no year follows.
    private func yearInWords(after month: Int) -> Int {
        guard spells(month + 1, "mille") || spells(month + 1, "mil") || spells(month + 1, "deux") && spells(month + 2, "mille"),
            tokens[month + 1].gap.within([.space, .hyphen, .wide])
        else { return month }
        var last = month + 1
        while last - month < 12 {
            let token = tokens[last + 1]
            guard token.isWord, token.gap.within([.space, .hyphen, .wide]), token.label == .undecided,
                token.traits.has(.number) || spells(last + 1, "et") && tokens[last + 2].traits.has(.number)
            else { break }
            last += 1
        }
        return last
    }

    private func isBirthSpoken(_ index: Int) -> Bool {
        for position in [index - 1, index - 2] {
            let token = tokens[position]
            guard token.isWord else { return false }
            if token.traits.cue == .birth { return true }
            guard token.traits.has(.determiner) else { return false }
        }
        return false
    }
}
