/// Number plates of the neighbours: Moroccan (`12345-A-6`), Belgian (`1-ABC-234`), Spanish (`1234 BCD`), British (`AB12 CDE`) and German
/// (`B-RZ 2884`). Where no plate was announced the letters must be capitals, or joined by hyphens.
extension NoteInHand {
    private static let sign: Gap = [.space, .hyphen, .dot]

    /// A plate that begins with a number.
    mutating func foreignPlate(atNumber index: Int) -> Int? {
        let (number, letters, tail) = (tokens[index], tokens[index + 1], tokens[index + 2])
        guard letters.isWord, letters.length <= 3, letters.label == .undecided, letters.gap.within(Self.sign), number.value > 0,
            tokens[index - 1].kind != .number || tokens[index].gap.has([.comma, .space, .colon, .open])
        else { return nil }
        let told = cue(before: index, reach: 4) == .plate
        if tail.isNumber, tail.gap == letters.gap, tail.label == .undecided, letters.gap == .hyphen || told || letters.shape == .upper {
            let isMoroccan = letters.length == 1 && number.length >= 3 && number.length <= 5 && tail.length <= 2 && letters.gap == .hyphen
            let isBelgian = letters.length == 3 && number.length == 1 && tail.length == 3 && (told || !letters.isKnown)
            if isMoroccan || isBelgian {
                cover(index, through: index + 2, .plate)
                return index + 3
            }
        }
        guard number.length == 4, letters.length == 3, told || letters.shape == .upper && !letters.isKnown && !hasPlateVowel(letters),
            !letters.traits.has([.unit, .month, .function])
        else { return nil }
        cover(index, through: index + 1, .plate)
        return index + 2
    }

    /// A plate that begins with a letter.
    mutating func foreignPlate(atWord index: Int) -> Int? {
        let (left, middle, right) = (tokens[index], tokens[index + 1], tokens[index + 2])
        let told = cue(before: index, reach: 4) == .plate
        if left.length == 2, middle.isNumber, middle.gap == [], middle.length == 2, right.isWord, right.length == 3,
            right.gap.within([.space, .hyphen]) && right.gap != [], told || left.shape == .upper && right.shape == .upper && !right.isKnown
        {
            cover(index, through: index + 2, .plate)
            return index + 3
        }
        guard left.length <= 3, middle.isWord, middle.gap == .hyphen, middle.length <= 2, right.isNumber, right.length <= 4,
            right.gap.within([.space, .hyphen]), right.label == .undecided,
            told || left.length == 1 && middle.length == 2 && middle.shape == .upper && !middle.traits.has(.function) && right.length >= 3
        else { return nil }
        cover(index, through: index + 2, .plate)
        return index + 3
    }

    /// Spanish plates have no vowels.
    private func hasPlateVowel(_ token: Token) -> Bool {
        (token.start..<token.end).contains { [0x61, 0x65, 0x69, 0x6f, 0x75].contains(code($0)) }
    }
}
