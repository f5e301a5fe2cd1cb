/// Folds scalars beyond U+024F: digits and letters of other alphabets that look like ours, spaces, quotes, what is invisible.
enum ScalarFolding {
    /// The code of a scalar (see `Folded`).
    static func code(_ scalar: UInt32) -> UInt8 {
        switch scalar {
        case 0x250..<0x2b0: return 1
        case 0x2b0..<0x300: return scalar == 0x2bc || scalar == 0x2b9 ? 0x27 : Folded.symbol
        case 0x300..<0x370: return Folded.ignorable
        case 0x370..<0x400: return lookalike(scalar, greek)
        case 0x400..<0x530: return scalar >= 0x483 && scalar <= 0x489 ? Folded.ignorable : lookalike(scalar, cyrillic)
        case 0x660...0x669: return 0x30 + UInt8(scalar - 0x660)
        case 0x6f0...0x6f9: return 0x30 + UInt8(scalar - 0x6f0)
        case 0x7c0...0x7c9: return 0x30 + UInt8(scalar - 0x7c0)
        case 0x966...0x96f: return 0x30 + UInt8(scalar - 0x966)
        case 0x9e6...0x9ef: return 0x30 + UInt8(scalar - 0x9e6)
        case 0xe50...0xe59: return 0x30 + UInt8(scalar - 0xe50)
        case 0x591...0x5bd, 0x610...0x61a, 0x64b...0x65f, 0x6d6...0x6dc, 0x61c, 0x180b...0x180e, 0x1ab0..<0x1b00, 0x1dc0..<0x1e00:
            return Folded.ignorable
        case 0x115f, 0x1160, 0x17b4, 0x17b5, 0x3164, 0xffa0: return Folded.ignorable
        case 0x1d00..<0x1dc0: return smallCapital(scalar)
        case 0x1e00..<0x1f00: return additional(scalar)
        case 0x2000...0x200a, 0x202f, 0x205f, 0x3000, 0x1680: return 0x20
        case 0x2028, 0x2029: return Folded.newline
        case 0x200b...0x200f, 0x202a...0x202e, 0x2060...0x206f, 0xfeff, 0xfe00...0xfe0f: return Folded.ignorable
        case 0x20d0..<0x2100: return Folded.ignorable
        default: return beyond(scalar)
        }
    }

    private static func beyond(_ scalar: UInt32) -> UInt8 {
        switch scalar {
        case 0x2010...0x2015, 0x2212, 0xfe58, 0xfe63, 0xff0d, 0x2043: return 0x2d
        case 0x2018, 0x2019, 0x201b, 0x2032, 0xff07: return 0x27
        case 0x201a: return 0x2c
        case 0x201c...0x201f, 0x2033, 0x2039, 0x203a, 0xff02: return 0x22
        case 0x2024, 0x2026, 0x2027, 0x2022, 0x3002, 0xff0e, 0xff61, 0x22c5: return 0x2e
        case 0x2044, 0x2215, 0xff0f: return 0x2f
        case 0x20ac: return Folded.euro
        case 0x2070: return 0x30
        case 0x2074...0x2079: return 0x34 + UInt8(scalar - 0x2074)
        case 0x2080...0x2089: return 0x30 + UInt8(scalar - 0x2080)
        case 0x2460...0x2468: return 0x31 + UInt8(scalar - 0x2460)
        case 0x24ea, 0x24ff: return 0x30
        case 0x2776...0x277e: return 0x31 + UInt8(scalar - 0x2776)
        case 0x2780...0x2788: return 0x31 + UInt8(scalar - 0x2780)
        case 0x24b6...0x24cf: return 0x61 + UInt8(scalar - 0x24b6) | Folded.upper
        case 0x24d0...0x24e9: return 0x61 + UInt8(scalar - 0x24d0)
        case 0xff10...0xff19: return 0x30 + UInt8(scalar - 0xff10)
        case 0xff21...0xff3a: return 0x61 + UInt8(scalar - 0xff21) | Folded.upper
        case 0xff41...0xff5a: return 0x61 + UInt8(scalar - 0xff41)
        case 0xff01...0xff5e: return UInt8(scalar - 0xff01) + 0x21
        case 0xfe6b: return 0x40
        case 0x1d400...0x1d6a3:
            let letter = (scalar - 0x1d400) % 52
            return letter < 26 ? 0x61 + UInt8(letter) | Folded.upper : 0x61 + UInt8(letter - 26)
        case 0x1d7ce...0x1d7ff: return 0x30 + UInt8((scalar - 0x1d7ce) % 10)
        case 0x1f100...0x1f10a: return scalar == 0x1f100 ? 0x30 : 0x30 + UInt8(scalar - 0x1f101)
        case 0x1f130...0x1f149: return 0x61 + UInt8(scalar - 0x1f130) | Folded.upper
        case 0x1f150...0x1f169: return 0x61 + UInt8(scalar - 0x1f150) | Folded.upper
        case 0x1f170...0x1f189: return 0x61 + UInt8(scalar - 0x1f170) | Folded.upper
        case 0x1f1e6...0x1f1ff: return 0x61 + UInt8(scalar - 0x1f1e6) | Folded.upper
        case 0x1fbf0...0x1fbf9: return 0x30 + UInt8(scalar - 0x1fbf0)
        case 0xe0000..<0xe0200: return Folded.ignorable
        case 0xfffd, 0xe000..<0xf900, 0x2100..<0x2c00, 0x3000..<0x3040, 0xfe00..<0xfe70, 0xfff0..<0x10000, 0x1f000..<0x1fb00:
            return Folded.symbol
        case 0xf0000...0x10ffff: return Folded.symbol
        default: return Folded.letter
        }
    }

    private static func lookalike(_ scalar: UInt32, _ table: [(Unicode.Scalar, UInt8)]) -> UInt8 {
        for (candidate, code) in table where candidate.value == scalar { return code }
        return Folded.letter
    }

    private static func pairs(_ from: String, _ to: String) -> [(Unicode.Scalar, UInt8)] {
        zip(from.unicodeScalars, to.utf8).map { scalar, byte in
            (scalar, byte >= 0x41 && byte <= 0x5a ? byte | 0x20 | Folded.upper : byte)
        }
    }

    private static let cyrillic = pairs("АВЕКМНОРСТУХЅІЈԌԚԜҮаесорухѕіјһԁԛԝѵгкпЁёЇї", "ABEKMHOPCTYXSIJGQWYaecopyxsijhdqwvrkneeEeIi")
    private static let greek = pairs("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαοινυρτκχϲϳΆΈΉΊΌΎάόίύ", "ABEZHIKMNOPTYXaoivuptkxcjAEHIOYaoiu")

    /// Latin small capitals and phonetic letters, roughly in the order of the alphabet.
    private static func smallCapital(_ scalar: UInt32) -> UInt8 {
        let letters: [(UInt32, UInt8)] = [
            (0x1d00, 0x61), (0x1d03, 0x62), (0x1d04, 0x63), (0x1d05, 0x64), (0x1d07, 0x65), (0x1d0a, 0x6a), (0x1d0b, 0x6b), (0x1d0c, 0x6c),
            (0x1d0d, 0x6d), (0x1d0f, 0x6f), (0x1d18, 0x70), (0x1d1b, 0x74), (0x1d1c, 0x75), (0x1d20, 0x76), (0x1d21, 0x77), (0x1d22, 0x7a),
        ]
        return letters.first { $0.0 == scalar }?.1 ?? Folded.letter
    }

    /// Latin Extended Additional: each base letter has a range; capitals are even.
    private static func additional(_ scalar: UInt32) -> UInt8 {
        let ranges: [(UInt32, String)] = [
            (0x1e02, "a"), (0x1e08, "b"), (0x1e0a, "c"), (0x1e14, "d"), (0x1e1e, "e"), (0x1e20, "f"), (0x1e22, "g"), (0x1e2c, "h"),
            (0x1e30, "i"), (0x1e36, "k"), (0x1e3e, "l"), (0x1e44, "m"), (0x1e4c, "n"), (0x1e54, "o"), (0x1e58, "p"), (0x1e60, "r"),
            (0x1e6a, "s"), (0x1e72, "t"), (0x1e7c, "u"), (0x1e80, "v"), (0x1e8a, "w"), (0x1e8e, "x"), (0x1e90, "y"), (0x1e96, "z"),
            (0x1ea0, "h"), (0x1eb8, "a"), (0x1ec8, "e"), (0x1ecc, "i"), (0x1ee4, "o"), (0x1ef2, "u"), (0x1f00, "y"),
        ]
        guard let letter = ranges.first(where: { scalar < $0.0 })?.1.utf8.first else { return Folded.letter }
        return scalar % 2 == 0 ? letter | Folded.upper : letter
    }
}
