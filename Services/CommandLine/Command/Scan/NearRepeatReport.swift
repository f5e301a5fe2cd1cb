import Correlation

/// The tables of close pairs, for a person and for a program.
enum NearRepeatReport {
    /// Both tables as text.
    static func lines(_ result: NearRepeatResult) -> [String] {
        let events = Numbers.grouped(result.events)
        let permutations = Numbers.grouped(result.replications)
        return [
            say(
                "\(events) events, \(permutations) permutations of the days. Each cell: observed pairs / expected, p-value.",
                "\(events) événements, \(permutations) permutations des jours. Chaque case : paires observées / attendues, valeur p."),
            "",
            say("Near repeats: a band of distance, a band of days", "Répétitions proches : une tranche de distance, une tranche de jours"),
        ] + table(result.bands, result, cumulative: false) + [
            "", say("Knox: up to a distance, up to a span", "Knox : jusqu'à une distance, jusqu'à une durée"),
        ]
            + table(result.knox, result, cumulative: true)
    }

    private static func table(_ entries: [[NearRepeatResult.Entry]], _ result: NearRepeatResult, cumulative: Bool) -> [String] {
        let days = labels(result.spans.map { "\($0)" }, cumulative: cumulative, unit: say(" d", " j"), whole: true)
        let distances = labels(result.distances.map(metres), cumulative: cumulative, unit: " m", whole: false)
        let head = [""] + days
        let rows = zip(distances, entries).map { distance, entries in
            [distance]
                + entries.map { entry in
                    let ratio = entry.ratio.map { Numbers.decimal($0, 2) } ?? "-"
                    return
                        "\(Numbers.grouped(entry.observed)) / \(Numbers.decimal(entry.expected, 1)) = \(ratio), p \(Numbers.short(entry.pValue))"
                }
        }
        return Table.lines([head] + rows)
    }

    /// `0 m`, `0-200 m`, `200-400 m`; for whole days `0-1 d`, `2-7 d`; up to an edge `<= 400 m`.
    private static func labels(_ edges: [String], cumulative: Bool, unit: String, whole: Bool) -> [String] {
        edges.indices.map { index in
            if cumulative { return "<= \(edges[index])\(unit)" }
            guard index > 0 else { return edges[0] == "0" ? "0\(unit)" : "0-\(edges[0])\(unit)" }
            let least = whole ? Int(edges[index - 1]).map { "\($0 + 1)" } ?? "" : edges[index - 1]
            return least == edges[index] ? "\(least)\(unit)" : "\(least)-\(edges[index])\(unit)"
        }
    }

    private static func metres(_ value: Double) -> String { value == value.rounded() ? "\(Int(value))" : "\(value)" }

    /// Both tables as JSON, an object a cell.
    static func json(_ result: NearRepeatResult) -> JSON {
        .object([
            ("events", .whole(result.events)), ("pairs", .whole(result.pairs)), ("replications", .whole(result.replications)),
            ("near_repeat", rows(result.bands, result, cumulative: false)), ("knox", rows(result.knox, result, cumulative: true)),
        ])
    }

    private static func rows(_ entries: [[NearRepeatResult.Entry]], _ result: NearRepeatResult, cumulative: Bool) -> JSON {
        .array(
            result.distances.indices.flatMap { distance in
                result.spans.indices.map { span in
                    let entry = entries[distance][span]
                    return .object([
                        ("distance_from_m", .number(cumulative || distance == 0 ? 0 : result.distances[distance - 1])),
                        ("distance_to_m", .number(result.distances[distance])),
                        ("days_from", .whole(cumulative || span == 0 ? 0 : result.spans[span - 1] + 1)),
                        ("days_to", .whole(result.spans[span])), ("observed", .whole(entry.observed)),
                        ("expected", .number(entry.expected)), ("ratio", .optional(entry.ratio)), ("p_value", .number(entry.pValue)),
                    ])
                }
            })
    }
}
