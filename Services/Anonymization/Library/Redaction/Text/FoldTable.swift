/// What each scalar becomes before words are looked at: lower-case ASCII without accents, or one of `Folded`'s codes.
struct FoldTable: Sendable {
    /// For ASCII.
    let ascii: [UInt8]
    /// For U+0080 to U+024F.
    let latin: [UInt8]

    init() {
        var ascii = [UInt8](repeating: Folded.ignorable, count: 128)
        for byte in 0x20..<0x7f { ascii[byte] = UInt8(byte) }
        for byte in 0x41...0x5a { ascii[byte] = UInt8(byte) | 0x20 | Folded.upper }
        ascii[0x09] = 0x20
        ascii[0x0b] = 0x20
        ascii[0x0a] = Folded.newline
        ascii[0x0c] = Folded.newline
        ascii[0x0d] = Folded.newline
        for special in "&<%\\=".utf8 { ascii[Int(special)] = Folded.special }
        ascii[0x60] = 0x27
        self.ascii = ascii

        var latin = [UInt8](repeating: Folded.letter, count: 0x250 - 0x80)
        for scalar in 0x80..<0xc0 { latin[scalar - 0x80] = Folded.symbol }
        for scalar in 0x80..<0xa0 { latin[scalar - 0x80] = Folded.ignorable }
        let signs: [(UInt32, UInt8)] = [
            (0x85, Folded.newline), (0xa0, 0x20), (0xab, 0x22), (0xbb, 0x22), (0xad, Folded.ignorable), (0xb4, 0x27), (0xb7, 0x2e),
            (0xb0, Folded.degree), (0xba, Folded.degree), (0xaa, 0x61), (0xb2, 0x32), (0xb3, 0x33), (0xb9, 0x31), (0xb5, 0x75),
            (0xd7, 0x78), (0xf7, Folded.symbol),
        ]
        for (scalar, code) in signs { latin[Int(scalar) - 0x80] = code }
        for (base, letters) in FoldTable.accented {
            for (index, scalar) in letters.unicodeScalars.enumerated() where scalar.value < 0x250 {
                latin[Int(scalar.value) - 0x80] = index % 2 == 0 ? base | Folded.upper : base
            }
        }
        self.latin = latin
    }

    /// Upper and lower case by turns.
    private static let accented: [(UInt8, String)] = [
        (0x61, "ÀàÁáÂâÃãÄäÅåĀāĂăĄąǍǎȀȁȂȃȦȧ"), (0x63, "ÇçĆćĈĉĊċČč"), (0x64, "ĎďĐđÐð"), (0x65, "ÈèÉéÊêËëĒēĔĕĖėĘęĚěȄȅȆȇȨȩ"),
        (0x67, "ĜĝĞğĠġĢģǦǧ"), (0x68, "ĤĥĦħ"), (0x69, "ÌìÍíÎîÏïĨĩĪīĬĭĮįİıǏǐ"), (0x6a, "ĴĵĴǰ"), (0x6b, "ĶķǨǩ"),
        (0x6c, "ĹĺĻļĽľĿŀŁł"), (0x6e, "ÑñŃńŅņŇňŊŋǸǹ"), (0x6f, "ÒòÓóÔôÕõÖöØøŌōŎŏŐőƠơǑǒ"), (0x72, "ŔŕŖŗŘř"), (0x73, "ŚśŜŝŞşŠšȘș"),
        (0x74, "ŢţŤťŦŧȚț"), (0x75, "ÙùÚúÛûÜüŨũŪūŬŭŮůŰűŲųƯưǓǔ"), (0x77, "Ŵŵ"), (0x79, "ÝýŶŷŸÿ"), (0x7a, "ŹźŻżŽž"),
    ]

    /// One or two folded letters of a scalar; (0, 0) where it is no letter.
    func letters(_ scalar: UInt32) -> (UInt8, UInt8) {
        switch scalar {
        case 0..<0x80:
            let code = ascii[Int(scalar)]
            return Folded.isLetter(code) ? (code, 0) : (0, 0)
        case 0xc6: return (0x61 | Folded.upper, 0x65 | Folded.upper)
        case 0xe6: return (0x61, 0x65)
        case 0x152: return (0x6f | Folded.upper, 0x65 | Folded.upper)
        case 0x153: return (0x6f, 0x65)
        case 0xdf: return (0x73, 0x73)
        case 0x132: return (0x69 | Folded.upper, 0x6a | Folded.upper)
        case 0x133: return (0x69, 0x6a)
        case 0x80..<0x250:
            let code = latin[Int(scalar) - 0x80]
            return Folded.isLetter(code) ? (code, 0) : (0, 0)
        default: return (0, 0)
        }
    }
}

/// Codes of the folded text. Letters are a-z, with `upper` added for capitals; digits and ASCII punctuation stand for themselves.
enum Folded {
    static let upper: UInt8 = 0x80
    /// Not written: zero-width, bidi, combining, control.
    static let ignorable: UInt8 = 0
    /// A letter of another script.
    static let letter: UInt8 = 1
    /// Anything else that separates: emoji, box drawing, an unknown sign.
    static let symbol: UInt8 = 2
    /// Starts an entity, tag or escape perhaps.
    static let special: UInt8 = 3
    static let euro: UInt8 = 4
    static let degree: UInt8 = 5
    /// What stood there was a tag.
    static let newline: UInt8 = 0x0a

    @inline(__always) static func isLetter(_ code: UInt8) -> Bool {
        let low = code & 0x7f
        return low == letter || (low >= 0x61 && low <= 0x7a)
    }

    @inline(__always) static func isDigit(_ code: UInt8) -> Bool { code >= 0x30 && code <= 0x39 }
}
