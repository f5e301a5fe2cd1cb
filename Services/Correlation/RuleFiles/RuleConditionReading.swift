import Correlation
import Domain
import Yams

// How conditions are read.
extension RuleSection {
    private static let kinds = ["count", "sum", "absence", "sequence", "all", "any", "not"]
    private static let deepest = 16

    mutating func condition(_ categories: [(String, [UInt16])], zones: [String], depth: Int = 0) -> RuleCondition? {
        let said = RuleSection.kinds.filter { has($0) }
        for kind in RuleSection.kinds { _ = node(kind) }
        guard said.count == 1 else {
            let names = RuleSection.kinds.joined(separator: ", ")
            fail(
                said.dropFirst().first ?? "", said.dropFirst().first.flatMap { mapping[$0] },
                said.isEmpty
                    ? .init("holds no condition", "ne contient aucune condition")
                    : .init("holds several conditions side by side", "contient plusieurs conditions côte à côte"),
                said.isEmpty
                    ? .init("write one of \(names)", "écrire l'un de \(names)")
                    : .init("put them in a list under all or any", "les mettre en liste sous all ou any"))
            return nil
        }
        guard depth < RuleSection.deepest else {
            fail(
                said[0], mapping[said[0]], .init("is nested too deep", "est imbriqué trop profondément"),
                .init("use at most \(RuleSection.deepest) levels", "ne pas dépasser \(RuleSection.deepest) niveaux"))
            return nil
        }
        switch said[0] {
        case "count": return inside("count") { $0.count(categories, zones) }
        case "sum": return inside("sum") { $0.sum(categories, zones) }
        case "absence": return inside("absence") { $0.absence(categories, zones) }
        case "sequence": return inside("sequence") { $0.sequence(categories, zones) }
        case "not": return inside("not") { $0.condition(categories, zones: zones, depth: depth + 1) }.map { .not($0) }
        case let several:
            let expected = (mapping[several]?.sequence?.count) ?? 0
            let parts = each(several) { $0.condition(categories, zones: zones, depth: depth + 1) }
            if expected == 0, mapping[several]?.sequence != nil {
                fail(
                    several, mapping[several], .init("is an empty list", "est une liste vide"),
                    .init("write its conditions", "écrire ses conditions"))
            }
            guard !parts.isEmpty, parts.count == expected else { return nil }
            return several == "all" ? .all(parts) : .any(parts)
        }
    }

    private mutating func of(_ categories: [(String, [UInt16])]) -> RuleFilter? {
        let filter = inside("of") { $0.filter(categories) }
        return required("of", filter, example: "{ categories: [noise] }")
    }

    private mutating func within() -> Int64? {
        required("within", duration("within", in: 1...RuleSection.longestWindow), example: "30m")
    }

    /// `radius: 300m`, or `per: cell`, `zone` or `territory`.
    private mutating func reach(_ zones: [String]) -> RuleReach? {
        let radius = distance("radius", in: 0...50_000)
        let per = word("per", [("cell", RuleReach.radius(0)), ("zone", .zone), ("territory", .territory)])
        if has("radius"), has("per") {
            fail(
                "per", mapping["per"], .init("stands beside radius: only one can hold", "est à côté de radius : un seul des deux vaut"),
                .init("remove one of them", "enlever l'un des deux"))
            return nil
        }
        if per == .zone, zones.isEmpty {
            fail(
                "per", mapping["per"],
                .init("speaks of zones, and the file declares none", "parle de zones, et le fichier n'en déclare aucune"),
                .init("declare zones at the top of the file", "déclarer des zones en tête du fichier"))
        }
        if !has("radius"), !has("per") {
            fail(
                "radius", nil, .init("is missing, and so is per", "manque, et per aussi"),
                .init(
                    "add “radius: 300m”, or “per: zone”, “per: territory”", "ajouter « radius: 300m », ou « per: zone », « per: territory »"
                ))
            return nil
        }
        return radius.map { .radius($0) } ?? per
    }

    private mutating func count(_ categories: [(String, [UInt16])], _ zones: [String]) -> RuleCondition? {
        let of = of(categories)
        let least = required("at-least", whole("at-least", in: 1...1_000_000), example: "3")
        let within = within()
        let reach = reach(zones)
        guard let of, let least, let within, let reach else { return nil }
        return .count(of: of, atLeast: least, within: within, reach: reach)
    }

    private mutating func sum(_ categories: [(String, [UInt16])], _ zones: [String]) -> RuleCondition? {
        let of = of(categories)
        let least = required("at-least", number("at-least", in: 1e-9...1e12), example: "20")
        let within = within()
        let reach = reach(zones)
        guard let of, let least, let within, let reach else { return nil }
        return .sum(of: of, atLeast: least, within: within, reach: reach)
    }

    private mutating func absence(_ categories: [(String, [UInt16])], _ zones: [String]) -> RuleCondition? {
        let of = of(categories)
        let lasting = required("for", duration("for", in: 60...RuleSection.longestWindow), example: "10m")
        let heard = duration("heard-within", in: 60...RuleSection.longestWindow) ?? 86_400
        let reach = reach(zones)
        guard let of, let lasting, let reach else { return nil }
        return .absence(of: of, lasting: lasting, heardWithin: heard, reach: reach)
    }

    private mutating func sequence(_ categories: [(String, [UInt16])], _ zones: [String]) -> RuleCondition? {
        let expected = mapping["steps"]?.sequence?.count ?? 0
        let steps = each("steps") { $0.filter(categories) }
        let within = within()
        let reach = reach(zones)
        guard (2...32).contains(expected) else {
            fail(
                "steps", mapping["steps"], .init("holds \(expected) steps", "contient \(expected) étapes"),
                .init("write 2 to 32, in the order in which they happen", "en écrire de 2 à 32, dans l'ordre où elles arrivent"))
            return nil
        }
        guard steps.count == expected, let within, let reach else { return nil }
        return .sequence(steps: steps, within: within, reach: reach)
    }
}

extension RuleCondition {
    /// Something in it happens or falls silent, so there is a place to look at.
    var saysSomething: Bool {
        switch self {
        case .count, .sum, .sequence, .absence: true
        case .all(let parts): parts.contains { $0.saysSomething }
        case .any(let parts): parts.allSatisfy { $0.saysSomething }
        case .not(.not(let part)): part.saysSomething
        case .not: false
        }
    }
}
