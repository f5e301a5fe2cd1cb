/// Where somebody lives though no house number tells it: a residence, what was said before, what only dwellings have.
extension NoteInHand {
    /// Whether somebody was said to live here.
    func isHome(_ index: Int) -> Bool {
        var position = index - 1
        for _ in 0..<3 {
            let token = tokens[position]
            guard token.isWord, !tokens[position + 1].gap.has([.dot, .hard, .newline, .comma]) else { return false }
            if token.traits.cue == .homeOf, !spells(position, "domicile"), !spells(position, "adresse") { return true }
            guard token.traits.has([.function, .determiner]) else { return false }
            position -= 1
        }
        return false
    }

    /// `rés. Le Clos des Vignes, bât B`: the kind of residence whose name ends right before.
    func homeBefore(_ index: Int) -> Int? {
        var farthest: Int?
        for position in stride(from: index - 2, through: max(Self.first, index - 8), by: -1) {
            let token = tokens[position]
            guard token.isWord, !token.label.isCovered, !tokens[position + 1].gap.has([.hard, .newline, .colon]) else { return farthest }
            guard token.traits.has(.street), token.length > 2, !token.traits.has([.title, .role]) else { continue }
            if let last = placeName(position, address: true), last >= index - 1 { farthest = position }
            if token.label == .place, endOfPlace(position) == index - 1 { farthest = position }
        }
        return farthest
    }

    /// What public places have too.
    func isGate(_ index: Int) -> Bool {
        spells(index, "porte") || spells(index, "hall") || spells(index, "escalier") || spells(index, "entree") || spells(index, "logement")
            || spells(index, "studio")
    }
}
