/// Numbers that are kept because their role is known: times, amounts, counts, lines and articles.
extension NoteInHand {
    mutating func clockOrAmount(_ index: Int, _ cue: Cue) -> Int? {
        if let next = clock(index) { return next }
        if let next = amount(index) { return next }
        let token = tokens[index]
        let following = tokens[index + 1]
        if following.isWord, following.gap == [], following.traits.cue == .ordinal, token.length <= 3 {
            keep(index)
            keep(index + 1)
            return index + 2
        }
        guard cue == .none || cue == .patient || cue == .device || cue == .handle || cue == .card else { return nil }
        let before = tokens[index - 1]
        if before.isWord, before.traits.has(.numbered), token.gap.within([.space, .hyphen, .dot, .other, .wide, .colon]), token.length <= 4
        {
            guard cue == .none else { return nil }
            return numbered(index)
        }
        // `n° 12` after a numbered word.
        if before.isWord, before.traits.has(.numbered) || (spells(index - 1, "n") && tokens[index - 2].traits.has(.numbered)),
            token.length <= 4, cue == .none, !token.gap.has([.comma, .newline, .hard])
        {
            return numbered(index)
        }
        return nil
    }

    /// A line, a room, an article, perhaps in two parts.
    private mutating func numbered(_ index: Int) -> Int? {
        var last = index
        while last - index < 3, tokens[last + 1].isNumber, tokens[last + 1].gap.within([.hyphen, .slash, .dot]),
            tokens[last + 1].length <= 3
        { last += 1 }
        if tokens[last + 1].isNumber, tokens[last + 1].gap.within([.space, .wide]) { return nil }
        if last > index, code(tokens[index].start) == 0x30 { return nil }
        if tokens[last + 1].isWord, tokens[last + 1].gap == [], tokens[last + 1].length > 1 { return nil }
        for position in index...last { keep(position) }
        return last + 1
    }

    private mutating func clock(_ index: Int) -> Int? {
        let token = tokens[index]
        guard token.length <= 2, token.value <= 24 else { return nil }
        let second = tokens[index + 1]
        if second.isNumber, second.gap == .colon, second.length == 2, second.value < 60 {
            var last = index + 1
            if tokens[last + 1].isNumber, tokens[last + 1].gap == .colon, tokens[last + 1].length == 2 { last += 1 }
            if tokens[last + 1].isNumber, tokens[last + 1].gap == .colon { return nil }
            for position in index...last { keep(position) }
            return last + 1
        }
        guard second.isWord, second.gap.within([.space]),
            spells(index + 1, "h") || spells(index + 1, "heures") || spells(index + 1, "heure") || spells(index + 1, "hrs")
                || spells(index + 1, "hr")
        else { return nil }
        keep(index)
        keep(index + 1)
        let minutes = tokens[index + 2]
        if minutes.isNumber, minutes.length <= 2, minutes.value < 60, minutes.gap.within([.space]),
            !(tokens[index + 3].isNumber && tokens[index + 3].gap.within([.space, .dot]) && tokens[index + 3].length == 2)
        {
            keep(index + 2)
            return index + 3
        }
        return index + 2
    }

    /// `6 727 euros`, `285,07 €`, `90 km/h`, `80 %`.
    private mutating func amount(_ index: Int) -> Int? {
        guard tokens[index].length <= 6, code(tokens[index].start) != 0x30 || tokens[index].length == 1 else { return nil }
        var last = index
        while last - index < 4, tokens[last + 1].isNumber, tokens[last + 1].gap.within([.space, .dot, .comma, .apostrophe]),
            tokens[last + 1].gap != [],
            tokens[last + 1].length == 3 || (tokens[last + 1].length <= 2 && !tokens[last + 1].gap.has(.space))
        {
            last += 1
        }
        var position = tokens[last].end
        while code(position) == 0x20, position < tokens[last].end + 3 { position += 1 }
        let sign = code(position)
        let unit = tokens[last + 1]
        let told =
            sign == Folded.euro || sign == 0x25 || sign == 0x24 || spells(index - 1, "kilometrage") || spells(index - 1, "km")
            || (unit.isWord && unit.gap.within([.space, .wide]) && unit.traits.has(.unit) && !unit.traits.has(.title)
                // `M` alone may be a title; `M²` is none.
                || spells(last + 1, "m") && (unit.shape == .lower || isSquared(unit)) && unit.gap.within([.space]))
        // `88CL29289`: no centilitres.
        guard told, sign == Folded.euro || unit.gap != [] || !(tokens[last + 2].isNumber && tokens[last + 2].gap == []) else { return nil }
        for position in index...last { keep(position) }
        return last + 1
    }

    /// Whether a 2 follows at once; `²` is folded to it.
    private func isSquared(_ unit: Token) -> Bool { code(unit.end) == 0x32 }

    /// What is left at the end: small numbers and counts are kept, the rest is covered.
    mutating func settleNumbers() {
        // `16.02.20l6`: what is glued to a covered number is part of it.
        for index in Self.first..<end
        where tokens[index].gap == [] && !tokens[index].label.isCovered
            && (tokens[index].isNumber || tokens[index].isWord && tokens[index].length <= 2)
        {
            if tokens[index - 1].isNumber, tokens[index - 1].label.isCovered, let type = tokens[index - 1].label.type,
                !tokens[index].traits.has(.unit)
            {
                set(index, type, joined: true)
            } else if tokens[index - 1].isWord, tokens[index].isNumber, tokens[index - 1].length <= 2,
                let type = tokens[index - 1].label.type, type != .name
            {
                set(index, type, joined: true)
            }
        }
        for index in Self.first..<end where tokens[index].label == .undecided && tokens[index].isNumber {
            steps += 1
            let token = tokens[index]
            let (before, after) = (tokens[index - 1], tokens[index + 1])
            let gluedBefore = token.gap == [] && before.isWord
            let gluedAfter = after.isWord && after.gap == []
            if gluedBefore || gluedAfter {
                if !settleGlued(index, gluedBefore: gluedBefore, gluedAfter: gluedAfter) { coverChain(index) }
                continue
            }
            let besideCovered =
                (before.isNumber && before.label.isCovered && token.gap.within([.space, .dot, .hyphen, .slash]))
                || (after.isNumber && after.label.isCovered && after.gap.within([.dot, .hyphen, .slash]))
            if besideCovered {
                set(index, before.label.type ?? .other)
            } else if token.length <= 2 || Self.emergencyNumbers.contains(token.value) {
                keep(index)
            } else if token.length <= 4, isCount(index) {
                keep(index)
            } else if token.length == 5, after.isWord, after.traits.has(.proper), after.gap.within([.space]) {
                keep(index)
            } else if token.length == 4, (1900...2099).contains(token.value), before.isWord,
                before.traits.has([.month, .function, .determiner])
            {
                keep(index)
            } else {
                set(index, .other)
            }
        }
    }

    /// Short numbers of the emergency services.
    private static let emergencyNumbers: Set<Int32> = [112, 114, 115, 116, 119, 191, 196, 197, 3_018, 3_114, 3_624, 3_677, 3_919, 3_977]

    /// `K4r1m`: letters and digits in one piece that nothing explains.
    private mutating func coverChain(_ index: Int) {
        var first = index
        while index - first < 12, tokens[first].gap == [], tokens[first - 1].kind == .word || tokens[first - 1].kind == .number {
            first -= 1
        }
        var last = index
        while last - index < 12, tokens[last + 1].gap == [], tokens[last + 1].kind == .word || tokens[last + 1].kind == .number {
            last += 1
        }
        steps += last - first
        let letters = (first...last).reduce(0) { $0 + (tokens[$1].isWord ? tokens[$1].length : 0) }
        let digits = (first...last).reduce(0) { $0 + (tokens[$1].isNumber ? tokens[$1].length : 0) }
        for position in first...last where !tokens[position].label.isCovered {
            // A long known word beside a long number was glued to it by mistake.
            if tokens[position].isWord, tokens[position].isKnown, tokens[position].length >= 3, digits >= 4 { continue }
            set(position, letters > digits && tokens[first].isWord ? .name : .other)
        }
    }

    /// `VSAV2`, `A7`, `D559`, `80km`: a known word with a short number; anything else glued is an identifier.
    private func settleGlued(_ index: Int, gluedBefore: Bool, gluedAfter: Bool) -> Bool {
        let token = tokens[index]
        if gluedAfter, !gluedBefore, tokens[index + 1].traits.has(.unit), token.length <= 4 {
            keep(index)
            return true
        }
        guard gluedBefore, !gluedAfter, token.length <= 3, !tokens[index - 1].label.isCovered else { return false }
        let word = tokens[index - 1]
        if word.length == 1 || word.traits.has([.trade, .numbered, .unit]) || (word.isKnown && token.length <= 2) {
            keep(index)
            return true
        }
        return false
    }

    private func isCount(_ index: Int) -> Bool {
        let after = tokens[index + 1]
        guard after.isWord, after.gap.within([.space, .wide]), !after.label.isCovered, after.isKnown || after.label == .kept, after.isLow,
            !after.traits.has([.title, .function, .street])
        else { return tokens[index - 1].traits.has(.numbered) }
        return true
    }
}
