/// Decides for every word that is left: kept if known to be harmless where it stands, covered otherwise.
extension NoteInHand {
    mutating func findNames() {
        hasCapitals = (Self.first..<end).contains { tokens[$0].isWord && tokens[$0].length > 1 && !tokens[$0].isLow }
        hasMarks = (Self.first..<end).contains { tokens[$0].kind == .mark }
        steps += 2 * end
        let writesLow = tokens[Self.first].isWord && tokens[Self.first].shape == .lower
        var index = Self.first
        while index < end {
            let token = tokens[index]
            steps += 1
            if token.isWord, token.label == .undecided {
                if token.length == 1 {
                    if let last = spacedLetters(index) {
                        index = last + 1
                        continue
                    }
                    initial(index)
                } else {
                    judge(index, writesLow: writesLow || token.caseless)
                }
            }
            index += 1
        }
        findCaselessNames()
        findCompanions()
        joinParticles()
    }

    private mutating func judge(_ index: Int, writesLow: Bool) {
        let token = tokens[index]
        let slot = slot(index)
        if !token.isKnown {
            unknown(index, slot, writesLow)
        } else if token.isLow ? lowIsName(index, slot, writesLow) : capitalIsName(index, slot) {
            set(index, .name)
        } else {
            keep(index)
        }
    }

    private mutating func unknown(_ index: Int, _ slot: Slot, _ writesLow: Bool) {
        let token = tokens[index]
        if token.traits.has(.hyphenated), token.isLow, slot != .strong,
            token.gap.has([.hyphen, .apostrophe]) || tokens[index + 1].gap.has([.hyphen, .apostrophe])
        {
            keep(index)
            return
        }
        if token.isLow, slot != .strong, !token.traits.has(.anyName), isPluralOfKnown(index) || joinsToKnown(index) {
            keep(index)
            return
        }
        let candidate = (token.isLow && !writesLow) || (startsSentence(index) && token.shape == .capitalised)
        if candidate, !token.traits.has([.anyName, .particle]), slot == .none || (slot == .weak && token.shape == .lower),
            isMisspelt(index, as: looksLikeNeighbour(index) ? .role : token.isLow ? [.ordinary, .trade, .role] : [.trade, .role])
        {
            keep(index)
            return
        }
        set(index, hasVowel(token) || token.isLow == false && token.length <= 3 && slot != .none ? .name : slot == .none ? .other : .name)
    }

    private func looksLikeNeighbour(_ index: Int) -> Bool {
        if tokens[index - 1].label == .name, tokens[index].gap.within(Self.nameGap) { return true }
        let after = tokens[index + 1]
        return after.isWord && after.gap.within(Self.nameGap)
            && (after.traits.has(.firstName) && !after.traits.has(.commonWord) || !after.isLow && !after.isKnown)
    }

    private func hasVowel(_ token: Token) -> Bool {
        guard token.length > 2 || token.traits.has(.anyName) else { return !token.isLow }
        for position in token.start..<min(token.end, token.start + 12) {
            switch code(position) {
            case 0x61, 0x65, 0x69, 0x6f, 0x75, 0x79, Folded.letter: return true
            default: continue
            }
        }
        return false
    }

    /// A known word in small letters, or in capitals that say nothing.
    private func lowIsName(_ index: Int, _ slot: Slot, _ writesLow: Bool) -> Bool {
        let token = tokens[index]
        let named = token.traits.has(.anyName)
        if token.traits.has([.function, .determiner]), !named || token.length <= 3 { return false }
        switch slot {
        case .strong:
            if named { return !token.traits.has(.role) || writesLow }
            // `mme heure`.
            if writesLow, isTitle(index - 1), !token.traits.has([.verb, .title, .introducesName, .trade]) { return true }
            // `selon pervenche`, `la famille ouille`: a noun or a verb, no adjective.
            if isNamed(index), writesLow, !token.traits.has(.neverName), token.traits.cue == .none, !token.traits.has([.place, .street]) {
                return !isAdjective(index)
            }
            if token.traits.has(.neverName) || token.traits.has([.verb, .place, .street, .month]) || token.traits.cue != .none {
                return false
            }
            return writesLow
        case .within:
            if token.gap == .hyphen, !token.traits.has(.function) { return true }
            if named { return !token.traits.has(.neverName) || tokens[index - 2].traits.has(.title) || tokens[index - 1].length == 1 }
            let after = tokens[index + 1]
            let first = tokens[index - 2].label != .name
            let closed =
                first || after.kind == .edge || after.traits.has(.function)
                || after.gap.has([.comma, .open, .dot, .colon, .close, .newline, .hard]) || after.traits.cue == .birth
            guard writesLow, closed || isTitle(index - 2) || tokens[index - 2].traits.has(.introducesName) else { return false }
            let pause = after.kind == .edge || after.gap.has([.comma, .dot, .close, .newline, .hard])
            if first, pause, !token.traits.has(.neverName), !token.traits.has([.place, .street, .month, .proper, .numbered]),
                token.length >= 3
            {
                return true
            }
            return mayBeUnusualName(index)
        case .weak:
            if token.traits.has(.firstName) {
                return !token.traits.has(.commonWord) || !tokens[index - 1].traits.has(.determiner) || spellsPreposition(index - 1)
            }
            if named {
                let after = tokens[index + 1]
                let alone = after.kind == .edge || after.gap.has([.comma, .dot, .close, .newline, .hard])
                if writesLow, alone, token.traits.has(.role), tokens[index - 1].traits.has(.role) { return true }
                return !token.traits.has(.neverName) && (nextLooksLikeName(index) || (writesLow && !token.traits.has(.commonWord)))
            }
            // `dégradation de mobilier` is a thing, `plainte de pinard` somebody.
            if spellsPreposition(index - 1), !tokens[index - 2].traits.has(.role), !callsForPerson(index - 1) { return false }
            return writesLow && (tokens[index - 1].traits.has(.role) || tokens[index - 2].traits.cue == .none) && mayBeUnusualName(index)
                && tokens[index].gap.within([.space, .colon, .comma])
        case .none:
            if token.traits.has(.firstName), startsSentence(index), isSubject(index) { return true }
            if !named, writesLow, !tokens[index - 1].traits.has(.determiner), !tokens[index - 1].isNumber,
                mayBeUnusualName(index, adjectives: true),
                nextLooksLikeName(index)
            {
                return true
            }
            guard named, !token.traits.has(.neverName) else { return false }
            let before = tokens[index - 1]
            let after = tokens[index + 1]
            // `remis à castel, vigile` of somebody who writes without capitals.
            if writesLow, !token.traits.has(.commonWord),
                token.gap.has(.colon) || before.traits.has(.function) && !before.traits.has(.determiner),
                after.kind == .edge || after.gap.has([.comma, .dot, .open, .hard, .newline]) || spells(index + 1, "et")
            {
                return true
            }
            let determined = tokens[index - 1].isWord && tokens[index - 1].traits.has(.determiner) && !spellsPreposition(index - 1)
            if determined { return false }
            if token.traits.has(.firstName), !token.traits.has(.commonWord) { return true }
            guard nextLooksLikeName(index), !tokens[index - 1].isNumber else { return false }
            return token.traits.has(.firstName) || token.caseless || !after.isKnown
                || (after.traits.has(.firstName) && !after.traits.has(.commonWord))
        }
    }

    /// An ordinary word that could be somebody's name, seen where a name is due.
    private func mayBeUnusualName(_ index: Int, adjectives: Bool = false) -> Bool {
        let token = tokens[index]
        return token.length >= 3 && !token.traits.has(.neverName)
            && !token.traits.has([.verb, .place, .street, .month, .proper, .numbered])
            && token.traits.cue == .none
            && (adjectives || !looksLikeAdjective(index) || tokens[index - 1].traits.has(.role) && !hasCapitals && !isAdjective(index))
    }

    /// `Ange m'a frappé`, `Rose se présente`.
    private func isSubject(_ index: Int) -> Bool {
        tokens[index + 1].gap == .space
            && (spells(index + 1, "m") || spells(index + 1, "s") || spells(index + 1, "se") || spells(index + 1, "n")
                || spells(index + 1, "ne") || spells(index + 1, "a"))
    }

    private func spellsPreposition(_ index: Int) -> Bool { spells(index, "d") || spells(index, "de") }

    private func nextLooksLikeName(_ index: Int) -> Bool {
        let after = tokens[index + 1]
        // `Germain Y.`
        if after.isWord, after.length == 1, after.gap == .space, code(after.end) == 0x2e { return !after.traits.has(.title) }
        guard after.gap.within([.space, .hyphen, .wide]),
            looksLikeName(index + 1) || (after.traits.has(.surname) && !after.traits.has(.commonWord))
        else {
            return false
        }
        return !after.traits.has(.neverName)
    }

    /// A known word with a capital that means something.
    private func capitalIsName(_ index: Int, _ slot: Slot) -> Bool {
        let token = tokens[index]
        let traits = token.traits
        let named = traits.has(.anyName)
        if traits.has([.function, .determiner]) {
            if slot == .strong, token.gap.has(.colon), token.length > 3 { return true }
            // `Dr Contre`, `la famille Aura`; `M. Le Maire` is none.
            if slot == .strong, token.length > 3, isTitle(index - 1) || isNamed(index) { return true }
            // `Monique MAIN`, `Requérante : Aura MARECHAL`.
            if slot == .within, token.gap == .space, token.length >= 3, !startsSentence(index), !traits.has(.particle) { return true }
            if slot == .weak || slot == .strong, token.gap.has(.colon), token.length >= 3, !traits.has(.particle), capitalFollows(index) {
                return true
            }
            return named && token.length > 3 && slot != .none && !startsSentence(index)
        }
        if slot != .none, slot != .within, !traits.has([.title, .introducesName]), capitalFollows(index) { return true }
        switch slot {
        case .strong:
            if named { return true }
            if traits.has([.title, .introducesName]) { return false }
            // `M. MAIRE`; `Monsieur le Maire` has an article.
            if traits.has(.role) { return isTitle(index - 1) }
            return isTitle(index - 1) || !traits.has(.trade) || token.shape == .capitalised
        case .within:
            if named { return !traits.has([.title, .introducesName]) }
            if tokens[index - 1].traits.has(.particle), !tokens[index - 1].traits.has([.function, .determiner]), traits.cue == .none {
                return true
            }
            if traits.has([.ordinary]), traits.has(.trade), !traits.has([.role, .title, .function]), token.gap == .space,
                !capitalFollows(index)
            {
                return true
            }
            // `Esther GARE`, `Karim MEDECIN`; `DUPONT SAMU` is somebody and a service.
            let isLong = token.length > 4 || token.traits.has([.street, .place])
            if isLong, token.gap == .space, !traits.has([.function, .title, .introducesName]),
                token.shape == .upper || !tokens[index + 1].isWord
                    || tokens[index + 1].isLow
            {
                return !traits.has(.role) || token.shape == .upper || tokens[index + 1].gap.has([.comma, .close])
            }
            if traits.has(.neverName) || traits.has([.street, .place, .month]) { return false }
            return tokens[index].gap.within([.space, .hyphen, .apostrophe, .dot, .wide])
        case .weak:
            if named {
                return !traits.has([.title, .introducesName]) && !(traits.has(.role) && traits.has(.commonWord) && startsSentence(index))
            }
            if spells(index - 1, "et"), !traits.has([.trade, .title, .role]) { return true }
            if isNamedAfterRole(index) { return true }
            if traits.has(.neverName) || traits.has([.street, .place, .proper, .month]) { return false }
            guard token.gap.has([.colon, .close]), token.shape != .upper, !capitalFollows(index) else { return true }
            let after = tokens[index + 1]
            return !(after.isWord && after.isLow && after.gap.within([.space, .apostrophe]))
        case .none:
            return startsSentence(index) ? openingIsName(index) : middleIsName(index)
        }
    }
}
