/// Goes through a word list and gives each word folded to lower-case ASCII; the parts of a compound one by one.
struct LexiconReader {
    let bytes: [UInt8]
    let isUTF8: Bool
    let fold: FoldTable

    func forEach(_ body: (ArraySlice<UInt8>) -> Void) {
        var word: [UInt8] = []
        word.reserveCapacity(64)
        var skip = false
        var index = 0
        while index < bytes.count {
            var scalar = UInt32(bytes[index])
            index += 1
            if scalar >= 0xc0, isUTF8 {
                let more = scalar >= 0xf0 ? 3 : scalar >= 0xe0 ? 2 : 1
                scalar &= more == 1 ? 0x1f : more == 2 ? 0x0f : 0x07
                for _ in 0..<more where index < bytes.count {
                    scalar = scalar << 6 | UInt32(bytes[index] & 0x3f)
                    index += 1
                }
            }
            switch scalar {
            case 0x0a:
                finish(&word, &skip, body)
            case 0x0d: break
            case 0x41...0x5a where word.isEmpty: skip = true
            default:
                let (first, second) = fold.letters(scalar)
                if first == 0 {
                    // A hyphen or an apostrophe: the parts are words of their own.
                    if !skip, word.count > 1 { body(word[...]) }
                    word.removeAll(keepingCapacity: true)
                } else {
                    word.append(first & 0x7f)
                    if second != 0 { word.append(second & 0x7f) }
                }
            }
        }
        finish(&word, &skip, body)
    }

    private func finish(_ word: inout [UInt8], _ skip: inout Bool, _ body: (ArraySlice<UInt8>) -> Void) {
        if !skip, word.count > 1 { body(word[...]) }
        word.removeAll(keepingCapacity: true)
        skip = false
    }
}
