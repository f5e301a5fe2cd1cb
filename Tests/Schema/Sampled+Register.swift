import Domain
import Schema

extension Register: Sampled {
    static func sample(_ chance: inout Chance) -> Register {
        Register(
            version: chance.text(), territory: territory(&chance), sources: chance.list { source(&$0) }, digest: chance.bytes())
    }

    private static func territory(_ chance: inout Chance) -> TerritoryEntry {
        let plane: Grid.Plane = chance.flag() ? .european : .centred(latitude: chance.number(), longitude: chance.number())
        return TerritoryEntry(
            identifier: chance.text(), name: chance.text(), timeZone: chance.text(), live: chance.flag(),
            grid: Grid(plane: plane, cellSize: Double(chance.below(1000) + 1)), publicationLevel: UInt8(chance.below(16)),
            bounds: Bounds(south: chance.number(), west: chance.number(), north: chance.number(), east: chance.number()),
            slotLength: chance.integer(), incidentRetention: chance.integer(), forecastInterval: chance.integer(),
            forecastWindow: chance.integer(), categoryRules: chance.list { CategoryRule.sample(&$0) }, minimumResidents: chance.integer(),
            residents: chance.flag() ? residents(&chance) : nil)
    }

    private static func residents(_ chance: inout Chance) -> ResidentGrid {
        let level = UInt8(chance.below(16))
        let places = chance.list { chance -> (Cell, UInt32) in
            (Cell(level: level, column: chance.integer(), row: chance.integer()), UInt32(chance.below(5_000)))
        }
        return ResidentGrid(level: level, residents: Dictionary(places, uniquingKeysWith: { $1 }))
    }

    private static func source(_ chance: inout Chance) -> SourceEntry { .sample(&chance) }
}

extension CategoryRule: Sampled {
    static func sample(_ chance: inout Chance) -> CategoryRule {
        CategoryRule(
            category: chance.term(), level: UInt8(chance.below(16)), slotLength: chance.integer(), refused: chance.flag(),
            minimumResidents: chance.integer())
    }
}

extension SourceEntry: Sampled {
    static func sample(_ chance: inout Chance) -> SourceEntry {
        let keepsText = chance.flag()
        return SourceEntry(
            identifier: chance.text(), kind: chance.term(), controller: chance.text(), purpose: chance.text(), legalBasis: chance.text(),
            purposeInEnglish: chance.text(), legalBasisInEnglish: chance.text(), validFrom: chance.integer(), validUntil: chance.integer(),
            allowedFields: Set(chance.list { $0.term() }),
            retention: chance.integer(), lateness: chance.integer(), idleAfter: chance.integer(), watermarkDeclared: chance.flag(),
            deduplicationWindow: chance.integer(), correctionWindow: chance.integer(), declaredRate: chance.integer(),
            slotLength: chance.integer(),
            mappings: Dictionary(chance.list { ($0.text(), $0.term(Category.self)) }, uniquingKeysWith: { $1 }),
            partnerKeys: chance.list { $0.text() }, keepsText: keepsText, maximumText: chance.integer(),
            suppressionThreshold: chance.integer(),
            textRetention: keepsText ? UInt32(chance.below(100_000_000) + 1) : SourceEntry.defaultTextRetention,
            linking: chance.flag() ? LinkingRule(window: UInt32(chance.below(43_200) + 1), separator: chance.text()) : nil)
    }
}
