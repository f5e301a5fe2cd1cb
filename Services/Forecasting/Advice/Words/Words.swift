/// A sentence in both languages that a person may read.
public struct Words: Hashable, Sendable {
    /// In English.
    public var english: String
    /// In French.
    public var french: String

    /// A sentence, said twice.
    public init(_ english: String, _ french: String) {
        self.english = english
        self.french = french
    }
}
