/// Positions: decimal degrees, degrees with minutes and seconds.
extension NoteInHand {
    mutating func coordinates(_ index: Int) -> Int? {
        guard let next = position(index) else { return nil }
        // `N43.2864`, `N 43°17.2`.
        if isHemisphere(index - 1), tokens[index].gap.within([.space, .wide]), !tokens[index - 1].label.isCovered {
            set(index - 1, .gps)
            tokens[index].joined = true
        }
        return next
    }

    private func isHemisphere(_ index: Int) -> Bool {
        tokens[index].isWord && tokens[index].length == 1 && [0x6e, 0x73, 0x65, 0x77, 0x6f].contains(code(tokens[index].start))
    }

    private mutating func position(_ index: Int) -> Int? {
        if isDegree(index), let next = sexagesimal(index) { return next }
        if code(tokens[index].start - 1) == 0x2b, let next = plusCode(index) { return next }
        guard let pair = decimal(index, digits: cue(before: index, reach: 2) == .gps ? 1 : 3) else { return nil }
        let hemisphere =
            tokens[pair + 1].isWord && tokens[pair + 1].length == 1 && tokens[pair + 1].gap.within([.space, .other])
            && !(tokens[pair + 2].isNumber && tokens[pair + 2].gap == [])
        var second = hemisphere ? pair + 2 : pair + 1
        // `N43.28 E5.39`.
        if !hemisphere, tokens[pair + 1].isWord, isHemisphere(pair + 1), tokens[pair + 2].isNumber, tokens[pair + 2].gap == [] {
            second = pair + 2
            if let last = decimal(second, digits: 3), tokens[pair + 1].gap.within([.space, .comma, .wide, .hard, .slash]) {
                cover(index, through: last, .gps)
                return last + 1
            }
        }
        if tokens[second].gap.within([.comma, .space, .hard, .slash, .hyphen, .wide, .newline, .plus]), tokens[second].gap != [],
            let last = decimal(second, digits: 3)
        {
            var stop = last
            if hemisphere, tokens[stop + 1].isWord, tokens[stop + 1].length == 1, tokens[stop + 1].gap.within([.space, .other]) {
                stop += 1
            }
            cover(index, through: stop, .gps)
            return stop + 1
        }
        // `lat. 43,2965 / long. 5,3698`: one at a time.
        if cue(before: index, reach: 2) == .gps || tokens[pair].length >= 5 && tokens[index].length <= 2 {
            cover(index, through: pair, .gps)
            return pair + 1
        }
        return nil
    }

    /// `8FM4+7C`: Open Location Code, letters and digits of its alphabet around a plus.
    private mutating func plusCode(_ index: Int) -> Int? {
        guard tokens[index].gap == .plus else { return nil }
        var first = index - 1
        while index - first < 8, tokens[first].gap == [], tokens[first - 1].isWord || tokens[first - 1].isNumber { first -= 1 }
        var last = index
        while last - index < 3, tokens[last + 1].gap == [], tokens[last + 1].isWord || tokens[last + 1].isNumber { last += 1 }
        let before = tokens[index - 1].end - tokens[first].start
        let after = tokens[last].end - tokens[index].start
        guard (4...8).contains(before), (2...3).contains(after), tokens[first...(index - 1)].contains(where: \.isWord),
            tokens[first...(index - 1)].contains(where: \.isNumber)
        else { return nil }
        cover(first, through: last, .gps)
        return last + 1
    }

    /// The last token of a decimal number with at least that many digits behind the point.
    private func decimal(_ index: Int, digits: Int32) -> Int? {
        let (whole, part) = (tokens[index], tokens[index + 1])
        guard whole.isNumber, whole.length <= 3, whole.value <= 180, part.isNumber, part.gap == .dot || part.gap == .comma,
            part.length >= digits, part.length <= 15
        else { return nil }
        return index + 1
    }

    /// `43°`, `43d17m`, `43 deg`.
    private func isDegree(_ index: Int) -> Bool {
        let after = tokens[index + 1]
        return code(tokens[index].end) == Folded.degree
            || spells(index + 1, "d") && after.gap == [] && tokens[index + 2].isNumber && tokens[index + 2].gap == []
    }

    private mutating func sexagesimal(_ index: Int) -> Int? {
        var position = index
        var last = index
        var numbers = 0
        var degrees = 0
        let allowed: Gap = [.other, .apostrophe, .quote, .dot, .comma, .space, .wide, .slash, .hyphen]
        while position < index + 14, position < end {
            let token = tokens[position]
            if position > index, !token.gap.within(allowed) { break }
            if token.isNumber {
                numbers += 1
                if isDegree(position) { degrees += 1 }
                last = position
            } else if token.isWord, token.length == 1, [0x6e, 0x73, 0x65, 0x77, 0x6f, 0x64, 0x6d].contains(code(token.start)) {
                last = position
            } else {
                break
            }
            position += 1
        }
        guard numbers >= 2, degrees >= 1, numbers >= 3 || degrees >= 2 else { return nil }
        cover(index, through: last, .gps)
        return last + 1
    }
}
