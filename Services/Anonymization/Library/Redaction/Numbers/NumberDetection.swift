/// Goes through the numbers once and gives each to the grammars, the strictest first.
extension NoteInHand {
    mutating func findNumbers() {
        var run = DigitRun()
        var index = Self.first
        while index < end {
            let token = tokens[index]
            steps += 1
            if token.label != .undecided {
                index += 1
                continue
            }
            if token.isNumber {
                index = number(index, &run)
            } else if token.isWord, token.length <= 4 {
                index = shortWord(index, &run)
            } else {
                index += 1
            }
        }
    }

    /// A number not yet taken. Returns where to go on.
    private mutating func number(_ index: Int, _ run: inout DigitRun) -> Int {
        if let next = internetAddress(index) { return next }
        if let next = coordinates(index) { return next }
        if tokens[index].length == 4, tokens[index - 1].traits.has(.month), let next = birthMonth(index) { return next }
        let cue = cue(before: index)
        if cue == .birth, let next = birthdate(index) { return next }
        if tokens[index + 1].shape == .upper || isJoinedPlate(index), let next = plateOfOld(index) { return next }
        if tokens[index + 1].isWord, tokens[index + 1].length <= 3, let next = foreignPlate(atNumber: index) { return next }
        if let next = clockOrAmount(index, cue) { return next }
        if let next = date(index, cue) { return next }
        if cue != .none, let next = announced(index, cue, &run) { return next }
        if let next = plateOfOld(index) { return next }
        collect(index, &run)
        if let next = nationalNumber(cue, &run) { return next }
        if let next = phone(index, cue, &run) { return next }
        if let next = card(cue, &run) { return next }
        return index + 1
    }

    /// A short word may begin a plate, an IBAN, an identifier, or be a zero read as a letter.
    private mutating func shortWord(_ index: Int, _ run: inout DigitRun) -> Int {
        if let next = internetAddress(index) { return next }
        let following = tokens[index + 1]
        if following.isWord, following.gap == .hyphen, tokens[index + 2].isNumber, let next = foreignPlate(atWord: index) { return next }
        guard following.isNumber, following.label == .undecided else { return index + 1 }
        if following.gap == [], following.length == 2, let next = foreignPlate(atWord: index) { return next }
        if tokens[index].length == 2, following.gap.within([]), let next = bankAccount(index) { return next }
        if let next = plateOfNow(index) { return next }
        if following.gap.within([.hyphen, .dot]) {
            let cue = cue(before: index)
            if cue == .badge || cue == .patient || cue == .document || cue == .device || cue == .plate,
                let next = announced(index, cue, &run)
            {
                return next
            }
        }
        if tokens[index].length == 1, following.gap == [], code(tokens[index].start) == 0x6f {
            collect(index, &run)
            if let next = phone(index, cue(before: index), &run) { return next }
        }
        return index + 1
    }

    /// Reads the digits from `index` on: numbers with light signs between, letters that a scanner took for digits among them.
    mutating func collect(_ index: Int, _ run: inout DigitRun) {
        run.reset()
        var position = index
        while position < end {
            let token = tokens[position]
            steps += 1
            guard token.label == .undecided else { return }
            if position > index {
                guard
                    token.gap == .comma
                        || token.gap.within([
                            .space, .wide, .dot, .hyphen, .slash, .newline, .underscore, .other, .open, .close, .apostrophe,
                        ]),
                    token.start - tokens[position - 1].end <= 4
                else { return }
            }
            if token.isNumber {
                guard run.append(position, codes, token) else { return }
            } else if token.isWord, token.length <= 2, looksLikeDigits(position) {
                guard run.append(position, codes, token, letters: true) else { return }
            } else {
                return
            }
            position += 1
        }
    }

    private func looksLikeDigits(_ index: Int) -> Bool {
        let token = tokens[index]
        let touches = (tokens[index - 1].isNumber && token.gap == []) || (tokens[index + 1].isNumber && tokens[index + 1].gap == [])
        guard touches else { return false }
        for position in token.start..<token.end where DigitRun.digit(lookingLike: code(position)) > 9 { return false }
        return true
    }
}
