import Yams

/// A mapping of the register while it is read: keys are asked for by name, and those nobody asked for are refused.
final class YAMLSection {
    /// A scalar with its place.
    struct Scalar {
        let text: String
        let mark: Mark?
        let path: String
    }

    let path: String
    let mark: Mark?
    let findings: RegisterFindings
    private let mapping: Node.Mapping
    private var asked: [String] = []

    init(root: Node, findings: RegisterFindings) {
        path = ""
        mark = root.mark
        self.findings = findings
        if let mapping = root.mapping {
            self.mapping = mapping
        } else {
            mapping = [:]
            findings.add(root.mark, "file", "", "write keys and values: `version: …` and `territories: …`")
        }
    }

    private init(path: String, mapping: Node.Mapping, findings: RegisterFindings) {
        self.path = path
        self.mapping = mapping
        self.findings = findings
        mark = mapping.mark
    }

    func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// The scalar under a key; nil where there is none, or where it is not a scalar (which is said).
    func scalar(_ key: String) -> Scalar? {
        guard let node = node(key) else { return nil }
        return scalar(node, path: path(of: key))
    }

    /// The scalar under a key that must be there.
    func required(_ key: String, _ remedy: String) -> Scalar? {
        guard node(key) != nil else {
            findings.add(mark, path(of: key), "", "missing: \(remedy)")
            return nil
        }
        return scalar(key)
    }

    /// The scalars of a list under a key; nil where there is none. One scalar counts as a list of one.
    func list(_ key: String) -> [Scalar]? {
        guard let node = node(key) else { return nil }
        if node.scalar != nil { return scalar(node, path: path(of: key)).map { [$0] } }
        guard let sequence = node.sequence else {
            findings.add(node.mark, path(of: key), "", "write a list: [a, b]")
            return nil
        }
        return sequence.compactMap { scalar($0, path: path(of: key)) }
    }

    /// The mapping under a key; nil where there is none.
    func section(_ key: String) -> YAMLSection? {
        guard let node = node(key) else { return nil }
        guard let mapping = node.mapping else {
            findings.add(node.mark, path(of: key), node.scalar?.string ?? "", "write keys and values, indented under `\(key):`")
            return nil
        }
        return YAMLSection(path: path(of: key), mapping: mapping, findings: findings)
    }

    /// Every key with its mapping, in the order of the file: for keys that are names of things.
    func sections() -> [(name: Scalar, section: YAMLSection)] {
        entries().compactMap { entry in section(entry.text).map { (entry, $0) } }
    }

    /// Every key, in the order of the file: for keys that are names of things.
    func entries() -> [Scalar] {
        mapping.compactMap { pair in
            guard let scalar = pair.key.scalar else {
                findings.add(pair.key.mark, path, "", "a key must be a word")
                return nil
            }
            return Scalar(text: scalar.string, mark: pair.key.mark, path: path(of: scalar.string))
        }
    }

    /// Refuses the keys that nobody asked for.
    func finish() {
        for entry in entries() where !asked.contains(entry.text) {
            findings.add(entry.mark, entry.path, "", "unknown key; keys here are \(asked.sorted().joined(separator: ", "))")
        }
    }

    /// Whether a key is written, whatever it says.
    func holds(_ key: String) -> Bool { mapping.contains { $0.key.scalar?.string == key } }

    private func node(_ key: String) -> Node? {
        if !asked.contains(key) { asked.append(key) }
        guard let node = mapping.first(where: { $0.key.scalar?.string == key })?.value else { return nil }
        if let scalar = node.scalar, scalar.style == .plain || scalar.style == .any, ["", "~", "null"].contains(scalar.string) {
            return nil
        }
        return node
    }

    private func scalar(_ node: Node, path: String) -> Scalar? {
        guard let scalar = node.scalar else {
            findings.add(node.mark, path, "", "write one value here, not a list or a mapping")
            return nil
        }
        return Scalar(text: scalar.string, mark: node.mark, path: path)
    }
}
