/// Number plates: SIV (AB-123-CD, since 2009) and FNI (1234 AB 13, before), with any light sign or none between.
extension NoteInHand {
    private static let between: Gap = [.space, .hyphen, .dot, .underscore, .other, .wide, .slash]

    mutating func plateOfNow(_ index: Int) -> Int? {
        let (left, middle, right) = (tokens[index], tokens[index + 1], tokens[index + 2])
        // W-123-AB: a garage's.
        guard left.length == 2 || spells(index, "w") && left.shape == .initial, middle.length == 3, right.isWord, right.label == .undecided,
            middle.gap.within(Self.between),
            right.gap.within(Self.between)
        else { return nil }
        let glued = tokens[index + 3].isNumber && tokens[index + 3].gap == []
        guard right.length == 2, !glued else { return nil }

        let announced = cue(before: index, reach: 3) == .plate
        // `km 300 en`: two small words with spaces are no plate.
        if !announced, left.shape == .lower || right.shape == .lower || left.traits.has([.numbered, .unit]) && right.traits.has(.function),
            middle.gap.has(.space) || right.gap.has(.space)
        {
            guard !left.isKnown || !right.isKnown else { return nil }
        }
        cover(index, through: index + 2, .plate)
        return index + 3
    }

    /// 01 to 95, 971 to 989.
    private func isDepartment(_ token: Token) -> Bool {
        token.length == 2 ? (1...95).contains(token.value) : token.length == 3 && (971...989).contains(token.value)
    }

    /// `5286 Q G 13`: letters set apart by a scanner.
    private mutating func spacedPlate(_ index: Int) -> Int? {
        guard tokens[index].length <= 4, tokens[index].value > 0 else { return nil }
        var last = index + 1
        while last < index + 4, tokens[last].isWord, tokens[last].length == 1, tokens[last].shape == .initial, tokens[last].gap == .space {
            last += 1
        }
        guard last - index >= 3, tokens[last].isNumber, tokens[last].length == 2 || tokens[last].length == 3, tokens[last].gap == .space
        else { return nil }
        cover(index, through: last, .plate)
        return last + 1
    }

    /// `5268-he-36`, `4192an16`, `du véhicule 2829 kg 91`: small letters, held together by signs or by what is said before.
    func isJoinedPlate(_ index: Int) -> Bool {
        let (letters, department) = (tokens[index + 1], tokens[index + 2])
        guard letters.isWord, letters.length >= 2, department.isNumber, !letters.traits.has(.month) else { return false }
        if spells(index - 1, "vehicule") { return true }
        guard tokens[index].length >= 2, !letters.traits.has([.unit, .function]) else { return false }
        return letters.gap == department.gap && (letters.gap == .hyphen || letters.gap == [] && tokens[index].length >= 3)
    }

    mutating func plateOfOld(_ index: Int) -> Int? {
        if let next = spacedPlate(index) { return next }
        let (number, letters, department) = (tokens[index], tokens[index + 1], tokens[index + 2])
        let isCorsican =
            spells(index + 3, "a") && tokens[index + 3].gap == [] || spells(index + 3, "b") && tokens[index + 3].gap == []
        guard number.length <= 4, number.value > 0, letters.isWord, (1...3).contains(letters.length), letters.label == .undecided,
            department.isNumber, isDepartment(department) || isCorsican && department.value == 2, letters.gap.within(Self.between),
            department.gap.within(Self.between)
        else { return nil }
        let announced = cue(before: index, reach: 3) == .plate || spells(index - 1, "vehicule")
        if !announced {
            // Small words are no letters of a plate, unless capitals say so.
            let plain = letters.traits.has([.unit, .function, .trade, .month, .street, .dwelling])
            guard !plain || letters.shape == .upper && number.length >= 3, letters.shape != .capitalised,
                !(letters.gap == [] && department.gap == [] && letters.length == 1)
            else { return nil }
        }
        var last = index + 2
        // 2A, 2B, 1 letter glued to the department.
        if tokens[last + 1].isWord, tokens[last + 1].length == 1, tokens[last + 1].gap == [] { last += 1 }
        cover(index, through: last, .plate)
        return last + 1
    }
}
