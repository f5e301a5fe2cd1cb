/// E-mail addresses, plain or disguised (arobase, at, point), and handles of social networks.
extension NoteInHand {
    private static let glue: Gap = [.dot, .hyphen, .underscore, .plus]

    mutating func findElectronicAddresses() {
        var index = Self.first
        while index < end {
            let token = tokens[index]
            steps += 1
            if token.gap.has(.at) {
                atSign(index)
            } else if token.isWord, token.traits.cue == .at {
                atWord(index)
            } else if token.isWord, token.traits.cue == .handle {
                announcedHandle(index)
            } else if token.isWord, token.traits.cue == .domain, token.gap == .dot, tokens[index + 1].gap == .slash,
                token.label == .undecided
            {
                page(index)
            } else if token.gap.has(.underscore), token.gap.within(Self.glue), token.label == .undecided {
                let last = chainEnd(index)
                let first = chainStart(index)
                let isMail = tokens[last + 1].gap.has(.at) || tokens[last + 1].isWord && tokens[last + 1].traits.cue == .at
                if !isMail, !isNumberWithLetters(first, last) { cover(first, through: last, .handle) }
            }
            index += 1
        }
    }

    private mutating func atSign(_ index: Int) {
        let (left, right) = (tokens[index - 1], tokens[index])
        guard right.kind == .word || right.kind == .number else { return }
        let leftGlued = code(left.end) == 0x40 && left.kind != .edge && left.kind != .mark
        var last = chainEnd(index)
        // `gmail . com`, `gmail,com`.
        if tokens[last + 1].isWord, tokens[last + 1].traits.cue == .domain,
            tokens[last + 1].gap == .comma || tokens[last + 1].gap.has(.dot) && tokens[last + 1].gap.within([.dot, .space])
        {
            last += 1
        }
        let hasDomain = last > index && tokens[last].gap.has([.dot, .comma])
        let nearLeft =
            (left.kind == .word || left.kind == .number) && right.gap.within([.at, .space]) && hasDomain
            && tokens[last].traits.cue == .domain
        guard leftGlued || nearLeft else {
            if code(right.start - 1) == 0x40 || code(right.start - 2) == 0x40 {
                if right.label == .undecided { cover(index, through: last, .handle) }
            }
            return
        }
        let first = chainStart(index - 1)
        cover(first, through: last, .email)
    }

    /// `05_16_08_15_44`, `AR_159_KY`: a telephone number or a plate, which have grammars of their own.
    private func isNumberWithLetters(_ first: Int, _ last: Int) -> Bool {
        last - first >= 2 && (first...last).allSatisfy { tokens[$0].isNumber || tokens[$0].length <= 2 }
            && (first...last).contains { tokens[$0].isNumber }
    }

    /// `facebook.com/karim.b`: the page of somebody.
    private mutating func page(_ index: Int) {
        var last = index
        while tokens[last + 1].kind == .word || tokens[last + 1].kind == .number, tokens[last + 1].label == .undecided,
            tokens[last + 1].gap.within([.slash, .dot, .hyphen, .underscore, .other, .plus, .at])
        {
            last += 1
            steps += 1
        }
        cover(chainStart(index), through: last, .handle)
    }

    /// `arobase` always; `at` between brackets or before a domain.
    private mutating func atWord(_ index: Int) {
        let (left, right) = (tokens[index - 1], tokens[index + 1])
        guard left.kind == .word || left.kind == .number, right.kind == .word || right.kind == .number else { return }
        if spells(index, "chez") {
            let provider = right.isWord && right.traits.cue == .domain
            guard provider, tokens[index + 2].traits.cue == .dot || tokens[index + 2].gap == .dot && tokens[index + 2].traits.cue == .domain
            else { return }
        }
        if spells(index, "at") {
            let bracketed = tokens[index].gap.has([.open, .hyphen, .underscore]) && right.gap.has([.close, .hyphen, .underscore])
            let dotted = tokens[index + 2].gap.has(.dot) && tokens[index + 2].traits.cue == .domain
            let spelled = tokens[index + 2].traits.cue == .dot && tokens[index + 3].traits.cue == .domain
            guard bracketed || dotted || spelled else { return }
        }
        var first = chainStart(index - 1)
        while index - first < 16 {
            let sign = tokens[first - 1]
            if sign.isWord, sign.traits.cue == .dot || sign.traits.cue == .dash,
                tokens[first - 2].kind == .word || tokens[first - 2].kind == .number
            {
                first = chainStart(first - 2)
            } else if tokens[first].isNumber, sign.isWord, !sign.isKnown, tokens[first].gap == .space {
                first = chainStart(first - 1)
            } else if tokens[first].gap.has(.dot), tokens[first].gap.within([.dot, .space, .open, .close]), sign.isWord, sign.length > 1,
                !sign.traits.has(.abbreviation)
            {
                first = chainStart(first - 1)
            } else {
                break
            }
        }
        var last = chainEnd(index + 1)
        while last - index < 12 {
            let sign = tokens[last + 1]
            if sign.isWord, sign.traits.cue == .dot || sign.traits.cue == .dash,
                tokens[last + 2].kind == .word || tokens[last + 2].kind == .number
            {
                last = chainEnd(last + 2)
            } else if sign.isWord, sign.traits.cue == .domain, sign.gap.has(.dot), sign.gap.within([.dot, .space, .open, .close]) {
                last += 1
            } else {
                break
            }
        }
        cover(first, through: last, .email)
    }

    /// After Instagram, pseudo and their like: what holds a digit, a dot or an underscore, or is no word.
    private mutating func announcedHandle(_ index: Int) {
        var start = index + 1
        while start < index + 4, tokens[start].isWord,
            tokens[start].traits.has([.function, .determiner]) || tokens[start].traits.cue == .handle
        { start += 1 }
        let token = tokens[start]
        if token.gap.has(.quote), token.isWord, token.label == .undecided, !spells(index, "compte") {
            var last = start
            while last - start < 5, tokens[last + 1].isWord || tokens[last + 1].isNumber,
                tokens[last + 1].gap.within([.space, .dot, .underscore, .hyphen, .apostrophe])
            { last += 1 }
            if tokens[last + 1].gap.has(.quote) {
                cover(start, through: last, .handle)
                return
            }
        }
        guard token.kind == .word || token.kind == .number, token.label == .undecided,
            token.gap.within([.space, .colon, .quote, .wide, .open, .hyphen])
        else { return }
        // `compte FR76 3000…` is a bank's.
        if token.length == 2, token.isWord, tokens[start + 1].isNumber, tokens[start + 1].gap == [], tokens[start + 1].length >= 2,
            tokens[start + 1].length > 2 || tokens[start + 2].length == 4
        {
            return
        }
        let last = chainEnd(start)
        let marked =
            last > start && (start...last).contains { tokens[$0].isNumber || ($0 > start && tokens[$0].gap.has([.dot, .underscore])) }
        let general = spells(index, "compte") || spells(index, "profil") || spells(index, "identifiant") || spells(index, "login")
        let odd =
            token.isWord && !token.isKnown && !general && (token.shape == .lower || token.shape == .mixed || token.caseless)
            && token.length > 2
        if marked, token.isWord || !general || last > start {
            cover(start, through: last, .handle)
        } else if odd {
            cover(start, through: last, .handle)
        }
    }

    /// The first token of the chain without spaces that holds `index`. At most 24 tokens, so that the work stays linear.
    private func chainStart(_ index: Int) -> Int {
        var first = index
        while index - first < 24, tokens[first].gap.within(Self.glue), tokens[first - 1].kind == .word || tokens[first - 1].kind == .number,
            tokens[first - 1].label == .undecided
        {
            first -= 1
        }
        return first
    }

    private mutating func chainEnd(_ index: Int) -> Int {
        var last = index
        while tokens[last + 1].gap.within(Self.glue), tokens[last + 1].kind == .word || tokens[last + 1].kind == .number,
            tokens[last + 1].label == .undecided
        {
            last += 1
            steps += 1
        }
        return last
    }
}
