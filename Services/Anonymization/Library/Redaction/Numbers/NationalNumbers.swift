/// The social security number (NIR), bank cards, IBANs: by their keys, or by their shape beside a word that announces them.
extension NoteInHand {
    /// NIR: sex, year, month, department, commune, order, and a key of two digits: 97 - (first 13 mod 97).
    mutating func nationalNumber(_ cue: Cue, _ run: inout DigitRun) -> Int? {
        guard run.total >= 6, let firstToken = run.tokens.first?.index else { return nil }
        // Corsica: 2A and 2B stand in the middle of the digits.
        if run.total == 6 || run.total == 7 || run.total == 5, let next = corsican(firstToken, run) { return next }
        guard run.total >= 13 else { return nil }
        let digits = run.digits
        guard [1, 2, 3, 4, 7, 8].contains(digits[0]) else { return nil }
        let month = Int(digits[3]) * 10 + Int(digits[4])
        let plausible = (1...12).contains(month) || (20...42).contains(month) || (50...99).contains(month)
        for length in [15, 13] {
            guard let last = run.token(at: length) else { continue }
            var number: UInt64 = 0
            for digit in digits.prefix(13) { number = number * 10 + UInt64(digit) }
            let key = length == 15 ? UInt64(digits[13]) * 10 + UInt64(digits[14]) : 0
            let keyed = length == 15 && 97 - number % 97 == key
            let shaped = run.tokens.count >= 5 && run.tokens[0].size == 1 && run.tokens[1].size == 2
            if cue == .nir || keyed || (plausible && (shaped || cue != .card && cue != .device)) {
                cover(firstToken, through: last, .nir)
                return last + 1
            }
        }
        return nil
    }

    private mutating func corsican(_ index: Int, _ run: DigitRun) -> Int? {
        let letter = tokens[run.last + 1]
        guard letter.isWord, letter.length == 1, letter.gap.within([.space]), code(letter.start) == 0x61 || code(letter.start) == 0x62,
            run.digits.last == 2, [1, 2].contains(run.digits[0])
        else { return nil }
        var last = run.last + 1
        var more = 0
        while more < 8, tokens[last + 1].isNumber, tokens[last + 1].gap.within([.space]), tokens[last + 1].length <= 8 {
            last += 1
            more += Int(tokens[last].length)
        }
        guard more == 8 || more == 6 else { return nil }
        cover(index, through: last, .nir)
        return last + 1
    }

    /// Bank cards: 13 to 19 digits with Luhn's key, or sixteen by fours.
    mutating func card(_ cue: Cue, _ run: inout DigitRun) -> Int? {
        guard run.total >= 12, let firstToken = run.tokens.first?.index else { return nil }
        for length in [16, 15, 19, 18, 17, 14, 13] {
            guard let last = run.token(at: length) else { continue }
            let byFours = length == 16 && (run.tokens.count == 1 || run.tokens.prefix(4).allSatisfy { $0.size == 4 })
            let keyed = run.passesLuhn(length) && (3...6).contains(run.digits[0])
            if byFours || keyed || cue == .card {
                cover(firstToken, through: last, .card)
                return last + 1
            }
        }
        return nil
    }

    /// IBAN: country, key, up to thirty letters and digits in groups; the length tells the end, else the key modulo 97.
    mutating func bankAccount(_ index: Int) -> Int? {
        guard tokens[index + 1].length >= 2 else { return nil }
        let country = UInt16(code(tokens[index].start)) << 8 | UInt16(code(tokens[index].start + 1))
        let expected = Self.accountLengths[country]
        guard expected != nil || cue(before: index) == .iban else { return nil }
        var last = index
        var total = 0
        var best: Int?
        var position = index
        while position < end, total <= 34 {
            let token = tokens[position]
            steps += 1
            if position > index,
                !token.gap.within([.space, .wide, .hyphen, .newline, .dot, .other, .underscore])
                    || token.start - tokens[position - 1].end > 3
            {
                break
            }
            guard token.isNumber || (token.isWord && (token.length <= 4 || token.gap == []) && position - index < 40),
                token.label == .undecided
            else { break }
            // A word after the account is not part of it.
            if token.isWord, position > index, token.gap != [], tokens[position + 1].gap != [] || !tokens[position + 1].isNumber,
                token.isKnown || total >= 14 && token.isLow
            {
                break
            }
            total += Int(token.length)
            last = position
            if total == expected { best = position }
            position += 1
        }
        guard let stop = best ?? (total >= 14 && total <= 36 ? last : nil) else { return nil }
        cover(index, through: stop, .iban)
        return stop + 1
    }

    /// Characters of an IBAN by country (ISO 13616 register).
    private static let accountLengths: [UInt16: Int] = {
        let lengths: [(StaticString, Int)] = [
            ("fr", 27), ("de", 22), ("es", 24), ("it", 27), ("be", 16), ("pt", 25), ("gb", 22), ("lu", 20), ("ch", 21), ("nl", 18),
            ("mc", 27),
            ("tn", 24), ("ma", 28), ("dz", 26), ("ro", 24), ("pl", 28), ("lt", 20), ("ie", 22), ("bg", 22), ("hr", 21), ("at", 20),
            ("gr", 27),
            ("tr", 26), ("sn", 28), ("mr", 27), ("ad", 24), ("mt", 31), ("cy", 28), ("ee", 20), ("lv", 21), ("fi", 18), ("se", 24),
            ("dk", 18),
        ]
        var table: [UInt16: Int] = [:]
        for (country, length) in lengths { table[UInt16(country.utf8Start[0]) << 8 | UInt16(country.utf8Start[1])] = length }
        return table
    }()
}
