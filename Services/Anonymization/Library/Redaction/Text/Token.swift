/// A run of letters or a run of digits, with what was decided about it.
struct Token: Sendable {
    enum Kind: UInt8, Sendable {
        /// Beyond the text: there are four before and four after, so that looking around needs no bounds.
        case edge
        case word, number
        /// A mark of this redactor, `[NAME]`: neutral, never covered.
        case mark
    }

    enum Shape: UInt8, Sendable {
        case lower, capitalised, upper, initial, mixed
    }

    /// Characters of the folded text.
    var start: Int32 = 0
    var end: Int32 = 0
    var hash: UInt64 = 0
    var traits: WordTraits = []
    /// What stands between the token before and this one.
    var gap: Gap = .hard
    var kind: Kind = .edge
    var shape: Shape = .lower
    var label: TokenLabel = .undecided
    /// Covered together with the token before, and what is between.
    var joined = false
    /// Capitals say nothing here: the whole stretch is in capitals.
    var caseless = false
    /// A number up to nine digits; -1 beyond.
    var value: Int32 = -1

    @inline(__always) var length: Int32 { end - start }
    @inline(__always) var isWord: Bool { kind == .word }
    @inline(__always) var isNumber: Bool { kind == .number }
    /// Written without capitals, or where capitals say nothing.
    @inline(__always) var isLow: Bool { shape == .lower || caseless }
    @inline(__always) var isKnown: Bool { traits.has(.known) }
    /// Covered as a name or unknown thing though it had been taken as speaking for its neighbours.
    @inline(__always) var hasSpoken: Bool {
        guard label.isCovered, kind == .word, let type = label.type, type == .name || type == .other || type == .handle || type == .alias
        else {
            return false
        }
        return traits.has(.speaking) || traits.cue != .none
    }
}

/// What was decided about a token.
struct TokenLabel: Equatable, Sendable {
    let raw: UInt8

    static let undecided = TokenLabel(raw: 0)
    static let kept = TokenLabel(raw: 1)
    /// Part of the name of a public place; becomes an address beside a house number.
    static let place = TokenLabel(raw: 2)

    init(raw: UInt8) { self.raw = raw }
    init(_ type: RedactionType) { raw = 3 + type.rawValue }

    static let name = TokenLabel(.name)
    static let address = TokenLabel(.address)

    @inline(__always) var isCovered: Bool { raw >= 3 }
    var type: RedactionType? { raw >= 3 ? RedactionType(rawValue: raw - 3) : nil }
}

/// The signs between two tokens.
struct Gap: OptionSet, Sendable {
    let rawValue: UInt32

    static let space = Gap(rawValue: 1 << 0)
    static let hyphen = Gap(rawValue: 1 << 1)
    static let apostrophe = Gap(rawValue: 1 << 2)
    static let dot = Gap(rawValue: 1 << 3)
    static let comma = Gap(rawValue: 1 << 4)
    static let colon = Gap(rawValue: 1 << 5)
    /// `;`, `!`, `?`.
    static let hard = Gap(rawValue: 1 << 6)
    static let slash = Gap(rawValue: 1 << 7)
    static let open = Gap(rawValue: 1 << 8)
    static let close = Gap(rawValue: 1 << 9)
    static let quote = Gap(rawValue: 1 << 10)
    static let newline = Gap(rawValue: 1 << 11)
    static let at = Gap(rawValue: 1 << 12)
    static let underscore = Gap(rawValue: 1 << 13)
    static let plus = Gap(rawValue: 1 << 14)
    static let other = Gap(rawValue: 1 << 15)
    /// More than one space.
    static let wide = Gap(rawValue: 1 << 16)

    @inline(__always) func within(_ allowed: Gap) -> Bool { rawValue & ~allowed.rawValue == 0 }
    @inline(__always) func has(_ signs: Gap) -> Bool { rawValue & signs.rawValue != 0 }

    /// The gap sign of a folded character.
    static func of(_ code: UInt8) -> Gap {
        switch code {
        case 0x20: .space
        case 0x2d: .hyphen
        case 0x27: .apostrophe
        case 0x2e: .dot
        case 0x2c: .comma
        case 0x3a: .colon
        case 0x3b, 0x21, 0x3f: .hard
        case 0x2f, 0x5c, 0x7c: .slash
        case 0x28, 0x5b, 0x7b: .open
        case 0x29, 0x5d, 0x7d: .close
        case 0x22: .quote
        case Folded.newline: .newline
        case 0x40: .at
        case 0x5f: .underscore
        case 0x2b: .plus
        default: .other
        }
    }
}
