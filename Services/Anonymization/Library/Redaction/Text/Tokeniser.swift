/// Cuts the folded text into words and numbers and looks the words up.
struct Tokeniser: Sendable {
    /// 0 separates, 1 small letter, 2 capital, 3 digit.
    private let classes: [UInt8]
    private let gaps: [UInt32]
    private let marks: [[UInt8]]

    init() {
        var classes = [UInt8](repeating: 0, count: 256)
        for code in 0..<256 {
            let byte = UInt8(code)
            if Folded.isLetter(byte) { classes[code] = byte & Folded.upper != 0 ? 2 : 1 }
            if Folded.isDigit(byte) { classes[code] = 3 }
        }
        self.classes = classes
        gaps = (0..<256).map { Gap.of(UInt8($0)).rawValue }
        marks = RedactionType.allCases.map { Array("[\($0.label)]".utf8) }
    }

    /// Fills `tokens` (kept from note to note) and returns how many there are, edges included.
    func cut(_ text: FoldedText, _ table: WordTable, into tokens: inout [Token]) -> Int {
        let count = text.count
        if tokens.count < count + 16 {
            let needed = most(text) + 16
            if tokens.count < needed { tokens = [Token](repeating: Token(), count: max(512, needed + needed / 4)) }
        }
        return tokens.withUnsafeMutableBufferPointer { tokens in
            text.codes.withUnsafeBufferPointer { codes in
                classes.withUnsafeBufferPointer { classes in
                    gaps.withUnsafeBufferPointer { gaps in
                        for edge in 0..<4 { tokens[edge] = Token() }
                        var next = 4
                        var index = 0
                        var gap: UInt32 = 0
                        while index < count {
                            let kind = classes[Int(codes[index])]
                            if kind == 0 {
                                let code = codes[index]
                                if code == 0x5b, let length = mark(codes, index, count) {
                                    tokens[next] = Token(
                                        start: Int32(index), end: Int32(index + length), gap: Gap(rawValue: gap), kind: .mark, label: .kept)
                                    next += 1
                                    gap = 0
                                    index += length
                                    continue
                                }
                                let sign = gaps[Int(code)]
                                if code == 0x20, gap != 0, codes[index - 1] == 0x20 { gap |= Gap.wide.rawValue }
                                gap |= sign
                                index += 1
                            } else if kind == 3 {
                                let start = index
                                var value: Int64 = 0
                                while index < count, classes[Int(codes[index])] == 3 {
                                    if index - start < 10 { value = value * 10 + Int64(codes[index] - 0x30) }
                                    index += 1
                                }
                                tokens[next] = Token(
                                    start: Int32(start), end: Int32(index), gap: Gap(rawValue: gap), kind: .number,
                                    value: index - start <= 9 ? Int32(value) : -1)
                                next += 1
                                gap = 0
                            } else {
                                let word = self.word(codes, classes, index, count)
                                index = Int(word.end)
                                tokens[next] = word
                                tokens[next].gap = Gap(rawValue: gap)
                                tokens[next].traits = table[word.hash]
                                next += 1
                                gap = 0
                            }
                        }
                        for edge in 0..<4 { tokens[next + edge] = Token() }
                        return next + 4
                    }
                }
            }
        }
    }

    /// No more tokens than this: each begins where the kind of character changes.
    private func most(_ text: FoldedText) -> Int {
        guard text.count > 4_096 else { return text.count }
        var changes = 1
        var before: UInt8 = 0
        for index in 0..<text.count {
            let kind = classes[Int(text.codes[index])]
            if kind != before { changes += 1 }
            before = kind
        }
        return changes
    }

    /// One word: it ends at a sign, a digit, or where capitals and small letters show two words glued together.
    @inline(__always)
    private func word(
        _ codes: UnsafeBufferPointer<UInt8>, _ classes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int
    ) -> Token {
        var index = start
        var hash = WordHash()
        var capitals = 0
        let first = classes[Int(codes[start])]
        while index < count {
            let kind = classes[Int(codes[index])]
            if kind == 2 {
                // `vuDUPONT`, `DupontKarim`.
                if index > start, classes[Int(codes[index - 1])] == 1 { break }
                capitals += 1
            } else if kind == 1 {
                // `ABDALLAHappelle`; not `DUPONTs`.
                if capitals >= 3, capitals == index - start, index + 2 < count, classes[Int(codes[index + 1])] == 1,
                    classes[Int(codes[index + 2])] == 1
                {
                    break
                }
            } else {
                break
            }
            hash.add(codes[index] & 0x7f)
            index += 1
        }
        let length = index - start
        let shape: Token.Shape =
            capitals == 0
            ? .lower : length == 1 ? .initial : capitals == length ? .upper : capitals == 1 && first == 2 ? .capitalised : .mixed
        return Token(start: Int32(start), end: Int32(index), hash: hash.value, kind: .word, shape: shape)
    }

    /// The length of a mark of this redactor at `index`.
    private func mark(_ codes: UnsafeBufferPointer<UInt8>, _ index: Int, _ count: Int) -> Int? {
        for mark in marks where index + mark.count <= count {
            var matches = true
            for offset in 1..<mark.count {
                let byte = mark[offset]
                let wanted = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 | Folded.upper : byte
                if codes[index + offset] != wanted {
                    matches = false
                    break
                }
            }
            if matches { return mark.count }
        }
        return nil
    }
}
