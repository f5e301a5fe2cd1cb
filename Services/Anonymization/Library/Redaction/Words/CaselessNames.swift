/// A second look where capitals say nothing: in notes in capitals only, or without any, known words are looked at once more where the
/// sentence leaves room for nothing but a name. What one more word costs there is less than a name that is read.
extension NoteInHand {
    /// After the words were judged, before particles are joined.
    mutating func findCaselessNames() {
        // A note that begins small but writes capitals elsewhere: there they do say something.
        guard !hasCapitals || (Self.first..<end).contains(where: { tokens[$0].caseless }) else { return }
        for index in Self.first..<end where isDoubtful(index) && (isTitled(index) || followsFirstName(index) || isAlone(index)) {
            takeCompound(index)
        }
        for index in stride(from: end - 1, through: Self.first, by: -1) where isDoubtful(index) {
            if leadsToName(index) || startsPair(index) { takeCompound(index) }
        }
        for index in Self.first..<end where tokens[index].isWord && tokens[index].label == .kept && (tokens[index].caseless || !hasCapitals)
        {
            if tokens[index].length == 1 { takeInitial(index) } else { takeLink(index) }
        }
    }

    /// `s. debouchage`, `manoeuvre j.`: a letter with its dot beside a bare noun, where a person is due.
    private mutating func takeInitial(_ index: Int) {
        guard code(tokens[index].end) == 0x2e else { return }
        let (before, after) = (tokens[index - 1], tokens[index + 1])
        if before.label == .name, tokens[index].gap.within([.space, .hyphen]) {
            set(index, .name)
        } else if after.traits.has(.particle), tokens[index + 2].label == .name, after.gap.within([.dot, .space]),
            !tokens[index].traits.has(.title)
        {
            cover(index, through: index + (after.label == .kept ? 1 : 0), .name)
        } else if after.label == .name || isDoubtful(index + 1) && mayBeName(index + 1), after.gap.within([.dot, .space]),
            !tokens[index].traits.has(.title), isPersonDue(index)
        {
            set(index, .name)
            if after.label != .name { takeCompound(index + 1) }
        } else if isDoubtful(index - 1), mayBeName(index - 1), tokens[index].gap == .space, isPersonDue(index - 1) {
            set(index, .name)
            takeCompound(index - 1)
        }
    }

    /// `équipier de ····`, `joseph dit ····`, `ben m ····`: a small word that can only be part of the name after it.
    private mutating func takeLink(_ index: Int) {
        guard tokens[index + 1].label == .name, tokens[index + 1].gap.within([.space, .apostrophe]) else { return }
        if spells(index, "dit") || spells(index, "dite") {
            if tokens[index - 1].label == .name, tokens[index].gap == .space { set(index, .name) }
            return
        }
        guard tokens[index].traits.has(.particle) || spells(index, "ait") && callsForPerson(index - 1) else { return }
        if spells(index, "el") || spells(index, "ben") { return cover(index, through: index, .name) }
        var first = index
        while first > Self.first, tokens[first - 1].isWord, tokens[first - 1].label == .kept, tokens[first - 1].traits.has(.particle),
            tokens[first].gap == .space
        { first -= 1 }
        guard tokens[first].gap.has([.colon, .comma, .open]) || tokens[first].gap == .space && takesParticle(first - 1) else { return }
        cover(first, through: index, .name)
        tokens[index + 1].joined = true
    }

    /// After whom `de` begins a name: `équipier de ····`; after `fils` or `mère` it tells whose.
    private func takesParticle(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.isWord, !token.label.isCovered else { return false }
        return token.traits.has(.role) && !Self.kin.contains(token.hash) || spells(index, "vu") || spells(index, "par")
            || Self.namingVerbs.contains(token.hash) || Self.civilTitles.contains(token.hash)
    }

    static let kin = hashes(
        """
        pere mere fille fils frere soeur oncle tante cousin cousine neveu niece mari femme epoux epouse compagnon compagne concubin \
        concubine conjoint conjointe ami amie copain copine parent parents enfant enfants ex eleve chef cheffe pere bebe
        """)

    /// Where a name is due: at the start, after a sign, after a word that calls for a person.
    private func isPersonDue(_ index: Int) -> Bool {
        startsSentence(index) || tokens[index].gap.has([.comma, .open, .colon])
            || tokens[index].gap.within([.space, .apostrophe]) && callsForPerson(index - 1)
    }

    /// `theatre farouk,`, `CAPUCINE BEMOL ÉTAIT`: two bare nouns, one of them also a first name, where a person is due.
    private func startsPair(_ index: Int) -> Bool {
        guard couldBeName(index), isPersonDue(index) else { return false }
        let after = tokens[index + 1]
        // `…, castel laissé libre`: a word that agents hardly use but as a name.
        if tokens[index].traits.has(.anyName), !tokens[index].traits.has([.commonWord, .trade, .role]), tokens[index].gap.has(.comma) {
            return true
        }
        guard after.gap == .space, isDoubtful(index + 1) || after.label == .name, couldBeName(index + 1) else { return false }
        let closing = tokens[index + 2]
        guard tokens[index].traits.has(.firstName) || after.traits.has(.firstName) || after.label == .name,
            closing.kind == .edge || closing.traits.has(.function) || closing.gap.has([.comma, .close, .open, .slash, .dot])
        else { return false }
        return true
    }

    /// A known word that was kept, in capitals that say nothing or in a note without any.
    private func isDoubtful(_ index: Int) -> Bool {
        let token = tokens[index]
        return token.isWord && token.label == .kept && token.length >= 3 && (token.caseless || !hasCapitals && token.shape == .lower)
            && !token.traits.has([.function, .determiner, .title, .introducesName])
    }

    /// Covers a word, and what hangs on it by a hyphen.
    private mutating func takeCompound(_ index: Int) {
        set(index, .name)
        var last = index
        while last + 1 < end, tokens[last + 1].isWord, tokens[last + 1].gap == .hyphen, !tokens[last + 1].label.isCovered {
            last += 1
            set(last, .name)
        }
        var first = index
        while tokens[first].gap == .hyphen, tokens[first - 1].isWord, tokens[first - 1].label == .kept,
            !tokens[first - 1].traits.has([.function, .determiner])
        {
            first -= 1
            set(first, .name)
        }
    }

    /// `M. AFFAIRE`, `mme crevant`, `m. de marsault`, `se prénomme brume`: after a title of everyday life, or a verb of naming.
    private func isTitled(_ index: Int) -> Bool {
        var head = index - 1
        var gap = tokens[index].gap
        if tokens[head].traits.has(.particle), gap.within([.space, .apostrophe]) {
            gap = tokens[head].gap
            head -= 1
            if tokens[head].traits.has(.particle), gap.within(.space) {
                gap = tokens[head].gap
                head -= 1
            }
        }
        guard tokens[head].isWord, !tokens[head].label.isCovered, gap.within([.space, .dot, .colon, .wide]) else { return false }
        if Self.civilTitles.contains(tokens[head].hash) { return tokens[head].length > 1 || isTitle(head) && gap.has(.dot) }
        return Self.namingVerbs.contains(tokens[head].hash)
    }

    private static let civilTitles = hashes("m mr mme mlle monsieur madame mademoiselle")
    private static let namingVerbs = hashes("prenomme prenommee prenommant nommant denomme denommee susnomme susnommee prenom patronyme")

    private static func hashes(_ words: String) -> Set<UInt64> { Set(words.utf8.split(separator: 0x20).map { WordHash.of($0) }) }

    /// `claudine chiffre,`, `MARCEL VOISIN A ÉTÉ`: one word after a first name, which the sentence does not need.
    private func followsFirstName(_ index: Int) -> Bool {
        let before = tokens[index - 1]
        guard before.isWord, before.label == .name, tokens[index].gap.within([.space, .hyphen]), before.length > 1,
            tokens[index - 2].label != .name || !tokens[index - 1].gap.within([.space, .hyphen])
        else { return false }
        return couldBeName(index)
    }

    /// `remis à grille, vigile`, `ÉPOUSE BARBER, MÉDECIN`, `marin et ····`: a bare noun between a word that calls for a person and a pause.
    private func isAlone(_ index: Int) -> Bool {
        if tokens[index].gap == .space, spells(index - 1, "el") || spells(index - 1, "ben"), mayBeName(index) { return true }
        guard mayBeName(index), !tokens[index].traits.has(.place) else { return false }
        if spells(index + 1, "et"), tokens[index + 2].label == .name, tokens[index - 1].traits.has(.role), tokens[index].gap == .space {
            return true
        }
        guard couldBeName(index) else { return false }
        let (before, after) = (tokens[index - 1], tokens[index + 1])
        guard before.isWord, !before.label.isCovered else { return false }
        if spells(index + 1, "et"), tokens[index + 2].label == .name, tokens[index].gap.has([.colon, .open]) || before.traits.has(.role) {
            return true
        }
        guard tokens[index].gap == .space else { return false }
        if spells(index - 1, "et"), tokens[index - 2].label == .name { return true }
        if before.traits.has(.role) { return after.gap.has([.comma, .close, .open]) && after.kind != .edge }
        return after.isWord && after.gap.has(.comma) && after.traits.has(.role) && callsForPerson(index - 1)
    }

    /// `bacher ·······`, `VISITATION ······`: a bare noun before a name, where a person is due.
    private func leadsToName(_ index: Int) -> Bool {
        let after = tokens[index + 1]
        let isCalled =
            tokens[index].gap.has([.comma, .open, .colon])
            || callsForPerson(index - 1) && !spells(index - 1, "a") && tokens[index].gap == .space
        guard after.label == .name, after.isWord, after.gap.within([.space, .hyphen]), isCalled ? mayBeName(index) : couldBeName(index),
            tokens[index + 2].label != .name || !tokens[index + 2].gap.within([.space, .hyphen]) || after.length == 1
        else { return false }
        if startsSentence(index) || tokens[index].gap.has([.comma, .open]) { return true }
        return tokens[index].gap.within([.space, .apostrophe]) && callsForPerson(index - 1)
    }

    func callsForPerson(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.isWord, !token.label.isCovered else { return false }
        if token.traits.has([.role, .introducesName]) || Self.personLinks.contains(token.hash) { return true }
        // `de la part de`, `à l'encontre de`, `au nom de`, `appel de`.
        return spells(index, "de") && Self.personNouns.contains(tokens[index - 1].hash)
    }

    private static let personLinks = hashes(
        "par avec a et chez contre vu appelle rappeler contacter charge identite entre selon visant poste suis pour")
    private static let personNouns = hashes(
        """
        part encontre nom appel plainte presence epouse fils fille mere pere identite compagnie interpellation fugue vie audition escorte \
        demande rappel domicile disparition hospitalisation signalement deces garde visite temoignage arrestation agression denonciation
        """)

    /// Any word that is not of the trade, where nothing but a person can be meant.
    private func mayBeName(_ index: Int) -> Bool {
        let traits = tokens[index].traits
        return traits.has(.anyName) || !traits.has([.trade, .role, .dwelling, .month, .street, .place, .number]) && traits.cue == .none
    }

    /// A noun, by what can be known: no word of the grammar or the trade, no participle, no adjective; an infinitive is no verb there.
    private func couldBeName(_ index: Int) -> Bool {
        let token = tokens[index]
        let traits = token.traits
        if traits.has([.dwelling, .month, .street, .numbered]) || traits.cue != .none { return false }
        if traits.has(.anyName) { return true }
        if traits.has([.trade, .role]) { return false }
        let isInfinitive = code(token.end - 1) == 0x72 && code(token.end - 2) == 0x65
        if traits.has(.verb) { return isInfinitive }
        return !looksLikeAdjective(index) || code(token.end - 1) == 0x72
    }
}
