/// One thing that can be configured: its name in a file, its flag, its variable, its default and what it is for.
///
/// The three spellings follow from the key: `http.port` is `http: { port: … }` in a file, `--http-port` on the command line and
/// `QUIETUDE_HTTP_PORT` in the environment.
public struct Setting: Sendable, Hashable {
    /// What a value must look like.
    public enum Kind: Sendable, Hashable {
        /// Any text that is not empty.
        case text
        /// A file or folder.
        case path
        /// A TCP port, 0 to 65535; 0 lets the system choose.
        case port
        /// A size such as `64MiB`; a bare number is bytes.
        case bytes
        /// A span such as `250ms`, `30s`, `5m`, `2h`, `7d`; a bare number is seconds.
        case duration
        /// A whole number in a range.
        case number(ClosedRange<Int>)
        /// One of a few words.
        case choice([String])
        /// Values separated by commas, or a list in a file.
        case list
    }

    /// Dotted, in kebab case.
    public var key: String
    /// What a value must look like.
    public var kind: Kind
    /// As it would be written; nil where it is worked out, and `explainedDefault` says how.
    public var standard: String?
    /// What stands in `--help` where there is no fixed default, English then French.
    public var explainedDefault: (english: String, french: String)? {
        explanation.map { ($0.english, $0.french) }
    }
    /// What it is for, in English.
    public var english: String
    /// What it is for, in French.
    public var french: String
    private var explanation: Explanation?

    private struct Explanation: Sendable, Hashable {
        var english: String
        var french: String
    }

    /// A setting with a fixed default.
    public init(_ key: String, _ kind: Kind, default standard: String, english: String, french: String) {
        self.key = key
        self.kind = kind
        self.standard = standard
        self.english = english
        self.french = french
        self.explanation = nil
    }

    /// A setting whose default is worked out from others, or that has none.
    public init(_ key: String, _ kind: Kind, explained: (english: String, french: String), english: String, french: String) {
        self.key = key
        self.kind = kind
        self.standard = nil
        self.english = english
        self.french = french
        self.explanation = Explanation(english: explained.english, french: explained.french)
    }

    /// As on the command line, such as `--http-port`.
    public var flag: String { "--" + key.replacing(".", with: "-") }

    /// As in the environment, such as `QUIETUDE_HTTP_PORT`.
    public var variable: String {
        Setting.variablePrefix + String(key.uppercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
    }

    /// The key as a path through a file.
    public var components: [String] { key.split(separator: ".").map(String.init) }

    /// What every variable of ours begins with.
    public static let variablePrefix = "QUIETUDE_"
}
