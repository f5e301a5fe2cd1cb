/// IPv4, IPv6 and MAC addresses.
extension NoteInHand {
    mutating func internetAddress(_ index: Int) -> Int? {
        if tokens[index].isNumber, let next = fourBytes(index) { return next }
        return colonGroups(index)
    }

    private mutating func fourBytes(_ index: Int) -> Int? {
        guard index + 3 < end, tokens[index].gap != .dot else { return nil }
        for offset in 0..<4 {
            let token = tokens[index + offset]
            // `192[.]168[.]1[.]10`: written so that nobody follows it.
            guard token.isNumber, token.length <= 3, token.value <= 255,
                offset == 0 || token.gap == .dot || token.gap == [.open, .dot, .close],
                token.length == 1 || code(token.start) != 0x30
            else { return nil }
        }
        let after = tokens[index + 4]
        if after.isNumber, after.gap == .dot { return nil }
        var last = index + 3
        if after.isNumber, after.gap == .colon, after.length <= 5 { last += 1 }
        cover(index, through: last, .ip)
        return last + 1
    }

    /// Hexadecimal groups between colons: six of two are a MAC address; with `::` or four colons and more, an IPv6 address.
    private mutating func colonGroups(_ index: Int) -> Int? {
        let start = tokens[index].start
        guard !isHexOrColon(code(start - 1)) else { return nil }
        var reach: Int32 = 0
        while reach < 5, isHex(code(start + reach)) { reach += 1 }
        guard reach < 5, reach > 0, code(start + reach) == 0x3a else { return nil }
        var position = start
        var colons = 0
        var size = 0
        var double = false
        var allPairs = true
        var hasLetter = false
        while isHexOrColon(code(position)) {
            steps += 1
            if code(position) == 0x3a {
                colons += 1
                double = double || size == 0
                allPairs = allPairs && size == 2
                size = 0
            } else {
                size += 1
                hasLetter = hasLetter || code(position) >= 0x61
                if size > 4 { break }
            }
            position += 1
        }
        allPairs = allPairs && size == 2
        let isDevice = colons == 5 && allPairs
        guard isDevice || (colons >= 4 && !(allPairs && !hasLetter)) || (double && colons >= 2 && (hasLetter || colons >= 3)) else {
            return nil
        }
        var last = index
        while tokens[last + 1].kind != .edge, tokens[last + 1].start < position { last += 1 }
        cover(index, through: last, isDevice ? .device : .ip)
        return last + 1
    }

    private func isHex(_ code: UInt8) -> Bool { Folded.isDigit(code) || (code >= 0x61 && code <= 0x66) }
    private func isHexOrColon(_ code: UInt8) -> Bool { code == 0x3a || isHex(code) }
}
