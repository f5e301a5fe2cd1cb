/// Initials, particles, letters set apart, and nicknames: what belongs to a name without being one.
extension NoteInHand {
    /// A single letter.
    mutating func initial(_ index: Int) {
        let token = tokens[index]
        let slot = slot(index)
        let after = tokens[index + 1]
        let dotted = code(token.end) == 0x2e
        if slot == .within, !token.traits.has(.function) || dotted, !tokens[index + 1].gap.has(.apostrophe) {
            set(index, .name)
            return
        }
        let beforeName =
            after.isWord && after.gap.within([.dot, .space, .hyphen, .wide]) && after.gap != [] && looksLikeName(index + 1)
            && !(after.isKnown && !after.traits.has(.anyName))
            || dotted && after.isWord && after.gap.within([.dot, .space]) && after.traits.has(.surname) && !after.traits.has(.particle)
        if beforeName, dotted || (!token.traits.has(.function) && !token.traits.has(.unit)), !(token.traits.has(.title) && slot != .strong)
        {
            if dotted || token.shape == .initial {
                set(index, .name)
                return
            }
        }
        // `I. Jambes`, `J. De La Guercy`: a letter with a dot before a capital in the middle of a sentence.
        if dotted, token.shape == .initial, !token.traits.has(.title), after.isWord, after.gap.within([.dot, .space]), !after.isLow,
            after.traits.has(.particle)
                ? tokens[index + 2].isWord && !tokens[index + 2].isLow
                : !after.traits.has(.neverName) && !after.traits.has([.place, .street])
        {
            set(index, .name)
            return
        }
        // `J.-P. Durand`, `M. A. B.`
        if slot == .strong || slot == .weak, dotted || token.shape == .initial && !token.traits.has(.function), !after.gap.has(.apostrophe),
            !(token.traits.has(.title) && slot == .weak)
        {
            set(index, .name)
            return
        }
        if !token.traits.has(.function), code(token.start) == Folded.letter {
            set(index, .other)
            return
        }
        keep(index)
    }

    /// `J U S T I N E  B O N N E T`: letters set apart by a scanner. Returns the last token where it was one.
    mutating func spacedLetters(_ index: Int) -> Int? {
        var last = index
        while tokens[last + 1].isWord, tokens[last + 1].length == 1, tokens[last + 1].gap.within([.space, .wide, .hyphen, .dot]),
            tokens[last + 1].gap != [], tokens[last + 1].label == .undecided
        {
            last += 1
        }
        guard last - index >= 3 else { return nil }
        steps += last - index
        var known = true
        var first = index
        while first <= last {
            var stop = first
            while stop < last, !tokens[stop + 1].gap.has(.wide) { stop += 1 }
            let traits = table[WordHash.of((first...stop).map { code(tokens[$0].start) })]
            if !traits.has(.known) || traits.has(.anyName) { known = false }
            first = stop + 1
        }
        if known, slot(index) == .none || slot(index) == .weak {
            for position in index...last { keep(position) }
        } else {
            cover(index, through: last, .name)
        }
        return last
    }

    /// Particles before and between the words of a name, and what is glued to it.
    mutating func joinParticles() {
        // `agent LE DÛ`, `Me Le Dû`: capitals that a sentence does not ask for.
        for index in Self.first..<end
        where tokens[index].traits.has(.particle) && !tokens[index].isLow && !tokens[index].label.isCovered && tokens[index].length > 1 {
            capitalParticle(index)
        }
        guard hasNames else { return }
        spreadNames()
        for index in Self.first..<end where tokens[index].gap == .apostrophe && spells(index, "h") && tokens[index - 1].isWord {
            // `Le Floc'h`: Breton, whatever the case.
            cover(index - 1, through: index, .name)
            if tokens[index - 2].traits.has(.particle), tokens[index - 1].gap.within([.space, .hyphen]) { set(index - 2, .name) }
        }
        var index = end - 1
        while index >= Self.first {
            steps += 1
            let token = tokens[index]
            guard token.isWord, !token.label.isCovered, tokens[index + 1].label == .name,
                token.traits.has(.particle)
                    || token.length == 1 && tokens[index + 1].gap == .apostrophe
                        && (token.shape == .initial || spells(index, "m") || spells(index, "n")),
                tokens[index + 1].gap.within([.space, .apostrophe, .hyphen, .dot, .wide]), token.label != .place
            else {
                index -= 1
                continue
            }
            if token.length == 1, tokens[index + 1].gap == .apostrophe { set(index, .name) }
            let foreign = !token.traits.has([.function, .determiner])
            let before = tokens[index - 1]
            let nearGap = token.gap.within([.space, .hyphen, .dot, .apostrophe, .wide])
            let afterName = nearGap && (before.label == .name || isTitle(index - 1) || before.traits.has(.introducesName) && !token.isLow)
            let afterParticle = nearGap && before.traits.has(.particle) && (tokens[index - 2].label == .name || isTitle(index - 2))
            let article =
                token.traits.has(.determiner) && !spells(index, "l") && !spells(index, "d")
                && token.gap.within([.space, .wide, .colon, .hyphen, .comma])
            // `remis à de Barges`.
            let afterPreposition = spells(index, "de") && (isPreposition(index - 1) || token.gap.has(.comma))
            // `de Santis et …` at the start; `l'appel de de Santis`, `la famille de le Bourdais`: no grammar asks for these.
            let beyondGrammar =
                (spells(index, "de") || spells(index, "le") || spells(index, "la")) && token.gap.within([.space, .wide])
                && (spells(index - 1, "de") && (spells(index, "de") || spells(index, "le"))
                    && before.gap.within([.space, .apostrophe, .wide]))
                || spells(index, "de") && startsSentence(index) && tokens[index + 1].gap == .space
            if foreign || beyondGrammar || afterPreposition || afterName || afterParticle || !token.isLow || article { set(index, .name) }
            index -= 1
        }
        // `M. Benali`: the letter may be the initial of a first name as well as the title.
        for index in Self.first..<end where tokens[index].length == 1 && tokens[index].traits.has(.title) && !tokens[index].label.isCovered
        {
            if code(tokens[index].end) == 0x2e, tokens[index + 1].label == .name, tokens[index + 1].gap.within([.dot, .space, .wide]),
                tokens[index + 2].label != .name || tokens[index + 2].gap == .hyphen || !tokens[index + 2].gap.within(Self.nameGap)
                    || tokens[index + 1].traits.has(.particle)
            {
                set(index, .name)
            }
        }
        // `SANTrNI`: what is glued to a name is part of it, unless it is a word.
        for index in Self.first..<end where tokens[index].isWord && !tokens[index].label.isCovered && tokens[index].gap == [] {
            if tokens[index - 1].label == .name, tokens[index - 1].isWord, tokens[index].length <= 3 || !tokens[index].isKnown {
                set(index, .name)
            }
        }
        // `DUPONT ép. MARTIN`.
        for index in Self.first..<end
        where tokens[index].isWord && tokens[index].length <= 3 && !tokens[index].label.isCovered
            && tokens[index].traits.has(.introducesName)
        {
            if tokens[index - 1].label == .name, tokens[index + 1].label == .name { set(index, .name) }
        }
        // `J-P. Durand`.
        for index in Self.first..<end
        where tokens[index].shape == .initial && tokens[index + 1].gap == .hyphen && tokens[index + 1].length == 1 && tokens[index].isWord {
            if tokens[index + 1].label == .name, !tokens[index].label.isCovered { set(index, .name) }
        }
        // `France-Lise`: both halves of a compound.
        for index in Self.first..<end where tokens[index].isWord && tokens[index].gap == .hyphen && tokens[index - 1].isWord {
            let (left, right) = (tokens[index - 1], tokens[index])
            if left.label == .name, !right.label.isCovered, right.isLow == left.isLow, right.label != .place,
                !right.traits.has(.function) || !right.isLow
            {
                set(index, .name)
            }
            if right.label == .name, !left.label.isCovered, right.isLow == left.isLow, left.label != .place,
                !left.traits.has([.function, .hyphenated]), !left.isLow || !left.traits.has(.role)
            {
                set(index - 1, .name)
            }
        }
        // A second particle: `M. de la Tour`.
        for index in Self.first..<end where tokens[index].label == .name && tokens[index].traits.has(.particle) {
            var before = index - 1
            while tokens[before].isWord, tokens[before].traits.has(.particle), !tokens[before].label.isCovered, before > index - 3,
                isTitle(before - 1) || tokens[before - 1].traits.has(.particle)
            {
                set(before, .name)
                before -= 1
            }
        }
    }

    /// A particle with a capital in the middle of a sentence: after a name it ends it, after a role or title it begins one.
    private mutating func capitalParticle(_ index: Int) {
        let (token, before, after) = (tokens[index], tokens[index - 1], tokens[index + 1])
        guard token.gap.within([.space, .wide, .dot]), !startsSentence(index), token.label != .place else { return }
        if before.label == .name, !before.isLow, token.gap == .space { return set(index, .name) }
        guard
            isTitle(index - 1) && before.length > 1 || before.traits.has(.role) && token.gap == .space
                || before.length == 1
                    && before.shape == .initial && token.gap.has(.dot),
            after.isWord, !after.isLow, after.gap.within([.space, .apostrophe, .hyphen]), after.label != .place,
            !after.traits.has([.role, .title]) || token.shape == .upper
        else { return }
        cover(index, through: index + 1, .name)
        if before.length == 1 { set(index - 1, .name) }
    }

    private func isPreposition(_ index: Int) -> Bool {
        spells(index, "par") || spells(index, "a") || spells(index, "avec") || spells(index, "et") || spells(index, "chez")
            || spells(index, "contre")
            || spells(index, "pour")
    }

    /// What was somebody's name once in a note is so everywhere in it: `Minh Tran […] Tran joignable`.
    mutating func spreadNames() {
        var known: [UInt64] = []
        var bits: UInt64 = 0
        for index in Self.first..<end where tokens[index].label == .name && tokens[index].isWord && tokens[index].length >= 3 {
            guard known.count < 24 else { break }
            let hash = tokens[index].hash
            if tokens[index].traits.has([.function, .determiner]) || known.contains(hash) { continue }
            known.append(hash)
            bits |= 1 << (hash & 63)
        }
        guard !known.isEmpty else { return }
        for index in Self.first..<end where bits & (1 << (tokens[index].hash & 63)) != 0 {
            let token = tokens[index]
            steps += 1
            guard token.isWord, token.label == .kept, token.length >= 3,
                !token.isLow || !token.traits.has(.ordinary) || token.traits.has(.anyName),
                !(token.traits.has([.trade, .role, .title]) && token.isLow), known.contains(token.hash)
            else { continue }
            set(index, .name)
        }
    }

    /// `dit « Bob le Borgne »`, `alias Tonton`, `surnommé`.
    mutating func findAliases() {
        for index in Self.first..<end where tokens[index].isWord && tokens[index].traits.cue == .alias && !tokens[index].label.isCovered {
            steps += 1
            var first = index + 1
            // `sous le sobriquet de « … »`, `surnommé par tous « … »`.
            while first < index + 4, tokens[first].isWord, tokens[first].traits.has([.function, .determiner]),
                tokens[first + 1].gap.has(.quote)
            {
                first += 1
            }
            // `alias le Turc`: the article is part of it.
            let hasArticle =
                (spells(first, "le") || spells(first, "la") || spells(first, "l") || spells(first, "les"))
                && tokens[first + 1].isWord && !tokens[first].gap.has(.quote) && tokens[first].gap.within([.space, .colon])
            if hasArticle, spells(index, "alias") || !tokens[first].isLow || !tokens[first + 1].isLow {
                var last = first + 1
                while last - first < 3, tokens[last + 1].isWord, tokens[last + 1].gap.within([.space, .hyphen]), !tokens[last + 1].isLow {
                    last += 1
                }
                if tokens[first].label == .undecided, tokens[last].label == .undecided,
                    spells(index, "alias") || spells(index, "surnomme") || spells(index, "surnommee") || !tokens[first + 1].isKnown
                        || !tokens[first].isLow
                {
                    cover(first, through: last, .alias)
                    continue
                }
            }
            if spells(first, "le") || spells(first, "la") || spells(first, "l"), !tokens[first + 1].isLow,
                tokens[first].gap.within([.space])
            {
                first += 1
            }
            let opening = tokens[first]
            guard opening.isWord || opening.isNumber, opening.label == .undecided else { continue }
            let general = spells(index, "dit") || spells(index, "dite")
            if opening.gap.has(.quote) {
                var last = first
                while last - first < 8, tokens[last + 1].isWord || tokens[last + 1].isNumber,
                    !tokens[last + 1].gap.has([.quote, .newline, .hard])
                { last += 1 }
                // A quotation is no nickname: it is long, or holds a verb.
                if general, last - first > 3 || tokens[index].gap.has(.comma) { continue }
                cover(first, through: last, .alias)
            } else if opening.isWord, !general ? !opening.traits.has([.function, .determiner]) : !opening.isLow && !opening.isKnown {
                guard opening.gap.within([.space, .colon, .open, .wide]) else { continue }
                var last = first
                while last - first < 4, tokens[last + 1].isWord, tokens[last + 1].gap.within([.space, .hyphen, .apostrophe]),
                    !tokens[last + 1].isLow || tokens[last + 2].isWord && !tokens[last + 2].isLow && tokens[last + 1].traits.has(.particle)
                        || opening.isLow && spells(index, "alias") && tokens[last + 2].gap.has([.comma, .dot, .close])
                {
                    last += 1
                }
                cover(general && tokens[index].shape == .capitalised && !startsSentence(index) ? index : first, through: last, .alias)
            }
        }
    }
}
