import Domain
import Correlation
import Yams

// How single values are read: texts, numbers, durations, distances, times, words.
extension RuleSection {
    mutating func text(_ key: String, maximum: Int = 500) -> String? {
        guard let node = node(key) else { return nil }
        guard let text = node.scalar?.string, !text.isEmpty, text.utf8.count <= maximum else {
            fail(
                key, node, .init("is not a text of 1 to \(maximum) bytes", "n'est pas un texte de 1 à \(maximum) octets"),
                .init("write one, in quotes where it holds a colon", "en écrire un, entre guillemets s'il contient deux-points"))
            return nil
        }
        return text
    }

    mutating func number(_ key: String, in range: ClosedRange<Double>) -> Double? {
        guard let node = node(key) else { return nil }
        guard let number = node.scalar.flatMap({ Double($0.string) }), range.contains(number) else {
            fail(
                key, node,
                .init(
                    "is not a number from \(range.lowerBound) to \(range.upperBound)",
                    "n'est pas un nombre de \(range.lowerBound) à \(range.upperBound)"),
                .init("write such a number, with a decimal point and no unit", "écrire un tel nombre, avec un point décimal et sans unité"))
            return nil
        }
        return number
    }

    mutating func whole(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let node = node(key) else { return nil }
        guard let number = node.scalar.flatMap({ Int($0.string) }), range.contains(number) else {
            fail(
                key, node,
                .init(
                    "is not a whole number from \(range.lowerBound) to \(range.upperBound)",
                    "n'est pas un nombre entier de \(range.lowerBound) à \(range.upperBound)"),
                .init("write such a number", "écrire un tel nombre"))
            return nil
        }
        return number
    }

    /// A duration in seconds: a whole number and `s`, `m`, `h` or `d`.
    mutating func duration(_ key: String, in range: ClosedRange<Int64>) -> Int64? {
        guard let node = node(key) else { return nil }
        let units: [String: Int64] = ["s": 1, "m": 60, "min": 60, "h": 3_600, "d": 86_400, "j": 86_400]
        let text = node.scalar?.string ?? ""
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        guard let count = Int64(digits), !unit.isEmpty else {
            fail(
                key, node, .init("is not a duration: a whole number and its unit", "n'est pas une durée : un nombre entier et son unité"),
                .init("write s, m, h or d after the number, such as 30m", "écrire s, m, h ou d après le nombre, par exemple 30m"))
            return nil
        }
        guard let scale = units[String(unit)] else {
            fail(
                key, node, .init("has a unit that is not one of time", "a une unité qui n'est pas de temps"),
                .init("write s, m (minutes), h or d, such as 30m", "écrire s, m (minutes), h ou d, par exemple 30m"))
            return nil
        }
        let (seconds, overflow) = count.multipliedReportingOverflow(by: scale)
        guard !overflow, range.contains(seconds) else {
            let (least, most) = (RuleSection.spoken(range.lowerBound), RuleSection.spoken(range.upperBound))
            fail(
                key, node, .init("is not possible here", "n'est pas possible ici"),
                .init("write \(least) to \(most)", "écrire de \(least) à \(most)"))
            return nil
        }
        return seconds
    }

    static func spoken(_ seconds: Int64) -> String {
        for (unit, name) in [(86_400, "d"), (3_600, "h"), (60, "m")] as [(Int64, String)] where seconds >= unit && seconds % unit == 0 {
            return "\(seconds / unit)\(name)"
        }
        return "\(seconds)s"
    }

    /// A distance in metres: a number and `m` or `km`.
    mutating func distance(_ key: String, in range: ClosedRange<Double>) -> Double? {
        guard let node = node(key) else { return nil }
        let text = node.scalar?.string ?? ""
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        guard let number = Double(digits), let scale = ["m": 1.0, "km": 1_000][String(unit)] else {
            fail(
                key, node, .init("is not a distance: a number and m or km", "n'est pas une distance : un nombre et m ou km"),
                .init("write metres or kilometres, such as 300m or 1.5km", "écrire des mètres ou des kilomètres, par exemple 300m ou 1.5km")
            )
            return nil
        }
        guard range.contains(number * scale) else {
            fail(
                key, node, .init("is not possible here", "n'est pas possible ici"),
                .init(
                    "write \(Int(range.lowerBound))m to \(Int(range.upperBound))m",
                    "écrire de \(Int(range.lowerBound))m à \(Int(range.upperBound))m"))
            return nil
        }
        return number * scale
    }

    /// Minutes of the day of `22:00`.
    mutating func timeOfDay(_ key: String) -> UInt16? {
        guard let node = node(key) else { return nil }
        let parts = (node.scalar?.string ?? "").split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hour = UInt16(parts[0]), let minute = UInt16(parts[1]), parts[1].count == 2, minute < 60,
            hour < 24 || (hour == 24 && minute == 0)
        else {
            fail(
                key, node, .init("is not a time of day", "n'est pas une heure du jour"),
                .init(
                    "write hours and minutes in quotes, such as \"22:00\"",
                    "écrire heures et minutes entre guillemets, par exemple \"22:00\""))
            return nil
        }
        return hour * 60 + minute
    }

    /// One of the words of a vocabulary.
    mutating func word<Value>(_ key: String, _ vocabulary: [(String, Value)]) -> Value? {
        guard let node = node(key) else { return nil }
        return word(node, key, vocabulary)
    }

    /// Some of the words of a vocabulary.
    mutating func words<Value>(_ key: String, _ vocabulary: [(String, Value)]) -> [Value]? {
        guard let items = list(key) else { return nil }
        if items.isEmpty {
            fail(
                key, mapping[key], .init("is an empty list", "est une liste vide"),
                .init("name some, or remove the key", "en nommer, ou enlever la clé"))
        }
        return items.compactMap { word($0, key, vocabulary) }
    }

    mutating func word<Value>(_ node: Node, _ key: String, _ vocabulary: [(String, Value)]) -> Value? {
        let text = node.scalar?.string ?? ""
        if let value = vocabulary.first(where: { $0.0 == text })?.1 { return value }
        let names = vocabulary.map(\.0)
        let nearest = NearestKey.of(text, among: names)
        let (english, french) = nearest.map { ("did you mean \($0)? ", "s'agit-il de \($0) ? ") } ?? ("", "")
        let some = names.count > 12 ? names.prefix(12).joined(separator: ", ") + "…" : names.joined(separator: ", ")
        fail(
            key, node, .init("is none of the words known here", "n'est aucun des mots connus ici"),
            .init("\(english)Write one of \(some)", "\(french)Écrire l'un de \(some)"))
        return nil
    }
}
