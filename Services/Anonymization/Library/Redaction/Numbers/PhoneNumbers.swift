/// Telephone numbers: national 0X, international +33, 0033, 33, any separators; foreign ones after `+` or `00`; parts of one.
extension NoteInHand {
    mutating func phone(_ index: Int, _ cue: Cue, _ run: inout DigitRun) -> Int? {
        let total = run.total
        guard total >= 2 else { return nil }
        let plus = code(tokens[index].start - 1) == 0x2b
        let digits = run.digits
        // +33 (0)4 91…: the zero in brackets counts for nothing.
        if plus || (digits[0] == 0 && digits[1] == 0 && total >= 9) {
            let prefix = plus ? 0 : 2
            let french = total > prefix + 1 && digits[prefix] == 3 && digits[prefix + 1] == 3
            if french {
                for length in [prefix + 11, prefix + 12] {
                    if length == prefix + 12, digits.count > prefix + 2, digits[prefix + 2] != 0 { continue }
                    if length == prefix + 11, digits.count > prefix + 2, digits[prefix + 2] == 0, run.token(at: prefix + 12) != nil {
                        continue
                    }
                    if let last = run.token(at: length) { return covered(index, last) }
                }
            }
            var best: Int?
            for token in run.tokens where token.total >= prefix + 7 && token.total <= prefix + 15 { best = token.index }
            if let best { return covered(index, best) }
        }
        if digits[0] == 0, digits[1] != 0 || cue == .phone {
            if let last = run.token(at: 10) { return covered(index, last) }
            // A part of one, by twos.
            let pairs = run.tokens.prefix { $0.size == 2 }.count
            if pairs >= 3, pairs <= 6 { return covered(index, run.tokens[pairs - 1].index) }
            if total >= 8, total <= 12, run.tokens.count <= 7 { return covered(index, run.last) }
        }
        if digits[0] == 3, digits[1] == 3, let last = run.token(at: 11) { return covered(index, last) }
        if digits[0] == 6 || digits[0] == 7, run.tokens.count == 5, run.token(at: 9) != nil, run.tokens[0].size == 1 {
            return covered(index, run.last)
        }
        if cue == .phone || (total == 10 && digits[9] == 0) {
            var best: Int?
            for token in run.tokens where token.total >= 6 && token.total <= 15 { best = token.index }
            if total == 10 || cue == .phone, let best { return covered(index, best) }
        }
        return nil
    }

    private mutating func covered(_ from: Int, _ last: Int) -> Int {
        cover(from, through: last, .phone)
        return last + 1
    }
}
