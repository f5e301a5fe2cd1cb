/// What is known of a word before its context is looked at. A word with none of the traits of `known` is covered.
struct WordTraits: OptionSet, Sendable {
    let rawValue: UInt32

    /// In the French lexicon.
    static let ordinary = WordTraits(rawValue: 1 << 0)
    /// Also, or only, a first name.
    static let firstName = WordTraits(rawValue: 1 << 1)
    /// Also, or only, a surname.
    static let surname = WordTraits(rawValue: 1 << 2)
    /// Article, pronoun, preposition, conjunction, auxiliary.
    static let function = WordTraits(rawValue: 1 << 3)
    /// M., Mme, docteur: a name follows.
    static let title = WordTraits(rawValue: 1 << 4)
    /// Victime, témoin, conducteur, sœur: a name may follow.
    static let role = WordTraits(rawValue: 1 << 5)
    /// Nommé, née, épouse: a name follows.
    static let introducesName = WordTraits(rawValue: 1 << 6)
    /// Parc, station, école: the name of a public place follows.
    static let place = WordTraits(rawValue: 1 << 7)
    /// Rue, avenue: the name of a street follows.
    static let street = WordTraits(rawValue: 1 << 8)
    /// Vocabulary of the trade, harmless in capitals too.
    static let trade = WordTraits(rawValue: 1 << 9)
    /// Proper noun that names no person: town, country, make, institution.
    static let proper = WordTraits(rawValue: 1 << 10)
    /// De, el, ben, van: part of a name between or before its words.
    static let particle = WordTraits(rawValue: 1 << 11)
    /// Zéro, douze, vingt.
    static let number = WordTraits(rawValue: 1 << 12)
    /// Euros, km, heures: tells the role of the number before it.
    static let unit = WordTraits(rawValue: 1 << 13)
    /// A form of a verb.
    static let verb = WordTraits(rawValue: 1 << 14)
    /// Ligne, caméra, article: tells the role of the number after it.
    static let numbered = WordTraits(rawValue: 1 << 15)
    /// Bâtiment, étage, appartement: part of somebody's address.
    static let dwelling = WordTraits(rawValue: 1 << 16)
    static let month = WordTraits(rawValue: 1 << 17)
    /// Name that agents use more often as the ordinary word (pierre, rose, fleur).
    static let commonWord = WordTraits(rawValue: 1 << 23)
    /// Only known beside a hyphen.
    static let hyphenated = WordTraits(rawValue: 1 << 24)
    /// Le, la, un, son: an ordinary noun follows.
    static let determiner = WordTraits(rawValue: 1 << 25)
    /// Abbreviation whose dot does not end a sentence.
    static let abbreviation = WordTraits(rawValue: 1 << 26)
    /// Jet, massif, coup: what follows "de" is a thing.
    static let collocation = WordTraits(rawValue: 1 << 27)

    static let known: WordTraits = [
        .ordinary, .function, .title, .role, .introducesName, .place, .street, .trade, .proper, .number, .unit, .verb, .numbered,
        .dwelling, .month, .determiner, .abbreviation,
    ]
    static let anyName: WordTraits = [.firstName, .surname]
    /// Never itself a name in the place of one.
    static let neverName: WordTraits = [.function, .title, .role, .introducesName, .trade, .number, .unit, .dwelling, .determiner]

    /// Says something of the words and numbers beside it.
    static let speaking: WordTraits = [
        .function, .title, .role, .introducesName, .place, .street, .trade, .proper, .number, .unit, .numbered, .dwelling, .month,
        .determiner,
        .abbreviation, .collocation,
    ]

    private static let cueShift: UInt32 = 18

    /// What the word announces.
    var cue: Cue { Cue(rawValue: UInt8((rawValue >> Self.cueShift) & 31)) ?? .none }

    static func cue(_ cue: Cue) -> WordTraits { WordTraits(rawValue: UInt32(cue.rawValue) << cueShift) }

    /// Whether any of `traits` is there.
    @inline(__always) func has(_ traits: WordTraits) -> Bool { rawValue & traits.rawValue != 0 }
}

/// What a word announces beside it: the kind of identifier.
enum Cue: UInt8, Sendable {
    case none, phone, email, plate, nir, iban, card, birth, handle, ip, gps, badge, patient, document, device, alias, at, dot, dash
    case domain, ordinal, homeOf, platform
}
