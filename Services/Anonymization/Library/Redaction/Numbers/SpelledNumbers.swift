/// Telephone numbers in letters, or half in letters: `zéro six douze`, `au zéro sept 65 douze`.
extension NoteInHand {
    mutating func findSpelledNumbers() {
        var index = Self.first
        while index < end {
            steps += 1
            guard isFigure(index), tokens[index].isWord || tokens[index + 1].traits.has(.number) else {
                index += 1
                continue
            }
            var last = index
            var words = tokens[index].isWord ? 1 : 0
            var position = index + 1
            while position < end {
                guard tokens[position].gap.within([.space, .wide, .hyphen, .comma, .dot, .newline, .slash, .other]) else { break }
                if isFigure(position) {
                    last = position
                    if tokens[position].isWord { words += 1 }
                    position += 1
                } else if spells(position, "et"), isFigure(position + 1), tokens[position + 1].isWord {
                    position += 1
                } else {
                    break
                }
            }
            if words >= 2, last - index >= 3, figures(index, last) >= (cue(before: index) == .phone ? 5 : 7) {
                cover(index, through: last, .phone)
            }
            index = max(position, index + 1)
        }
    }

    private func isFigure(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.label == .undecided else { return false }
        return token.isNumber ? token.length <= 3 : token.isWord && token.traits.has(.number)
    }

    /// About how many digits the stretch stands for.
    private func figures(_ index: Int, _ last: Int) -> Int {
        enum Kind { case none, unit, teen, ten, big }
        var previous = Kind.none
        var total = 0
        for position in index...last {
            let token = tokens[position]
            if token.isNumber {
                total += Int(token.length)
                previous = .none
                continue
            }
            if spells(position, "et") { continue }
            let kind =
                Self.tens.contains(token.hash)
                ? Kind.ten : Self.teens.contains(token.hash) ? .teen : Self.big.contains(token.hash) ? .big : .unit
            switch (previous, kind) {
            case (.ten, .unit), (.ten, .teen): previous = .none
            case (.unit, .ten) where spells(position - 1, "quatre") && (spells(position, "vingt") || spells(position, "vingts")):
                total += 1
                previous = .ten
            case (_, .big): return 0
            case (_, .unit):
                total += 1
                previous = .unit
            default:
                total += 2
                previous = kind
            }
        }
        return total
    }

    private static let tens = hashes("vingt vingts trente quarante cinquante soixante septante octante huitante nonante")
    private static let teens = hashes("dix onze douze treize quatorze quinze seize")
    private static let big = hashes("cent cents mille")

    private static func hashes(_ words: String) -> Set<UInt64> { Set(words.utf8.split(separator: 0x20).map { WordHash.of($0) }) }
}
