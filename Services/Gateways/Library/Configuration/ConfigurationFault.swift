/// What is wrong with a gateway's file: where, which key, what to do. Never the value: it may be a secret that was put in the wrong place.
public struct ConfigurationFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// Line of the file, from 1; nil where the key is not there.
    public var line: Int?
    /// The key, with dots: `delivery.attempts`.
    public var key: String
    /// What to do.
    public var remedy: String

    /// One sentence.
    public var description: String { "\(line.map { "line \($0), " } ?? "")\(key): \(remedy)" }
}

/// All that is wrong with a gateway's file; nothing of it is used.
public struct ConfigurationError: Error, Sendable, CustomStringConvertible {
    /// In the file's order.
    public let faults: [ConfigurationFault]

    init(_ faults: [ConfigurationFault]) {
        self.faults = faults.sorted { ($0.line ?? 0, $0.key) < ($1.line ?? 0, $1.key) }
    }

    /// A fault a line.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
