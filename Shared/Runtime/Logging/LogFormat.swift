/// How a log line is written.
public enum LogFormat: String, Sendable, Hashable, CaseIterable {
    /// A JSON object a line, for machines.
    case json
    /// Time, level, label, message and metadata a line, for people.
    case human
}
