import Correlation
import Yams

/// A rules file: the rules, and the tests that it carries.
public struct RuleFile: Sendable, Hashable {
    /// The file's own version; empty where it says none.
    public var version: String
    /// Rules and zones.
    public var rules: RuleSet
    /// Expectations, in the order of the file.
    public var tests: [RuleExpectation]
    /// Names of categories: ours, and those of the events file.
    public var vocabulary: RuleVocabulary

    /// Bytes of a rules file at most.
    public static let maximumSize = 16 << 20

    /// Reads a rules file (`compose/config/rules.yaml` documents every key). Throws everything that is wrong with it, at once.
    ///
    /// `vocabulary` holds names of categories beside our own.
    public init(yaml: String, vocabulary: RuleVocabulary = RuleVocabulary()) throws(RuleFileError) {
        var problems: [RuleProblem] = []
        let file = RuleFile.read(yaml, vocabulary, &problems)
        guard let file, problems.isEmpty else {
            throw RuleFileError(problems: problems.sorted { ($0.line, $0.column, $0.key) < ($1.line, $1.column, $1.key) })
        }
        self = file
    }

    private init(version: String, rules: RuleSet, tests: [RuleExpectation], vocabulary: RuleVocabulary) {
        (self.version, self.rules, self.tests, self.vocabulary) = (version, rules, tests, vocabulary)
    }

    private static func read(_ yaml: String, _ vocabulary: RuleVocabulary, _ problems: inout [RuleProblem]) -> RuleFile? {
        guard yaml.utf8.count <= maximumSize else {
            problems.append(
                .whole(.init("is larger than \(maximumSize) bytes", "dépasse \(maximumSize) octets"), .init("shorten it", "le raccourcir")))
            return nil
        }
        let root: Node
        do {
            guard let node = try Yams.compose(yaml: yaml) else {
                problems.append(
                    .whole(
                        .init("is empty", "est vide"),
                        .init("start from compose/config/rules.yaml", "partir de compose/config/rules.yaml")))
                return nil
            }
            root = node
        } catch {
            problems.append(RuleProblem(yaml: error))
            return nil
        }
        guard var section = RuleSection.make(root, path: "", &problems) else { return nil }
        var vocabulary = vocabulary
        for name in section.list("own-categories") ?? [] {
            if let name = name.scalar?.string, !name.isEmpty { _ = vocabulary.number(adding: name) }
        }
        let version = section.text("version", maximum: 100) ?? ""
        let zones = section.zones()
        let words = vocabulary.words
        let rules = section.each("rules") { $0.rule(words, zones: zones.map(\.name)) }
        if !section.has("rules") {
            section.fail(
                "rules", nil, .init("is missing", "manque"),
                .init("add “rules:” and a list below it", "ajouter « rules: » et une liste dessous"))
        }
        let named = rules.map(\.rule.name)
        let tests = section.each("tests") { $0.expectation(vocabulary, rules: named) }
        section.finish()
        section.checkNames(rules)
        section.checkNumbers(rules.count, words)
        problems += section.problems
        return RuleFile(version: version, rules: RuleSet(rules: rules.map(\.rule), zones: zones), tests: tests, vocabulary: vocabulary)
    }
}

extension RuleProblem {
    static func whole(_ problem: Words, _ remedy: Words) -> RuleProblem {
        RuleProblem(line: 1, column: 1, key: "file", value: "", problem: problem, remedy: remedy)
    }

    /// What the YAML reader itself refused.
    init(yaml error: any Error) {
        var (line, column) = (1, 1)
        var words = Words("is not YAML", "n'est pas du YAML")
        switch error as? YamlError {
        case .scanner(_, let what, let mark, _), .parser(_, let what, let mark, _), .composer(_, let what, let mark, _):
            (line, column) = (mark.line, mark.column)
            words = Words("is not YAML: \(what)", "n'est pas du YAML : \(what)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            (line, column) = (context.mark.line, context.mark.column)
            let names = duplicates.joined(separator: ", ")
            words = Words("says twice: \(names)", "dit deux fois : \(names)")
        default: break
        }
        self.init(
            line: line, column: column, key: "file", value: "", problem: words,
            remedy: Words("mend the line; indent with spaces, two a level", "corriger la ligne ; mettre deux espaces par niveau"))
    }
}

extension RuleSection {
    fileprivate mutating func checkNames(_ rules: [(rule: Rule, line: Int, column: Int)]) {
        var seen: [String: Int] = [:]
        for (rule, line, column) in rules {
            if let first = seen.updateValue(line, forKey: rule.name) {
                add([
                    RuleProblem(
                        line: line, column: column, key: "rules", value: rule.name,
                        problem: .init("names two rules, the first at line \(first)", "nomme deux règles, la première à la ligne \(first)"),
                        remedy: .init("give each rule its own name", "donner à chaque règle son nom"))
                ])
            }
        }
    }

    fileprivate mutating func checkNumbers(_ count: Int, _ words: [(String, [UInt16])]) {
        guard count > RuleSet.maximumRules else { return }
        fail(
            "rules", nil, .init("are more than \(RuleSet.maximumRules)", "sont plus de \(RuleSet.maximumRules)"),
            .init("split the file by territory", "répartir le fichier par territoire"))
    }
}
