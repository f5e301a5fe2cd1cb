/// Known words with a capital that means something: at the start of a sentence, in its middle, right after the word of a role.
extension NoteInHand {
    /// `propriétaire Tram.`, `passagère Mistral`, `médecin JUSTICE`, `son fils Italie`: a capital right after the word of one person.
    func isNamedAfterRole(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.gap == .space, tokens[index - 1].traits.has(.role), !tokens[index - 1].traits.has(.title),
            !token.traits.has([.title, .introducesName, .role, .determiner])
        else { return false }
        let isKin = Self.kin.contains(tokens[index - 1].hash)
        if token.traits.has(.proper) || code(tokens[index - 1].end - 1) == 0x73 { return isKin }
        let after = tokens[index + 1]
        guard !(after.isWord && !after.isLow && after.gap == .space) else { return false }
        return token.shape == .capitalised || token.length > 4 || token.traits.has(.number)
    }

    func openingIsName(_ index: Int) -> Bool {
        let token = tokens[index]
        let traits = token.traits
        let follows = capitalFollows(index)
        if traits.has(.neverName) || traits.has([.street, .place]) {
            return traits.has(.anyName) && follows && !traits.has([.role, .title])
        }
        // `Duc pleure`: a noun has an article before its verb.
        if token.gap.has([.dot, .newline]) || tokens[index - 1].kind == .edge, Self.cries.contains(tokens[index + 1].hash),
            code(token.end - 1) != 0x73
        {
            return true
        }
        if traits.has(.firstName) {
            guard traits.has(.commonWord), !follows else { return true }
            let after = tokens[index + 1]
            return
                !(after.isWord && after.gap.has(.space)
                && (spells(index + 1, "de") || spells(index + 1, "d") || spells(index + 1, "du") || spells(index + 1, "sur")
                    || spells(index + 1, "dans")))
        }
        if traits.has(.surname) {
            guard traits.has(.commonWord), !follows else { return true }
            return tokens[index + 1].traits.has(.verb) && tokens[index + 1].traits.has(.function)
        }
        // One word in capitals that is not of the trade.
        if token.shape == .upper { return true }
        // `Équipage : Voiturier et Caressa`.
        let after = tokens[index + 1]
        if token.gap.has(.colon),
            spells(index + 1, "et") && !tokens[index + 2].isLow || after.gap.has(.comma) && after.isWord && !after.isLow
        {
            return true
        }
        return follows && !traits.has(.month) && traits.cue == .none
    }

    func middleIsName(_ index: Int) -> Bool {
        let traits = tokens[index].traits
        if traits.has(.neverName) || traits.has([.proper, .month, .street, .place, .numbered, .abbreviation]) {
            guard traits.has(.anyName), !traits.has([.title, .introducesName]) else { return false }
            if capitalFollows(index) { return true }
            // `le Gardien`, `un Renault`, `Rond-Point` are none.
            let before = tokens[index - 1]
            return !before.traits.has(.determiner) && (!traits.has(.proper) || traits.has(.firstName) && !traits.has(.commonWord))
                && !tokens[index].gap.has(.hyphen)
        }
        return true
    }

    /// Whether a capitalised word that is no ordinary one comes right after.
    func capitalFollows(_ index: Int) -> Bool {
        let after = tokens[index + 1]
        guard after.isWord, !after.isLow, after.shape != .initial, after.gap.within([.space, .hyphen, .wide]),
            after.label == .undecided || after.label == .name
        else {
            return false
        }
        if after.traits.has(.particle), tokens[index + 2].isWord, !tokens[index + 2].isLow { return true }
        return looksLikeName(index + 1) || !(after.traits.has(.neverName) || after.traits.has([.proper, .place, .street, .month]))
    }
}
