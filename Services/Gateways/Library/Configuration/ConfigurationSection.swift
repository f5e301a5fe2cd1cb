import Foundation
internal import Yams

/// A mapping of a gateway's file while it is read: keys are asked for by name, and those nobody asked for are faults.
final class ConfigurationSection {
    private let path: String
    private let line: Int?
    private let mapping: Node.Mapping
    private let faults: Faults
    private var asked: Set<String> = []

    /// Gathers what is wrong, all of it, while the file is read.
    final class Faults {
        fileprivate(set) var all: [ConfigurationFault] = []
    }

    private init(path: String, line: Int?, mapping: Node.Mapping, faults: Faults) {
        (self.path, self.line, self.mapping, self.faults) = (path, line, mapping, faults)
    }

    /// The whole file.
    static func root(yaml: String) throws(ConfigurationError) -> (section: ConfigurationSection, faults: Faults) {
        let node: Node?
        do { node = try compose(yaml: yaml) } catch {
            throw ConfigurationError([
                ConfigurationFault(
                    line: (error as? YamlError).flatMap(Self.line), key: "file", remedy: "is no YAML; compose/config shows how to write one"
                )
            ])
        }
        guard let mapping = node?.mapping else {
            throw ConfigurationError([
                ConfigurationFault(line: 1, key: "file", remedy: "write keys and values: `territory: …`, `notification: …`")
            ])
        }
        let faults = Faults()
        return (ConfigurationSection(path: "", line: 1, mapping: mapping, faults: faults), faults)
    }

    private static func line(_ error: YamlError) -> Int? {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        default: nil
        }
    }

    private func name(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// Notes a fault of a key.
    func fault(_ key: String, _ remedy: String) {
        faults.all.append(ConfigurationFault(line: mapping[key]?.mark?.line ?? line, key: name(key), remedy: remedy))
    }

    /// The text under a key; nil where there is none.
    func text(_ key: String) -> String? {
        asked.insert(key)
        guard let node = mapping[key] else { return nil }
        guard let text = node.scalar?.string, !text.isEmpty else {
            fault(key, "write one value")
            return nil
        }
        return text
    }

    /// The text under a key that must be there.
    func required(_ key: String, _ remedy: String) -> String {
        if mapping[key] == nil {
            asked.insert(key)
            fault(key, "missing: \(remedy)")
        }
        return text(key) ?? ""
    }

    /// One of some words.
    func word<Value>(_ key: String, _ known: [(String, Value)], default standard: Value) -> Value {
        guard let text = text(key) else { return standard }
        guard let found = known.first(where: { $0.0 == text }) else {
            fault(key, "write one of \(known.map(\.0).joined(separator: ", "))")
            return standard
        }
        return found.1
    }

    /// A whole number within bounds.
    func number(_ key: String, in bounds: ClosedRange<Int>, default standard: Int) -> Int {
        guard let text = text(key) else { return standard }
        guard let number = Int(text), bounds.contains(number) else {
            fault(key, "write a whole number from \(bounds.lowerBound) to \(bounds.upperBound)")
            return standard
        }
        return number
    }

    /// Yes or no.
    func flag(_ key: String, default standard: Bool) -> Bool { word(key, [("true", true), ("false", false)], default: standard) }

    /// A duration: `500ms`, `10s`, `5m`, `2h`, `1d`.
    func duration(_ key: String, in bounds: ClosedRange<Duration>, default standard: Duration) -> Duration {
        guard let text = text(key) else { return standard }
        let units: [(String, Duration)] = [
            ("ms", .milliseconds(1)), ("s", .seconds(1)), ("m", .seconds(60)), ("h", .seconds(3_600)), ("d", .seconds(86_400)),
        ]
        guard let unit = units.first(where: { text.hasSuffix($0.0) }), let count = Int(text.dropLast(unit.0.count)), count >= 0,
            count < 1_000_000, bounds.contains(unit.1 * count)
        else {
            fault(key, "write a duration such as 500ms, 10s, 5m, 2h or 1d, from \(bounds.lowerBound) to \(bounds.upperBound)")
            return standard
        }
        return unit.1 * count
    }

    /// The texts of a list; one text counts as a list of one.
    func list(_ key: String) -> [String] {
        asked.insert(key)
        guard let node = mapping[key] else { return [] }
        if let one = node.scalar?.string { return [one] }
        guard let sequence = node.sequence else {
            fault(key, "write a list: [a, b]")
            return []
        }
        return sequence.compactMap { $0.scalar?.string }
    }

    /// The words of a list, each one of those that are known.
    func words<Value>(_ key: String, _ known: [(String, Value)]) -> [Value] {
        list(key).compactMap { text in
            if let found = known.first(where: { $0.0 == text }) { return found.1 }
            fault(key, "may hold \(known.map(\.0).joined(separator: ", "))")
            return nil
        }
    }

    /// The mapping under a key; an empty one where there is none, so that defaults hold.
    func section(_ key: String) -> ConfigurationSection {
        asked.insert(key)
        guard let node = mapping[key] else { return ConfigurationSection(path: name(key), line: line, mapping: [:], faults: faults) }
        guard let inner = node.mapping else {
            fault(key, "write keys and values, indented under `\(key):`")
            return ConfigurationSection(path: name(key), line: node.mark?.line, mapping: [:], faults: faults)
        }
        return ConfigurationSection(path: name(key), line: node.mark?.line, mapping: inner, faults: faults)
    }

    /// Whether a key is there.
    func has(_ key: String) -> Bool { mapping[key] != nil }

    /// The mappings of a list.
    func sections(_ key: String) -> [ConfigurationSection] {
        asked.insert(key)
        guard let node = mapping[key] else { return [] }
        guard let sequence = node.sequence else {
            fault(key, "write a list of entries, each beginning with `- `")
            return []
        }
        return sequence.enumerated().compactMap { place, node in
            guard let inner = node.mapping else {
                fault(key, "entry \(place + 1) must hold keys and values")
                return nil
            }
            return ConfigurationSection(path: "\(name(key))[\(place + 1)]", line: node.mark?.line, mapping: inner, faults: faults)
        }
    }

    /// Says which keys nobody asked for: a key that is misspelt must not be passed over.
    func finish() {
        for (key, _) in mapping {
            guard let text = key.scalar?.string, !asked.contains(text) else { continue }
            faults.all.append(
                ConfigurationFault(
                    line: key.mark?.line, key: name(text),
                    remedy: "there is no such key; known here: \(asked.sorted().joined(separator: ", "))"))
        }
    }
}
