import Yams

/// A mapping of the policy file that is being read, key by key. Notes every problem and goes on, so that all are found at once.
struct PolicySection {
    private let mapping: Node.Mapping
    private let path: String
    let line: Int
    private var known: [String] = []
    private(set) var problems: [PolicyProblem] = []

    init(_ mapping: Node.Mapping, path: String) {
        self.mapping = mapping
        self.path = path
        line = mapping.mark?.line ?? 1
    }

    /// A section of a node; nil, with a problem, where it is no mapping.
    static func make(_ node: Node, path: String, _ problems: inout [PolicyProblem]) -> PolicySection? {
        if let mapping = node.mapping { return PolicySection(mapping, path: path) }
        problems.append(
            PolicyProblem(
                line: node.mark?.line ?? 1, key: path, value: node.scalar?.string ?? "", problem: "is not a group of keys",
                remedy: "write its keys below it, indented"))
        return nil
    }

    func path(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    mutating func node(_ key: String) -> Node? {
        known.append(key)
        return mapping[key]
    }

    mutating func fail(_ key: String, _ node: Node?, _ problem: String, _ remedy: String) {
        problems.append(
            PolicyProblem(
                line: node?.mark?.line ?? line, key: path(key), value: node?.scalar?.string ?? "", problem: problem, remedy: remedy))
    }

    mutating func add(_ more: [PolicyProblem]) { problems += more }

    mutating func text(_ key: String, maximum: Int = 2_000) -> String? {
        guard let node = node(key) else { return nil }
        guard let text = node.scalar?.string, !text.isEmpty, text.utf8.count <= maximum else {
            fail(key, node, "is not a text of 1 to \(maximum) bytes", "write one, in quotes where it holds a colon")
            return nil
        }
        return text
    }

    mutating func required<Value>(_ key: String, _ value: Value?, example: String) -> Value? {
        // A value that is there and wrong has its own problem already.
        if value == nil, mapping[key] == nil { fail(key, nil, "is missing", "add a line such as “\(key): \(example)”") }
        return value
    }

    mutating func number(_ key: String, in range: ClosedRange<Double>) -> Double? {
        guard let node = node(key) else { return nil }
        guard let number = node.scalar.flatMap({ Double($0.string) }), range.contains(number) else {
            fail(key, node, "is not a number from \(range.lowerBound) to \(range.upperBound)", "write such a number, with a decimal point")
            return nil
        }
        return number
    }

    mutating func whole(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let node = node(key) else { return nil }
        guard let number = node.scalar.flatMap({ Int($0.string) }), range.contains(number) else {
            fail(key, node, "is not a whole number from \(range.lowerBound) to \(range.upperBound)", "write such a number")
            return nil
        }
        return number
    }

    /// A duration in seconds: a whole number and `s`, `m`, `h` or `d`.
    mutating func duration(_ key: String) -> Int64? {
        guard let node = node(key) else { return nil }
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        guard let text = node.scalar?.string, let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()),
            count >= 0, count <= AlertTerms.maximumDuration / unit
        else {
            fail(key, node, "is not a duration of at most 366 d", "write a whole number and one of s, m, h, d, such as 2h")
            return nil
        }
        return count * unit
    }

    /// One of the words of a vocabulary.
    mutating func word<Value>(_ key: String, _ vocabulary: [(String, Value)]) -> Value? {
        guard let node = node(key) else { return nil }
        guard let value = vocabulary.first(where: { $0.0 == node.scalar?.string })?.1 else {
            fail(key, node, "is none of the words known here", "write one of \(vocabulary.map(\.0).joined(separator: ", "))")
            return nil
        }
        return value
    }

    /// The items of a list; a single value counts as a list of one.
    mutating func list(_ key: String) -> [Node]? {
        guard let node = node(key) else { return nil }
        if let sequence = node.sequence { return Array(sequence) }
        return [node]
    }

    /// Notes every key that nobody asked for.
    mutating func finish() {
        for (key, _) in mapping {
            let name = key.scalar?.string ?? ""
            guard !known.contains(name) else { continue }
            problems.append(
                PolicyProblem(
                    line: key.mark?.line ?? line, key: path(name), value: "", problem: "is not a key known here",
                    remedy: "remove it, or write one of \(known.joined(separator: ", "))"))
        }
    }
}
