import Domain

/// What comes next out of a file.
public enum RowResult: Sendable {
    /// A row, by the line it begins on (from 1).
    indirect case observation(line: Int, Observation)
    /// A row that could not be read; the rest goes on.
    case problem(RowProblem)
    /// Feed more bytes, or say that there are none.
    case needsMore
    /// The file has ended.
    case end
}

/// Why a row could not be read. Never holds what the row says.
public struct RowProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, by a stable word for counting.
    public enum Reason: String, Sendable, CaseIterable {
        case quote
        case tooLong = "too-long"
        case fields
        case time
        case skippedHour = "skipped-hour"
        case number
        case severity
        case version
        case encoding
        case missing
        case json
        case unknownKey = "unknown-key"
        case xml
        case tooDeep = "too-deep"
        case position
        case unit
        /// A kind of content that this system never takes: faces, plates, images, tracks, persons.
        case refusedKind = "refused-kind"
        case unknownCode = "unknown-code"
        case exercise
        /// Understood, and rightly not counted: a heartbeat, an acknowledgement, a state at subscription.
        case ignored
        case duplicate
        case stale
        /// Lies ahead: it is counted once it has begun.
        case planned
        case limit
    }

    /// Line on which the row begins, from 1.
    public let line: Int
    /// Column of the table, from 1; 0 where the row as a whole is wrong.
    public let column: Int
    /// What is wrong.
    public let reason: Reason
    /// What was expected and what to do.
    public let message: String

    /// `line 12, column 3: …`.
    public var description: String { "line \(line)\(column == 0 ? "" : ", column \(column)"): \(message)" }
}

/// Why a whole file cannot be read.
public struct FileProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with it and what to do.
    public let description: String

    /// A problem, in a sentence that names what is wrong and what to do, and never holds content.
    public init(description: String) { self.description = description }
}
