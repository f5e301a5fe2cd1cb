/// Somebody's address: a house number before a street, or a building, a flat, a floor behind the name of a place; with the town.
extension NoteInHand {
    mutating func findAddresses() {
        var index = Self.first
        while index < end {
            let token = tokens[index]
            steps += 1
            if token.isNumber, token.label == .undecided, let next = houseNumber(index) {
                index = next
            } else if token.isWord, token.traits.has(.dwelling), token.label == .undecided || token.label == .place,
                let next = dwelling(index)
            {
                index = next
            } else if token.isWord, token.traits.has(.street), token.length > 1, token.label == .place || token.label == .undecided,
                tokens[index - 1].label != .place, isHome(index), streetName(index) > index
            {
                // `domicilié résidence des Pins`: no number is needed.
                let stop = extended(streetName(index))
                cover(index, through: stop, .address)
                index = stop + 1
            } else {
                index += 1
            }
        }
    }

    /// A number, `bis`, a comma, a kind of street.
    private mutating func houseNumber(_ index: Int) -> Int? {
        let number = tokens[index]
        guard number.length <= 4, number.gap != [] || !tokens[index - 1].isWord else { return nil }
        var position = index + 1
        // 12-14, 12/14, 12 et 14.
        if tokens[position].isNumber, tokens[position].length <= 4, tokens[position].gap.within([.hyphen, .slash, .space, .comma]),
            tokens[position].label == .undecided
        {
            position += 1
        }
        if tokens[position].isWord, tokens[position].gap.within([.space, .wide, .hyphen]),
            spells(position, "bis") || spells(position, "ter") || spells(position, "quater") || spells(position, "quinquies")
                || (tokens[position].length == 1 && !tokens[position].traits.has(.determiner) && code(tokens[position].start) <= 0x68
                    && !(tokens[position].shape == .lower && spells(position, "a") && tokens[position].gap != []
                        && !tokens[position + 1].traits.has(.street)))
        {
            position += 1
        }
        guard tokens[position].isWord, tokens[position].gap.within([.space, .comma, .wide, .dot, .hyphen, .newline]) else { return nil }
        // `au 12 de la rue Paradis`.
        var articles = 0
        while articles < 2,
            spells(position, "de") || spells(position, "la") || spells(position, "du") || spells(position, "l") || spells(position, "les")
        {
            position += 1
            articles += 1
        }
        let kind = tokens[position]
        guard kind.isWord, kind.label == .undecided || kind.label == .place else { return nil }
        let last: Int
        if kind.traits.has(.street) || (kind.label == .place && kind.traits.has(.place)) {
            if kind.traits.has([.title]) || spells(position, "m") { return nil }
            last = streetName(position)
            guard last > position else { return nil }
        } else if kind.label == .place || (articles > 0 && kind.traits.has(.proper))
            || (kind.traits.has(.proper) && !kind.isLow && tokens[index - 1].traits.cue == .homeOf)
        {
            last = endOfPlace(position)
        } else {
            return nil
        }
        let stop = extended(last)
        cover(index, through: stop, .address)
        return stop + 1
    }

    /// The last token of the street's name: kept places end here already; otherwise everything up to a sign or a word of the grammar.
    private func streetName(_ kind: Int) -> Int {
        var last = kind
        if tokens[kind].label == .place { last = endOfPlace(kind) }
        if let named = placeName(kind, address: true) { last = max(last, named) }
        return last
    }

    func endOfPlace(_ index: Int) -> Int {
        var last = index
        while last - index < 9, tokens[last + 1].label == .place, tokens[last + 1].gap.within([.space, .hyphen, .apostrophe, .wide, .dot]) {
            last += 1
        }
        return last
    }

    /// What may follow: flat, floor, post code, town, district.
    private func extended(_ from: Int) -> Int {
        var last = from
        for _ in 0..<8 {
            let next = last + 1
            guard tokens[next].kind == .word || tokens[next].kind == .number, !tokens[next].label.isCovered,
                tokens[next].gap.within([.space, .comma, .wide, .hyphen, .open, .newline, .slash])
            else { return last }
            if let stop = detail(next) ?? floor(next) ?? district(next) ?? town(next) ?? placeAfterComma(next) {
                last = stop
            } else if spells(next, "a"), let stop = town(next + 1) {
                last = stop
            } else if spells(next, "au"), let stop = floor(next + 1) {
                last = stop
            } else {
                return last
            }
        }
        return last
    }

    /// `5e`, `5e arrondissement`.
    private func district(_ index: Int) -> Int? {
        guard tokens[index].isNumber, tokens[index].length <= 2, tokens[index + 1].traits.cue == .ordinal, tokens[index + 1].gap == []
        else { return nil }
        return spells(index + 2, "arrondissement") || spells(index + 2, "arr") ? index + 2 : index + 1
    }

    private func placeAfterComma(_ index: Int) -> Int? {
        guard tokens[index].traits.has(.street) || tokens[index].label == .place, !tokens[index].traits.has(.place) else { return nil }
        if tokens[index].label == .place { return endOfPlace(index) }
        // Of a residence the name may be any words.
        return placeName(index, address: tokens[index].length > 2 && !tokens[index].traits.has(.role))
    }

    /// `bât C`, `appt n° 12`, `porte 17`.
    private func detail(_ index: Int) -> Int? {
        guard tokens[index].isWord, tokens[index].traits.has(.dwelling) else { return nil }
        if spells(index, "rdc") || spells(index, "cedex") {
            if isSide(index + 1) { return index + 1 }
            return tokens[index + 1].isNumber && tokens[index + 1].length <= 2 && tokens[index + 1].gap == .space ? index + 1 : index
        }
        var value = index + 1
        if spells(value, "n") || spells(value, "no") || spells(value, "numero") { value += 1 }
        let token = tokens[value]
        guard token.gap.within([.space, .dot, .wide, .other, .colon]) else { return nil }
        if token.isNumber, token.length <= 5 {
            let isDoor =
                spells(index, "porte") || spells(index, "bat") || spells(index, "batiment") || spells(index, "hall")
                || spells(index, "etage")
            // `appt 5 rue X` is number five; `appt 5, résidence X` is a flat.
            let isFlat =
                isDoor || tokens[value + 1].traits.has(.dwelling) || spells(index, "appt") || spells(index, "apt")
                || spells(index, "appartement") && tokens[index].gap != .apostrophe || spells(index, "entree") || spells(index, "escalier")
                || spells(index, "esc")
            if beforeStreet(value), !isFlat || !tokens[value + 1].gap.has(.comma) { return nil }
            var last = value
            if tokens[last + 1].isWord, tokens[last + 1].length <= 1, tokens[last + 1].gap == [] { last += 1 }
            return last
        }
        let following = tokens[value + 1]
        // `bâtiment a2`: a letter that its number hangs on.
        let closed =
            following.gap.has([.comma, .newline, .close, .dot]) || following.kind == .edge || following.isNumber && following.gap == []
            || following.traits.has(.dwelling) && following.gap == .space
        guard token.isWord, token.length <= 2,
            !token.traits.has(.function) || token.shape == .initial || token.length == 1 && (closed || token.caseless)
        else { return nil }
        return following.isNumber && following.gap.within([.space, .hyphen]) && following.length <= 4
            && (following.gap == [] || following.gap == .hyphen)
            ? value + 1 : token.length == 1 ? value : nil
    }

    /// Whether the number is that of a house: a street comes next.
    private func beforeStreet(_ index: Int) -> Bool {
        var position = index + 1
        if spells(position, "bis") || spells(position, "ter") || spells(position, "quater")
            || tokens[position].length == 1 && !tokens[position].traits.has(.function)
        {
            position += 1
        }
        return tokens[position].isWord && tokens[position].traits.has(.street) && tokens[position].gap.within([.space, .comma, .wide])
    }

    /// `3e étage`, `1er étage gauche`.
    private func floor(_ index: Int) -> Int? {
        guard tokens[index].isNumber, tokens[index].length <= 2 else { return nil }
        var position = index + 1
        if tokens[position].traits.cue == .ordinal { position += 1 }
        // `4e gauche`.
        if position > index + 1, isSide(position) { return position }
        guard tokens[position].isWord, spells(position, "etage") || spells(position, "etg") else { return nil }
        return isSide(position + 1) ? position + 1 : position
    }

    private func isSide(_ index: Int) -> Bool {
        tokens[index].gap == .space
            && (spells(index, "gauche") || spells(index, "droite") || spells(index, "face") || spells(index, "fond"))
    }

    /// `13005 Marseille 5e`, `Marseille`, `Aix-en-Provence cedex 2`.
    private func town(_ index: Int) -> Int? {
        var position = index
        let coded = tokens[position].isNumber && tokens[position].length == 5
        if coded { position += 1 }
        guard tokens[position].isWord, !coded || tokens[position].gap.within([.space, .comma, .wide, .hyphen]) else {
            return coded ? index : nil
        }
        let word = tokens[position]
        if word.traits.has(.proper) || (coded && (!word.isLow || !word.isKnown) && !word.traits.has(.function)) {
            var last = position
            while last - position < 4 {
                let next = tokens[last + 1]
                guard next.isWord, next.gap.within([.hyphen, .space]),
                    next.gap.has(.hyphen) || (coded && !next.isLow && !next.traits.has(.neverName)) || next.traits.has(.proper)
                else { break }
                last += 1
            }
            let district = tokens[last + 1]
            if district.isNumber, district.length <= 2, district.gap.within([.space, .comma, .open]) {
                if tokens[last + 2].traits.cue == .ordinal || tokens[last + 2].gap != [] { last += 1 }
                if tokens[last + 1].traits.cue == .ordinal, tokens[last + 1].gap == [] { last += 1 }
                if spells(last + 1, "arrondissement") || spells(last + 1, "arr") { last += 1 }
            }
            if spells(last + 1, "cedex") { last += 1 }
            return last
        }
        return coded ? index : nil
    }

    /// A flat or a building without a house number: with the name of the place before it.
    private mutating func dwelling(_ index: Int) -> Int? {
        let after = tokens[index + 1]
        guard let last = detail(index), last > index, !(tokens[index].label == .place && after.label == .place) else { return nil }
        // A room of the hospital is nobody's address.
        if spells(index, "chambre") || spells(index, "chbre"), before(index).label != .address { return nil }
        if isGate(index), !before(index).traits.has(.dwelling), before(index).label != .place {
            // A gate of the stadium, not a door.
            guard tokens[index - 1].isNumber || tokens[index - 1].traits.cue == .homeOf || tokens[index].gap.has(.comma) else { return nil }
        }
        var first = homeBefore(index) ?? index
        var reach = first < index ? 8 : 0
        while reach < 8 {
            let token = tokens[first - 1]
            let gap = tokens[first].gap
            guard token.kind == .word || token.kind == .number, !token.label.isCovered,
                gap.within([.space, .comma, .hyphen, .apostrophe, .wide, .open])
                    || gap.within([.space, .dot]) && token.traits.has(.street) && token.length <= 4
            else { break }
            let part =
                token.label == .place
                || (token.isWord && token.traits.has([.street, .dwelling]))
                || (token.isWord && !token.isLow && !token.traits.has([.title, .role]) && !startsWithWord(first - 1))
                || (token.isWord && token.isLow && (!token.isKnown || token.traits.has(.proper)))
                || (token.isLow && token.isWord && reach == 0 && hasArticle(first - 1))
                || (token.traits.has([.particle, .determiner]) && (!token.isLow || token.caseless) && reach > 0
                    && !tokens[first - 2].traits.has(.determiner))
            // Over a comma only to what is known as a place: what stands there else may be somebody.
            guard part, !gap.has(.comma) || token.label == .place || token.traits.has([.street, .dwelling]) else { break }
            first -= 1
            reach += 1
        }
        // The article of `les Flamants` in small letters.
        if first < index, tokens[first - 1].traits.has(.determiner),
            spells(first - 1, "les") || spells(first - 1, "la") || spells(first - 1, "le"), tokens[first].gap == .space,
            tokens[first].isLow, !tokens[first].traits.has([.street, .dwelling])
        {
            first -= 1
        }
        let stop = extended(last)
        cover(first, through: stop, .address)
        return stop + 1
    }

    private func before(_ index: Int) -> Token { tokens[index - 1] }

    private func startsWithWord(_ index: Int) -> Bool {
        tokens[index].isKnown && startsSentence(index) && !tokens[index].traits.has([.particle, .determiner])
    }

    private func hasArticle(_ index: Int) -> Bool {
        spells(index - 1, "les") && !tokens[index].traits.has([.function, .trade, .verb, .role])
    }
}
