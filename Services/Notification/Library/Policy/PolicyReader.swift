import Domain
import Yams

extension AlertPolicy {
    /// Bytes of a policy file at most.
    public static let maximumSize = 1 << 20

    /// Reads a policy file (`compose/config/alert-policy.yaml` documents every key). Throws everything that is wrong with it, at once.
    public init(yaml: String) throws(AlertPolicyError) {
        var problems: [PolicyProblem] = []
        let policy = AlertPolicy.read(yaml, &problems)
        guard let policy, problems.isEmpty else { throw AlertPolicyError(problems: problems.sorted { $0.line < $1.line }) }
        self = policy
    }

    private static func read(_ yaml: String, _ problems: inout [PolicyProblem]) -> AlertPolicy? {
        guard yaml.utf8.count <= maximumSize else {
            problems.append(
                PolicyProblem(line: 1, key: "file", value: "", problem: "is larger than \(maximumSize) bytes", remedy: "shorten it"))
            return nil
        }
        let root: Node
        do {
            guard let node = try Yams.compose(yaml: yaml) else {
                problems.append(
                    PolicyProblem(
                        line: 1, key: "file", value: "", problem: "is empty", remedy: "start from compose/config/alert-policy.yaml"))
                return nil
            }
            root = node
        } catch {
            problems.append(PolicyProblem(yaml: error))
            return nil
        }
        guard var section = PolicySection.make(root, path: "", &problems) else { return nil }
        let version = section.required("version", section.text("version", maximum: 100), example: "\"1\"")
        let sender = section.required("sender", section.sender("sender"), example: "quietude")
        let limits = section.limits()
        let signals = section.rules("signals") { $0.signalRule() }
        let forecasts = section.rules("forecasts") { $0.forecastRule() }
        let audiences = section.audiences()
        let silences = section.rules("silences") { $0.silence() }
        section.finish()
        section.checkNames(signals.map { ($0.0, $0.1.terms.name) } + forecasts.map { ($0.0, $0.1.terms.name) })
        section.checkNames(silences.map { ($0.0, $0.1.identifier) })
        problems += section.problems
        guard let version, let sender else { return nil }
        return AlertPolicy(
            version: version, sender: sender, limits: limits, signals: signals.map(\.1), forecasts: forecasts.map(\.1),
            audiences: audiences, silences: silences.map(\.1))
    }
}

extension PolicyProblem {
    /// What the YAML reader itself refused.
    fileprivate init(yaml error: any Error) {
        var line = 1
        var problem = "is not YAML"
        switch error as? YamlError {
        case .scanner(_, let what, let mark, _), .parser(_, let what, let mark, _), .composer(_, let what, let mark, _):
            line = mark.line
            problem = "is not YAML: \(what)"
        case .duplicatedKeysInMapping(let duplicates, let context):
            line = context.mark.line
            problem = "says twice: \(duplicates.map { "\($0)" }.joined(separator: ", "))"
        default: break
        }
        self.init(line: line, key: "file", value: "", problem: problem, remedy: "mend the line; indent with spaces, two a level")
    }
}

extension PolicySection {
    /// CAP forbids spaces, commas, `<` and `&` in a sender.
    fileprivate mutating func sender(_ key: String) -> String? {
        guard let sender = text(key, maximum: 100) else { return nil }
        guard sender.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && !Array(",<&".utf8).contains($0) }) else {
            fail(key, node(key), "holds a character that CAP forbids there", "write letters, digits, dots and hyphens only")
            return nil
        }
        return sender
    }

    fileprivate mutating func limits() -> AlertPolicy.Limits {
        var limits = AlertPolicy.Limits()
        var found: [PolicyProblem] = []
        if let node = node("limits"), var section = PolicySection.make(node, path: path("limits"), &found) {
            limits.liveThreads = section.whole("live-threads", in: 1...1_000_000) ?? limits.liveThreads
            limits.cells = section.whole("cells", in: 1...10_000) ?? limits.cells
            section.finish()
            found += section.problems
        }
        add(found)
        return limits
    }

    fileprivate mutating func rules<Rule>(_ key: String, _ read: (inout PolicySection) -> Rule?) -> [(Int, Rule)] {
        var rules: [(Int, Rule)] = []
        for (index, node) in (list(key) ?? []).enumerated() {
            var found: [PolicyProblem] = []
            if var section = PolicySection.make(node, path: "\(path(key))[\(index)]", &found) {
                if let rule = read(&section) { rules.append((section.line, rule)) }
                section.finish()
                found += section.problems
            }
            add(found)
        }
        return rules
    }

    fileprivate mutating func checkNames(_ names: [(line: Int, name: String)]) {
        var seen: Set<String> = []
        for (line, name) in names where !seen.insert(name).inserted {
            add([PolicyProblem(line: line, key: "name", value: name, problem: "is a name given twice", remedy: "give each its own")])
        }
    }
}
