import Domain

/// The national nomenclature of facts (CISU, `Cnn.nn.nn`), shared by 15, 17, 18 and 112, in our categories.
enum Nomenclature {
    /// A code and what it is part of, the most precise first: `C04.02.01`, `C04.02.00`, `C04.02`, `C04.00.00`, `C04`.
    static func codes(_ code: String) -> [String] {
        let parts = code.split(separator: ".").map(String.init)
        guard parts.count == 3, parts[0].hasPrefix("C") else { return code.isEmpty ? [] : [code] }
        var codes = [code]
        if parts[2] != "00" { codes.append("\(parts[0]).\(parts[1]).00") }
        codes.append("\(parts[0]).\(parts[1])")
        if parts[1] != "00" { codes.append("\(parts[0]).00.00") }
        codes.append(parts[0])
        return codes
    }

    /// Our category of a code; `other` where it is none of ours.
    static func category(_ code: String) -> Category {
        let parts = code.split(separator: ".").map(String.init)
        let second = parts.count > 1 ? "\(parts[0]).\(parts[1])" : code
        // What the second level leaves open is told by the third.
        if let precise = precise[code] ?? families[second] { return precise }
        if let named = named[second] { return named }
        return parts.first.flatMap { chapters[$0] } ?? .other
    }

    /// As `Category.nomenclature` says; two of ours share C06.03, which `precise` tells apart.
    private static let named: [String: Category] = {
        var named: [String: Category] = [:]
        for category in Category.allCases where category != .streetRodeo {
            for code in category.nomenclature { named[code] = category }
        }
        return named
    }()

    private static let precise: [String: Category] = [
        "C02.15.01": .brawl,
        "C06.03.02": .streetRodeo, "C06.03.03": .streetRodeo, "C06.03.06": .streetRodeo,
        "C01.02.00": .transitIncident,
    ]

    /// Second levels that no category names, by what they are nearest to.
    private static let families: [String: Category] = [
        "C04.03": .fireVegetation, "C04.04": .fireBuilding,
    ]

    private static let chapters: [String: Category] = ["C01": .roadAccident]
}
