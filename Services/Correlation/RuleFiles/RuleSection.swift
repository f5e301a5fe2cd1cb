import Yams

/// A mapping of the rules file that is being read, key by key. Notes every problem with its line and column and goes on, so that all are
/// found at once.
struct RuleSection {
    let mapping: Node.Mapping
    let path: String
    let line: Int
    let column: Int
    private(set) var known: [String] = []
    private(set) var problems: [RuleProblem] = []

    init(_ mapping: Node.Mapping, path: String, mark: Mark?) {
        self.mapping = mapping
        self.path = path
        line = mark?.line ?? 1
        column = mark?.column ?? 1
    }

    /// A section of a node; nil, with a problem, where it is no mapping.
    static func make(_ node: Node, path: String, _ problems: inout [RuleProblem]) -> RuleSection? {
        if let mapping = node.mapping { return RuleSection(mapping, path: path, mark: mapping.mark) }
        problems.append(
            RuleProblem(
                line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, key: path.isEmpty ? "file" : path,
                value: node.scalar?.string ?? "", problem: .init("is not a group of keys", "n'est pas un groupe de clés"),
                remedy: .init("write its keys below it, indented", "écrire ses clés dessous, en retrait")))
        return nil
    }

    func path(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    func has(_ key: String) -> Bool { mapping[key] != nil }

    mutating func node(_ key: String) -> Node? {
        if !known.contains(key) { known.append(key) }
        return mapping[key]
    }

    mutating func fail(_ key: String, _ node: Node?, _ problem: RuleProblem.Words, _ remedy: RuleProblem.Words) {
        problems.append(
            RuleProblem(
                line: node?.mark?.line ?? line, column: node?.mark?.column ?? column, key: path(key), value: node?.scalar?.string ?? "",
                problem: problem, remedy: remedy))
    }

    mutating func add(_ more: [RuleProblem]) { problems += more }

    /// Reads a group of keys inside this one.
    mutating func inside<Value>(_ key: String, _ read: (inout RuleSection) -> Value?) -> Value? {
        guard let node = node(key) else { return nil }
        return inside(node, path(key), read)
    }

    mutating func inside<Value>(_ node: Node, _ path: String, _ read: (inout RuleSection) -> Value?) -> Value? {
        var found: [RuleProblem] = []
        defer { problems += found }
        guard var section = RuleSection.make(node, path: path, &found) else { return nil }
        let value = read(&section)
        section.finish()
        found += section.problems
        return value
    }

    /// Reads a list of groups of keys.
    mutating func each<Value>(_ key: String, _ read: (inout RuleSection) -> Value?) -> [Value] {
        guard let node = node(key) else { return [] }
        guard let items = node.sequence else {
            fail(
                key, node, .init("is not a list", "n'est pas une liste"),
                .init("begin each item with “- ”", "commencer chaque élément par « - »"))
            return []
        }
        var values: [Value] = []
        for (index, item) in items.enumerated() {
            if let value = inside(item, "\(path(key))[\(index)]", read) { values.append(value) }
        }
        return values
    }

    /// The items of a list; a single value counts as a list of one.
    mutating func list(_ key: String) -> [Node]? {
        guard let node = node(key) else { return nil }
        if let sequence = node.sequence { return Array(sequence) }
        return [node]
    }

    /// A value that has to be there.
    mutating func required<Value>(_ key: String, _ value: Value?, example: String) -> Value? {
        // A value that is there and wrong has its own problem already.
        if value == nil, mapping[key] == nil {
            fail(
                key, nil, .init("is missing", "manque"),
                .init("add a line such as “\(key): \(example)”", "ajouter une ligne telle que « \(key): \(example) »"))
        }
        return value
    }

    /// Notes every key that nobody asked for.
    mutating func finish() {
        for (key, _) in mapping {
            let name = key.scalar?.string ?? ""
            guard !known.contains(name) else { continue }
            let words = known.joined(separator: ", ")
            let nearest = NearestKey.of(name, among: known)
            problems.append(
                RuleProblem(
                    line: key.mark?.line ?? line, column: key.mark?.column ?? column, key: path(name), value: "",
                    problem: .init("is not a key known here", "n'est pas une clé connue ici"),
                    remedy: nearest.map {
                        .init("did you mean \($0)? Keys here: \(words)", "s'agit-il de \($0) ? Clés connues ici : \(words)")
                    }
                        ?? .init("remove it, or write one of \(words)", "l'enlever, ou écrire l'une de \(words)")))
        }
    }
}
