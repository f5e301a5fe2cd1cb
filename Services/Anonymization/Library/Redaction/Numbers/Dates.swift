/// Dates: somebody's birth is covered, the day of an event is kept.
extension NoteInHand {
    /// The last year whose dates are taken for a birth where nothing else is said: notes are about the present.
    private static let lastDistantYear: Int32 = 2016

    mutating func date(_ index: Int, _ cue: Cue) -> Int? {
        // `rue du 8 mai 1945` is no date.
        if tokens[index - 1].traits.has(.determiner), tokens[index - 2].traits.has(.street) { return nil }
        guard
            let (last, year) = datePattern(
                index, spaces: tokens[index].length == 2 && tokens[index + 1].length == 2 && tokens[index + 2].length == 4)
        else {
            return nil
        }
        var distant = false
        if let year {
            distant = year >= 100 ? year <= Self.lastDistantYear && year > 1900 : year > 30 || year <= Self.lastDistantYear - 2000
        }
        if distant || bornBefore(index) {
            cover(index, through: last, .birthdate)
        } else {
            for position in index...last { keep(position) }
        }
        return last + 1
    }

    /// After `né le` and its like: any date, a year, eight digits.
    mutating func birthdate(_ index: Int) -> Int? {
        guard bornBefore(index) else { return nil }
        if let (last, _) = datePattern(index, spaces: true) {
            cover(index, through: last, .birthdate)
            return last + 1
        }
        let token = tokens[index]
        guard token.length >= 4 || token.length == 2, token.length <= 8 else { return nil }
        // `née 14 ans plus tôt`.
        if token.length == 2, tokens[index + 1].traits.has(.unit) { return nil }
        set(index, .birthdate)
        return index + 1
    }

    /// `né en mars 1978`.
    mutating func birthMonth(_ index: Int) -> Int? {
        guard (1_900...2_099).contains(tokens[index].value), tokens[index].gap.within([.space, .wide]),
            tokens[index - 1].label == .undecided,
            bornBefore(index - 1)
        else { return nil }
        cover(index - 1, through: index, .birthdate)
        return index + 1
    }

    /// Whether a birth is spoken of just before, in the same sentence.
    private func bornBefore(_ index: Int) -> Bool {
        var position = index
        for _ in 0..<8 {
            if startsSentence(position), !tokens[position].gap.has([.colon, .open]) { return false }
            position -= 1
            let token = tokens[position]
            if token.kind == .edge { return false }
            guard token.isWord, token.traits.cue == .birth else { continue }
            guard spells(position, "ne") else { return true }
            // Not the negation.
            let after = tokens[position + 1]
            return after.isNumber || spells(position + 1, "le") || spells(position + 1, "en") || spells(position + 1, "a")
                || spells(position + 1, "e") || spells(position + 1, "vers") || spells(position + 1, "courant")
        }
        return false
    }

    /// `mar.`, `jui.`, `aou.`: three letters and perhaps a dot.
    private func isShortMonth(_ index: Int) -> Bool {
        guard tokens[index].length == 3 else { return false }
        return spells(index, "mar") || spells(index, "jui") || spells(index, "jun") || spells(index, "jul") || spells(index, "aou")
            || spells(index, "avr") || spells(index, "sep") || spells(index, "jan") || spells(index, "feb") || spells(index, "apr")
            || spells(index, "may")
            || spells(index, "aug")
    }

    /// The last token of a date that begins here, and its year.
    private func datePattern(_ index: Int, spaces: Bool) -> (last: Int, year: Int32?)? {
        let (first, second, third) = (tokens[index], tokens[index + 1], tokens[index + 2])
        let between: Gap = spaces ? [.slash, .hyphen, .dot, .space, .wide] : [.slash, .hyphen, .dot]
        if first.isNumber, second.isNumber, second.gap.within(between), second.gap != [], third.isNumber, third.gap.within(between),
            third.gap != []
        {
            if first.length <= 2, second.length <= 2, (1...31).contains(first.value), (1...12).contains(second.value),
                third.length == 4 || third.length == 2
            {
                // More figures make it a telephone number.
                if tokens[index + 3].isNumber, tokens[index + 3].gap.within(between), tokens[index + 3].length == 2 { return nil }
                return (index + 2, third.value)
            }
            if first.length == 4, second.length <= 2, third.length <= 2, (1900...2099).contains(first.value),
                (1...12).contains(second.value)
            {
                return (index + 2, first.value)
            }
        }
        guard first.isNumber, first.length <= 2, (1...31).contains(first.value) else { return nil }
        var month = index + 1
        if tokens[month].isWord, tokens[month].traits.cue == .ordinal, tokens[month].gap == [] { month += 1 }
        let year = tokens[month + 1]
        let told =
            year.isNumber && (year.length == 4 || (spaces && year.length == 2)) && year.value != 0
            && year.gap.within([.space, .wide, .hyphen, .slash, .dot])
        guard tokens[month].isWord, tokens[month].traits.has(.month) || told && year.length == 4 && isShortMonth(month),
            tokens[month].gap.within([.space, .wide, .hyphen, .slash, .dot])
        else { return nil }
        return told ? (month + 1, year.value) : (month, nil)
    }
}
