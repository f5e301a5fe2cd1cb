/// A setting that cannot be used: which one, where it was said, and what to do.
public struct SettingsError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One or two sentences for the person who started the program.
    public let message: String

    /// An error with its sentence.
    public init(_ message: String) { self.message = message }

    /// The sentence.
    public var description: String { message }
}
