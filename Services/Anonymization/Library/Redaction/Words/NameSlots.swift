/// Where names stand: after a title, after `nommé`, after the word of a role, after another name.
extension NoteInHand {
    enum Slot { case none, weak, strong, within }

    private static let afterRole: Gap = [.space, .comma, .colon, .open, .quote, .wide, .hyphen, .other, .close, .slash]

    func slot(_ index: Int) -> Slot {
        let gap = tokens[index].gap
        let before = tokens[index - 1]
        guard before.kind == .word, !gap.has([.newline, .hard]) || before.traits.has(.role) && gap.has(.colon) else { return .none }
        if before.label == .name {
            var allowed: Gap = [.space, .hyphen, .apostrophe, .wide, .other, .underscore]
            if before.length == 1 || before.length <= 3 && gap == .dot { allowed.formUnion(.dot) }
            if gap.within(allowed) { return .within }
        }
        if isTitle(index - 1), gap.within([.space, .dot, .wide, .other, .hyphen, .colon, .quote]) { return .strong }
        if before.traits.has(.introducesName),
            gap.within([.space, .colon, .quote, .dot, .comma, .open, .wide, .other, .close, .hyphen, .slash])
        {
            return .strong
        }
        if isNamed(index), !tokens[index].traits.has(.role) { return .strong }
        if before.traits.has(.role), gap.within(Self.afterRole) || before.traits.has(.abbreviation) && gap.within([.dot, .space]) {
            return .weak
        }
        if before.traits.has(.particle), gap.within([.space, .apostrophe, .hyphen, .wide]) {
            // `M. de la Tour`, `Florence de la Roche`.
            let head = tokens[index - 2].traits.has(.particle) && tokens[index - 2].label != .name ? index - 3 : index - 2
            if isTitle(head), !tokens[index].isLow { return .strong }
            if tokens[head].label == .name, tokens[head + 1].gap.within([.space, .hyphen, .wide]),
                tokens[index].traits.has(.surname) || !tokens[index].isLow
            {
                return .within
            }
        }
        return carried(index)
    }

    /// Over a preposition: `au nom de X`, `plainte de X`, `frappé par X`, `Pierre et X`.
    private func carried(_ index: Int) -> Slot {
        let link = tokens[index - 1]
        guard link.traits.has([.function, .determiner]), link.length <= 5,
            tokens[index].gap.within([.space, .apostrophe, .quote, .wide, .colon]),
            !tokens[index - 1].gap.has([.hard, .newline])
        else { return .none }
        let head = tokens[index - 2]
        guard head.isWord, Self.links.contains(link.hash) else { return .none }
        if Self.enumerations.contains(link.hash) {
            return head.label == .name ? .weak : .none
        }
        if head.traits.has(.collocation) { return .none }
        if head.traits.has(.introducesName) { return .strong }
        if head.traits.has([.role, .trade, .verb]) || head.label == .name || head.traits.cue != .none { return .weak }
        return .none
    }

    private static let links = hashes("de d par a avec chez contre pour et ou comme est etant dit dite l entre")
    private static let enumerations = hashes("et ou l")

    private static func hashes(_ words: String) -> Set<UInt64> { Set(words.utf8.split(separator: 0x20).map { WordHash.of($0) }) }

    func isTitle(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.isWord, token.traits.has(.title), !token.label.isCovered else { return false }
        // `m'a frappé`, `12 m`, `me dit`.
        if token.length == 1 {
            return !tokens[index + 1].gap.has(.apostrophe) && !(tokens[index - 1].isNumber && token.gap.within([.space]))
        }
        if token.length == 2, spells(index, "me") {
            return token.shape == .capitalised || (token.caseless && tokens[index + 1].gap.within([.space])) && !tokens[index + 1].isKnown
        }
        return true
    }

    /// Whether a word looks like a name by itself.
    func looksLikeName(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.isWord, token.label == .undecided || token.label == .name, token.length >= 2 else { return false }
        if token.label == .name { return true }
        if !token.isKnown { return !token.traits.has([.hyphenated]) || token.traits.has(.anyName) }
        if token.traits.has(.firstName), !token.traits.has(.commonWord) { return true }
        return !token.isLow && token.traits.has(.anyName)
    }
}
