import Domain
import Yams

/// A register file, read and validated: a register a territory, and beside them what concerns ingestion alone and does not travel.
public struct RegisterFile: Hashable, Sendable {
    /// A source of a territory.
    public struct SourceReference: Hashable, Sendable {
        /// Identifier of the territory.
        public let territory: String
        /// Identifier of the source, unique within its territory.
        public let source: String

        /// The source of that identifier in that territory.
        public init(territory: String, source: String) {
            self.territory = territory
            self.source = source
        }
    }

    /// A file of residents that a territory names, and where the register names it.
    public struct ResidentReference: Hashable, Sendable {
        /// As the register writes it: relative to the register's own folder, or whole.
        public let path: String
        let line: Int
        let column: Int
        let key: String
    }

    /// In order of identifier.
    public private(set) var registers: [Register]
    /// How a source's files are laid out, where the register says so.
    public let columnMaps: [SourceReference: ColumnMap]
    /// Seconds, by territory: how far back an observation of a live territory may reach.
    public let oldest: [String: UInt32]
    /// By territory: the file that says who lives where; `read(residents:)` takes it in.
    public let residentFiles: [String: ResidentReference]

    /// 1 MiB: a longer file is refused before it is parsed.
    public static let maximumLength = 1 << 20
    /// 400 days.
    public static let defaultOldest: UInt32 = 34_560_000

    /// Reads a register; `digest` is the SHA-256 of its bytes. Throws every problem at once, save that a file which is not YAML has one.
    public init(yaml: String, digest: [UInt8]) throws(RegisterError) {
        guard yaml.utf8.count <= RegisterFile.maximumLength else {
            let remedy = "a register is at most \(RegisterFile.maximumLength) bytes; this one has \(yaml.utf8.count)"
            throw RegisterError(problems: [RegisterProblem(line: 1, column: 1, key: "file", value: "", remedy: remedy)])
        }
        let findings = RegisterFindings()
        let root = try RegisterFile.compose(yaml)
        let reader = RegisterReader(findings: findings)
        let result = reader.read(YAMLSection(root: root, findings: findings), digest: digest)
        guard findings.problems.isEmpty, let result else { throw RegisterError(problems: findings.sorted()) }
        self = result
    }

    init(
        registers: [Register], columnMaps: [SourceReference: ColumnMap], oldest: [String: UInt32],
        residentFiles: [String: ResidentReference]
    ) {
        self.registers = registers
        self.columnMaps = columnMaps
        self.oldest = oldest
        self.residentFiles = residentFiles
    }

    /// Takes in the files of residents that the territories name, so that they travel with the register.
    ///
    /// - Parameter contents: the bytes of a file by the path in the register; nil where it cannot be read.
    /// - Throws: every file that cannot be used, at its line of the register.
    public mutating func read(residents contents: (_ path: String) -> [UInt8]?) throws(RegisterError) {
        var problems: [RegisterProblem] = []
        for index in registers.indices {
            let territory = registers[index].territory
            guard let file = residentFiles[territory.identifier] else { continue }
            func refuse(_ remedy: String) {
                problems.append(RegisterProblem(line: file.line, column: file.column, key: file.key, value: file.path, remedy: remedy))
            }
            guard let bytes = contents(file.path) else {
                refuse("the file cannot be read; put it beside the register, or write its whole path")
                continue
            }
            do throws(ResidentFile.Unusable) {
                registers[index].territory.residents = try ResidentFile(bytes, grid: territory.grid).grid
            } catch {
                refuse(error.description)
            }
        }
        guard problems.isEmpty else { throw RegisterError(problems: problems) }
    }

    /// The register of a territory; nil where the file has none.
    public func register(ofTerritory territory: String) -> Register? {
        registers.first { $0.territory.identifier == territory }
    }

    /// How a source's files are laid out: as declared, else `ColumnMap.standard`.
    public func columnMap(territory: String, source: String) -> ColumnMap {
        columnMaps[SourceReference(territory: territory, source: source)] ?? .standard
    }

    static func compose(_ yaml: String) throws(RegisterError) -> Node {
        let problem: RegisterProblem
        do {
            if let node = try Yams.compose(yaml: yaml) { return node }
            problem = RegisterProblem(
                line: 1, column: 1, key: "file", value: "", remedy: "the file is empty; write `version` and `territories`")
        } catch let error as YamlError {
            problem = RegisterFile.problem(error)
        } catch {
            problem = RegisterProblem(line: 1, column: 1, key: "file", value: "", remedy: "\(error)")
        }
        throw RegisterError(problems: [problem])
    }

    private static func problem(_ error: YamlError) -> RegisterProblem {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            RegisterProblem(
                line: mark.line, column: mark.column, key: "file", value: "", remedy: "not YAML here (\(problem)); mend the layout")
        case .duplicatedKeysInMapping(let duplicates, let context):
            RegisterProblem(
                line: context.mark.line, column: context.mark.column, key: duplicates.sorted().joined(separator: ", "), value: "",
                remedy: "written more than once in the mapping that starts here; keep one")
        case .reader(let problem, _, _, _):
            RegisterProblem(line: 1, column: 1, key: "file", value: "", remedy: "not readable as UTF-8 text (\(problem)); save it as UTF-8")
        default:
            RegisterProblem(line: 1, column: 1, key: "file", value: "", remedy: "not readable as YAML (\(error))")
        }
    }
}
