import Anonymization
import Domain

/// What the attacks found, each rate beside its goal.
struct AttackFindings {
    let singlingOut: SinglingOut
    let linkage: Linkage
    let inference: Inference
    let membership: MembershipInference
    /// Of the noise.
    let mechanism: String
    let seen: Int
    let published: Int
    /// Nil where nobody counted them.
    let suppressed: Int?
    let minimum: UInt32
    let hasResidents: Bool

    private struct Row {
        var name: String
        var english: String
        var french: String
        var rate: AttackRate
    }

    private var rows: [Row] {
        var rows = [
            Row(
                name: "singling_out", english: "singling out, all attributes", french: "individualisation, tous attributs",
                rate: singlingOut.unique)
        ]
        for (number, given) in singlingOut.given.enumerated() {
            let facts = given.facts.map(\.rawValue).joined(separator: " + ")
            rows.append(
                Row(
                    name: "singling_out_p\(number + 1)", english: "singling out, \(number + 1) fact(s): \(facts)",
                    french: "individualisation, \(number + 1) fait(s) : \(facts)", rate: given.rate))
        }
        rows.append(
            Row(
                name: "linkage_unique", english: "linkage, 1 min and 50 m: one candidate",
                french: "corrélation, 1 min et 50 m : un seul candidat", rate: linkage.unique))
        rows.append(
            Row(
                name: "inference", english: "inference: one category in cell and slot",
                french: "inférence : une seule catégorie par maille et créneau", rate: inference.homogeneous))
        rows.append(
            Row(
                name: "inference_sensitive", english: "inference: the same, sensitive categories",
                french: "inférence : de même, catégories sensibles", rate: inference.sensitive))
        return rows
    }

    /// Whether every goal is met that can be judged.
    var areMet: Bool { rows.allSatisfy { ($0.rate.below ?? 0) == 0 } && membership.isWithinBound }

    /// For people.
    var lines: [String] {
        var lines = [
            say(
                "\(Numbers.grouped(seen)) events, \(Numbers.grouped(published)) published",
                "\(Numbers.grouped(seen)) évènements, \(Numbers.grouped(published)) publiés")
                + (suppressed.map { say(", \(Numbers.grouped($0)) suppressed", ", \(Numbers.grouped($0)) supprimés") } ?? ""),
            "",
        ]
        var table = [
            [
                say("attack", "attaque"), say("rate", "taux"), say("of them in cells below k", "dont en mailles sous k"),
                say("goal", "but"), "",
            ]
        ]
        for row in rows {
            let below = row.rate.below.map { "\($0)" } ?? say("unknown", "inconnu")
            let verdict = row.rate.below.map { $0 == 0 ? say("met", "atteint") : say("MISSED", "MANQUÉ") } ?? "-"
            table.append([
                say(row.english, row.french), Numbers.decimal(100 * row.rate.share, 2) + " %", below, say("0 below k", "0 sous k"), verdict,
            ])
        }
        table.append([
            say("linkage: mean chance of the right record", "corrélation : chance moyenne du bon enregistrement"),
            Numbers.decimal(100 * linkage.success, 2) + " %", "", "", "",
        ])
        table.append([
            say("inference: categories in a record's cell and slot", "inférence : catégories par maille et créneau"),
            Numbers.decimal(inference.diversity, 2), "", "", "",
        ])
        table.append([
            say(
                "membership, \(mechanism), epsilon \(Numbers.decimal(membership.epsilon, 3))",
                "appartenance, \(mechanism), epsilon \(Numbers.decimal(membership.epsilon, 3))"),
            Numbers.decimal(membership.advantage, 4) + " ± " + Numbers.decimal(membership.standardError, 4), "",
            "<= " + Numbers.decimal(membership.bound, 4), membership.isWithinBound ? say("met", "atteint") : say("MISSED", "MANQUÉ"),
        ])
        lines += Table.lines(table)
        lines.append("")
        lines.append(
            hasResidents
                ? say(
                    "k = \(minimum) residents, \(4 * UInt64(minimum)) for sensitive categories",
                    "k = \(minimum) habitants, \(4 * UInt64(minimum)) pour les catégories sensibles")
                : say(
                    "residents unknown: fixed cells of 800 m (1,600 m for sensitive categories); give --residents to judge the goals",
                    "habitants inconnus : mailles fixes de 800 m (1 600 m pour les catégories sensibles) ; donner --residents pour juger les buts"
                ))
        return lines
    }

    /// For machines.
    var json: JSON {
        let rates = rows.map { row in
            (
                key: row.name,
                value: JSON.object([
                    ("rate", .number(row.rate.share)), ("hits", .whole(row.rate.hits)), ("of", .whole(row.rate.of)),
                    ("below_k", row.rate.below.map { JSON.whole($0) } ?? .null), ("goal_below_k", 0),
                ])
            )
        }
        let game = JSON.object([
            ("mechanism", .string(mechanism)), ("epsilon", .number(membership.epsilon)), ("delta", .number(membership.delta)),
            ("advantage", .number(membership.advantage)), ("standard_error", .number(membership.standardError)),
            ("bound", .number(membership.bound)), ("met", .boolean(membership.isWithinBound)),
        ])
        return .object(
            [
                ("events", .whole(seen)), ("published", .whole(published)), ("suppressed", suppressed.map { .whole($0) } ?? .null),
                ("k", .whole(minimum)),
                ("residents_known", .boolean(hasResidents)),
            ] + rates + [
                ("linkage_success", .number(linkage.success)), ("category_diversity", .number(inference.diversity)),
                ("membership", game), ("goals_met", .boolean(areMet)),
            ])
    }
}
