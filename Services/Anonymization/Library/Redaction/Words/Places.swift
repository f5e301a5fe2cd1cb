/// Public places: a kind (rue, parc, station) and the name after it, or a name of the gazetteer. They are kept; with a house number
/// they become somebody's address (see Addresses).
extension NoteInHand {
    static let nameGap: Gap = [.space, .hyphen, .apostrophe, .wide]

    mutating func findPlaces() {
        var index = Self.first
        while index < end {
            let token = tokens[index]
            steps += 1
            guard token.isWord, token.label == .undecided else {
                index += 1
                continue
            }
            if gazetteer.mayStart(token.hash), let last = gazetteerName(index), last > index ? !isTitle(index - 1) : slot(index) == .none {
                for position in index...last { tokens[position].label = .place }
                index = last + 1
            } else if token.length > 1, token.traits.has([.street, .place]), !followsTitle(index),
                token.isLow && !token.traits.has(.surname)
                    || slot(index) == .none && !(token.shape == .upper && !token.caseless && token.traits.has(.surname)),
                let last = placeName(index)
            {
                for position in index...last { tokens[position].label = .place }
                index = last + 1
            } else {
                index += 1
            }
        }
    }

    private static let placeAdjectives: Set<UInt64> = Set(
        "elementaire maternelle primaire public publique prive privee municipal municipale communal departemental universitaire militaire"
            .utf8.split(separator: 0x20).map { WordHash.of($0) })

    private func gazetteerName(_ index: Int) -> Int? {
        guard !tokens[index].isLow || tokens[index].caseless || tokens[index].shape == .lower else { return nil }
        var phrase: UInt64 = 0
        var best: Int?
        for offset in 0..<PlaceGazetteer.longest {
            let token = tokens[index + offset]
            guard token.kind == .word || token.kind == .number, offset == 0 || token.gap.within([.space, .hyphen, .apostrophe]) else {
                break
            }
            var hash = token.hash
            if token.isNumber { hash = WordHash.of((token.start..<token.end).map { code($0) }) }
            phrase = PlaceGazetteer.continued(phrase, hash)
            if gazetteer.holds(phrase) { best = index + offset }
            if tokens[index + offset + 1].kind == .edge { break }
        }
        return best
    }

    private func followsTitle(_ index: Int) -> Bool {
        let before = tokens[index - 1]
        return before.isWord && before.traits.has(.title) && tokens[index].gap.within([.space, .dot])
            && !(before.shape == .lower && !before.caseless) && !tokens[index].isLow
    }

    /// The last token of the place's name, nil where no name follows.
    func placeName(_ index: Int, address: Bool = false) -> Int? {
        var position = index + 1
        let kind = tokens[index]
        // A kind after another: place du Marché, station de métro.
        var articles = 0
        while articles < 3, tokens[position].isWord, tokens[position].gap.within([.space, .apostrophe, .dot, .wide, .hyphen]),
            tokens[position].traits.has([.determiner]) || spells(position, "de") || spells(position, "d"),
            tokens[position].label == .undecided
        {
            position += 1
            articles += 1
        }
        // `école élémentaire Chabanon`.
        if kind.traits.has(.place), articles == 0, tokens[position].isWord, tokens[position].gap == .space,
            Self.placeAdjectives.contains(tokens[position].hash), tokens[position].label == .undecided
        {
            position += 1
        }
        let opening = tokens[position]
        if opening.gap == .hyphen, !address { return nil }
        // `parc du 26e Centenaire`.
        if opening.isNumber, tokens[position + 1].traits.cue == .ordinal, tokens[position + 1].gap == [], tokens[position + 2].isWord,
            tokens[position + 2].gap.within(Self.nameGap), !tokens[position + 2].isLow || tokens[position + 2].isKnown, articles > 0
        {
            return position + 2
        }
        guard opening.label == .undecided, opening.gap.within([.space, .apostrophe, .hyphen, .wide, .dot, .quote]),
            !opening.gap.has(.dot) || kind.traits.has(.abbreviation) || kind.length <= 5 && kind.traits.has(.street)
        else { return nil }
        // `11 Novembre 1918`, `8 mai`.
        if opening.isNumber, opening.length <= 2, tokens[position + 1].traits.has(.month) || kind.traits.has(.street) && articles > 0 {
            var last = position
            if tokens[last + 1].traits.has(.month), tokens[last + 1].gap.within(Self.nameGap) { last += 1 }
            if tokens[last + 1].isNumber, tokens[last + 1].length == 4, tokens[last + 1].gap == .space { last += 1 }
            return last > position ? last : nil
        }
        guard opening.isWord else { return nil }
        let low = opening.isLow
        guard opensName(position, kind: kind, articles: articles, low: low, address: address) else { return nil }
        var last = position
        while last - position < 6 {
            let next = tokens[last + 1]
            guard next.isWord, next.label == .undecided, next.gap.within(Self.nameGap) else { break }
            if next.gap.has(.hyphen), !next.gap.has(.space) {
                last += 1
                continue
            }
            if continuesName(last + 1, low: low, address: address) {
                last += 1
            } else if next.traits.has([.particle, .determiner]), next.isLow || low, tokens[last + 2].isWord,
                tokens[last + 2].gap.within(Self.nameGap), continuesName(last + 2, low: low, address: address),
                !tokens[last + 2].traits.has(.function)
            {
                last += 2
            } else if next.traits.has([.particle, .determiner]), tokens[last + 2].isWord,
                tokens[last + 2].traits.has([.particle, .determiner]),
                tokens[last + 3].isWord, tokens[last + 3].gap.within(Self.nameGap),
                low ? continuesName(last + 3, low: low, address: address) : !tokens[last + 3].isLow
            {
                last += 3
            } else {
                break
            }
        }
        return last
    }

    private func opensName(_ position: Int, kind: Token, articles: Int, low: Bool, address: Bool) -> Bool {
        let word = tokens[position]
        if word.traits.has(.particle), !word.traits.has([.function, .determiner]) { return true }
        if !low { return !word.traits.has(.title) || !kind.traits.has(.place) }
        guard !word.traits.has([.function, .determiner, .unit, .number, .title]) else { return false }
        // `15/16, chaussée inondée`.
        if address { return articles > 0 || !word.traits.has(.verb) || word.traits.has(.anyName) || !isBareKind(kind) }
        // Lower case or all capitals: an unknown word is a name only if no person is spoken of.
        if !word.isKnown || word.traits.has(.anyName) { return !(kind.traits.has(.place) && word.traits.has(.role)) }
        return word.traits.has(.proper) || (kind.traits.has(.street) && articles > 0 && !word.traits.has([.trade, .role, .verb]))
    }

    /// Kinds of street that are also said of the road itself.
    private func isBareKind(_ kind: Token) -> Bool { kind.length >= 4 && kind.traits.has(.ordinary) }

    private func continuesName(_ position: Int, low: Bool, address: Bool) -> Bool {
        let word = tokens[position]
        if word.traits.has([.title, .introducesName]) { return false }
        if !low {
            if word.shape == .initial { return code(word.end) == 0x2e || !word.traits.has(.function) }
            if word.isLow { return address && !word.isKnown }
            if word.shape == .upper, word.traits.cue != .none { return false }
            return !word.traits.has([.dwelling, .street]) || word.traits.has(.surname)
        }
        guard !word.traits.has([.function, .determiner, .role, .dwelling, .unit, .trade, .number, .street]) else { return false }
        if word.traits.cue != .none, word.traits.cue != .ordinal { return false }
        if !word.isKnown || word.traits.has([.firstName, .surname, .proper]) { return true }
        return address && !word.traits.has(.verb)
    }
}
