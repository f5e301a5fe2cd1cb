/// Words that leave room for nothing but a person beside them: `chez …`, `selon …`, `je m'appelle …`, `signature : …`.
extension NoteInHand {
    /// Whether a bare word at `index` stands where somebody is named.
    func isNamed(_ index: Int) -> Bool {
        let gap = tokens[index].gap
        let before = tokens[index - 1]
        guard before.isWord, !before.label.isCovered else { return false }
        if gap.within([.space, .wide]) {
            if Self.frames.contains(before.hash) { return true }
            // `je suis Karim`, `c'est Karim`: a known word there is an adjective.
            if spells(index - 1, "suis"), spells(index - 2, "je") {
                return !tokens[index].isKnown || !tokens[index].isLow || !isAdjective(index) && !tokens[index].traits.has([.role, .verb])
            }
            if spells(index - 1, "appelle") || spells(index - 1, "nomme") || spells(index - 1, "prenomme") {
                return spells(index - 2, "m") || spells(index - 2, "s") || spells(index - 2, "se") || spells(index - 2, "me")
            }
        }
        return gap.within([.space, .colon, .wide]) && gap.has(.colon) && isHeadOfPerson(index - 1)
    }

    /// `opérateur CSU :`, `au volant :`, `signature :`: the heading of a field that holds somebody.
    private func isHeadOfPerson(_ index: Int) -> Bool {
        var position = index
        for _ in 0..<3 {
            let token = tokens[position]
            guard token.isWord, !token.label.isCovered else { return false }
            if Self.headings.contains(token.hash) || token.traits.has(.role) { return true }
            if tokens[position].gap.has([.dot, .comma, .hard, .newline, .colon]) { return false }
            position -= 1
        }
        return false
    }

    /// A second look in any note: what is told to be somebody by the name it is counted with, or by what follows it.
    mutating func findCompanions() {
        for index in Self.first..<end {
            steps += 1
            guard mayBeSomebody(index) else { continue }
            if isCountedWithName(index) || isFollowedByKin(index) || isSurnameOfFirstName(index) || isSubject(bare: index)
                || isBesidePhone(index) || isBesideRole(index)
            {
                coverSomebody(index)
            }
        }
    }

    /// A bare known word, capitalised or in a note whose capitals say nothing, that the trade does not use.
    private func mayBeSomebody(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.isWord, token.label == .kept, token.length >= 2 else { return false }
        if token.isLow, !token.caseless, hasCapitals { return false }
        guard !token.traits.has([.function, .determiner, .title, .introducesName, .dwelling, .number, .unit, .month]),
            token.traits.cue == .none
        else { return false }
        // `les agents Mistral et ····`.
        if token.traits.has(.trade), token.shape == .capitalised, !token.caseless, tokens[index - 1].traits.has(.role), token.gap == .space,
            spells(index + 1, "et")
        {
            return true
        }
        if token.traits.has([.trade, .role, .place, .street]) { return token.traits.has(.anyName) && !token.traits.has(.commonWord) }
        // `····, Bresil et ····`: a country between two names is somebody.
        if token.traits.has(.proper), !token.traits.has(.anyName) {
            return spells(index + 1, "et") && tokens[index + 2].label == .name && tokens[index - 1].label == .name
        }
        return true
    }

    /// `Discours et ···· se sont battus`, `····, Maori et ····`, `pat. Teille/····`, `···· et Borde ont`.
    private func isCountedWithName(_ index: Int) -> Bool {
        let (before, after) = (tokens[index - 1], tokens[index + 1])
        let opens =
            startsSentence(index) || tokens[index].gap.has([.comma, .colon, .open]) || before.label == .name
            || before.traits.has(.role)
        if opens, spells(index + 1, "et"), after.gap == .space, tokens[index + 2].label == .name, tokens[index + 2].gap == .space,
            !isPlural(index)
        {
            return true
        }
        if spells(index - 1, "et"), tokens[index].gap == .space, tokens[index - 2].label == .name, before.gap.within([.space]) {
            guard !looksLikeAdjective(index), !isDeed(index) else { return false }
            return after.kind == .edge || after.gap.has([.comma, .dot, .close, .newline, .open, .colon])
                || after.traits.has(.function) && after.gap == .space && !spells(index + 1, "de") && !spells(index + 1, "d")
        }
        if tokens[index].gap == .slash, before.label == .name, !token(index, isBefore: .number) { return true }
        return after.gap == .slash && after.label == .name && !tokens[index].traits.has(.verb)
    }

    private func token(_ index: Int, isBefore kind: Token.Kind) -> Bool { tokens[index + 1].kind == kind && tokens[index + 1].gap == [] }

    /// `Florin pleure`, `…, relique a été blessé`: a noun has an article before its verb; the trade's nouns often have none.
    private func isSubject(bare index: Int) -> Bool {
        let (token, after) = (tokens[index], tokens[index + 1])
        guard after.isWord, after.gap == .space, !isPlural(index), token.length >= 3, !token.traits.has(.verb) || token.traits.has(.anyName)
        else { return false }
        let opens = startsSentence(index) && !token.gap.has([.hyphen, .slash]) || token.gap.has(.comma)
        guard opens, !isAdjective(index), !looksLikeAdjective(index) else { return false }
        if Self.cries.contains(after.hash) { return true }
        guard tokens[index + 2].isWord, tokens[index + 2].gap.within([.space, .apostrophe]) else { return false }
        // `a été blessé`, `a donné`, `se présente`: what a thing hardly does.
        return spells(index + 1, "a") && (Self.deeds.contains(tokens[index + 2].hash) || Self.sufferings.contains(tokens[index + 3].hash))
    }

    /// `remis à Noël, vigile`, `H. Bat, ASVP`: a capital that no sentence begins, with what the person is right behind.
    private func isBesideRole(_ index: Int) -> Bool {
        let (token, after) = (tokens[index], tokens[index + 1])
        return !token.isLow && !startsSentence(index) && token.gap == .space && tokens[index - 1].isWord && tokens[index - 1].isLow
            && !tokens[index - 1].traits.has(.determiner) && after.gap.within([.comma, .space]) && after.gap.has(.comma)
            && after.traits.has(.role) && !after.traits.has(.anyName) && after.isLow && code(after.end - 1) != 0x73
    }

    /// `06 … (Domino)`: who is called at a number.
    private func isBesidePhone(_ index: Int) -> Bool {
        tokens[index].gap.has(.open) && tokens[index].gap.within([.open, .space])
            && (tokens[index + 1].gap.has(.close) || tokens[index + 1].kind == .edge)
            && tokens[index - 1].label == TokenLabel(.phone)
    }

    /// `Maillard (mère)`, `Lilas (12 ans)`, `Regret (VL A)`.
    private func isFollowedByKin(_ index: Int) -> Bool {
        let after = tokens[index + 1]
        guard after.gap.has(.open), after.gap.within([.open, .space]), !isPlural(index) else { return false }
        let before = tokens[index - 1]
        if spells(index - 1, "contre"), tokens[index].gap == .space { return true }
        let bare =
            startsSentence(index) || before.label == .name || before.traits.has(.role) || spells(index - 1, "et")
            || spells(index - 1, "contre")
            || spells(index - 1, "de") || spells(index - 1, "par") || tokens[index].gap.has([.comma, .colon])
        guard bare else { return false }
        if after.isNumber { return tokens[index + 2].traits.has(.unit) && (spells(index + 2, "ans") || spells(index + 2, "mois")) }
        if spells(index + 1, "vl") || spells(index + 1, "pl") || spells(index + 1, "scooter") || spells(index + 1, "moto") { return true }
        return after.isWord && after.traits.has(.role) && tokens[index + 2].gap.has(.close)
    }

    /// `Nicole Marge /`, `ILYAS CHICHA,`, `Ibrahim Flotte dit`: after a first name, before a pause or what introduces more of the person.
    private func isSurnameOfFirstName(_ index: Int) -> Bool {
        let before = tokens[index - 1]
        guard before.label == .name, before.isWord, before.length > 1, tokens[index].gap.within([.space, .hyphen]),
            before.traits.has(.firstName) || !before.isKnown,
            tokens[index - 2].label != .name || !tokens[index - 1].gap.within([.space, .hyphen]) || tokens[index - 2].length == 1
                || tokens[index].length == 2,
            !looksLikeAdjective(index), !isDeed(index)
        else { return false }
        let after = tokens[index + 1]
        if after.label == .name, after.gap.within([.space, .hyphen]) { return true }
        if after.isWord, after.gap == .space, after.traits.has([.verb, .function]), !tokens[index].traits.has(.verb) { return true }
        return after.kind == .edge || after.gap.has([.comma, .close, .open, .slash, .newline, .dot, .colon])
            || after.traits.has(.introducesName)
            || after.traits.cue == .birth || after.traits.cue == .alias || after.traits.cue == .phone || spells(index + 1, "et")
    }

    /// What people do: a verb of the grammar, or one that notes use of persons.
    private func isDeed(_ index: Int) -> Bool { tokens[index].traits.has(.function) || Self.deeds.contains(tokens[index].hash) }

    private func isPlural(_ index: Int) -> Bool {
        let token = tokens[index]
        return code(token.end - 1) == 0x73 && !token.traits.has(.anyName) && token.isLow
    }

    private mutating func coverSomebody(_ index: Int) {
        set(index, .name)
        var last = index
        while last + 1 < end, tokens[last + 1].isWord, tokens[last + 1].gap == .hyphen, !tokens[last + 1].label.isCovered {
            last += 1
            set(last, .name)
        }
    }

    private static let frames = hashes(
        """
        chez selon famille familles visant appeler rappeler rappel contacter aviser prevenir signe signee maman papa papi mamie tonton tata \
        joindre dixit epouse veuf veuve sieur
        """)
    private static let headings = hashes(
        """
        operateur operatrice volant arriere signature signe contact equipage identite nom auteur temoin victime requerant requerante mec \
        presents effectif redacteur redactrice opj bord responsable conducteur passager interlocuteur referent binome patrouille proprietaire
        """)
    /// What people do in notes, in the present: after a name these are verbs.
    static let deeds = hashes(
        """
        nie refuse declare crie hurle frappe vole menace insulte pleure demande confirme affirme explique reconnait signale appelle habite \
        arrive quitte saute tombe casse jette lance tape mord pousse gifle bouscule filme photographie conteste accepte exige reclame \
        dispute agresse blesse accuse denonce relate precise indique souhaite desire pense croit voit dort boit fume marche court roule \
        passe reste rentre sort part vient va sortir partir courir venir tenir entrer monter descendre crier frapper fuir prendre jeter \
        mettre boire dormir uriner tomber sauter passer rentrer voler quitter
        """)

    /// What only persons do, and nothing is said to have been done by: `Duc pleure`, not `renfort demandé`.
    static let cries = hashes("dit pleure hurle crie dort reconnait ment fuit boit nie rit vomit delire titube")
    private static let sufferings = hashes(
        "blesse blessee frappe frappee agresse agressee insulte insultee menace menacee interpelle interpellee tue tuee mordu mordue vu vue"
    )

    private static func hashes(_ words: String) -> Set<UInt64> { Set(words.utf8.split(separator: 0x20).map { WordHash.of($0) }) }
}
