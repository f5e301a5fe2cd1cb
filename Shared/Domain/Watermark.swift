/// All sources that are not idle have reported up to `time` (exclusive).
public struct Watermark: Hashable, Sendable {
    /// How far one source has reported.
    public struct Source: Hashable, Sendable {
        /// The source's, as the register declares it.
        public var identifier: String
        /// What kind of source it is.
        public var kind: SourceKind
        /// Exclusive; 0 where it has never reported anything.
        public var time: Instant
        /// Silent for longer than it declared: does not hold the others back.
        public var idle: Bool
        /// What is unusual about how it reports.
        public var conditions: SourceCondition

        /// How far a source has reported.
        public init(identifier: String, kind: SourceKind, time: Instant, idle: Bool, conditions: SourceCondition = []) {
            self.identifier = identifier
            self.kind = kind
            self.time = time
            self.idle = idle
            self.conditions = conditions
        }
    }

    /// Exclusive: everything before it has been reported.
    public var time: Instant
    /// In order of identifier.
    public var sources: [Source]

    /// A territory's watermark and its sources'.
    public init(time: Instant, sources: [Source]) {
        self.time = time
        self.sources = sources
    }
}
