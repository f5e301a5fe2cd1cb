public import Domain

extension AlertTerms {
    /// How an alert lives with people: held before it is raised and before it is called off, who is rung, and what happens where nobody
    /// deals with it.
    public struct Life: Hashable, Sendable {
        /// Seconds for which the thresholds must be reached before it is raised.
        public var raiseAfter: Int64
        /// Seconds for which all must be normal before it is called off.
        public var clearAfter: Int64
        /// An all-clear is also sent where it ends by its own expiry.
        public var endsWithAllClear: Bool
        /// Cells of level 0 between two situations of one rule and category that are one alert; nil where only the same situation is.
        public var mergeWithin: Int32?
        /// Whom it rings.
        public var audiences: Set<Audience>
        /// In order: after so many seconds without anyone dealing with it, these are rung too.
        public var escalations: [Escalation]
        /// Seconds after which it is told again where someone dealt with it and nothing came of it; nil for never.
        public var reopenAfter: Int64?
        /// What to do, in CAP's terms.
        public var responseTypes: [Alert.ResponseType]
        /// What of it the public gets; nil for nothing.
        public var release: Release?

        /// A life; by default at once, without holds, for operators alone.
        public init(
            raiseAfter: Int64 = 0, clearAfter: Int64 = 0, endsWithAllClear: Bool = false, mergeWithin: Int32? = nil,
            audiences: Set<Audience> = [.operators], escalations: [Escalation] = [], reopenAfter: Int64? = nil,
            responseTypes: [Alert.ResponseType] = [], release: Release? = nil
        ) {
            self.raiseAfter = raiseAfter
            self.clearAfter = clearAfter
            self.endsWithAllClear = endsWithAllClear
            self.mergeWithin = mergeWithin
            self.audiences = audiences
            self.escalations = escalations
            self.reopenAfter = reopenAfter
            self.responseTypes = responseTypes
            self.release = release
        }
    }

    /// One step of an escalation.
    public struct Escalation: Hashable, Sendable {
        /// Seconds after the first message, or after the step before.
        public var after: Int64
        /// Who is rung from then on.
        public var to: Set<Audience>

        /// A step.
        public init(after: Int64, to: Set<Audience>) {
            self.after = after
            self.to = to
        }
    }

    /// What of an alert the public gets: its kind and its coarse place, no number.
    public struct Release: Hashable, Sendable {
        /// The finest cells that may be told; coarser ones where the register asks for more residents to share a cell.
        public var level: UInt8
        /// The number that must have been observed, or that must be expected: smaller ones are suppressed whole.
        public var atLeast: Double

        /// A release.
        public init(level: UInt8, atLeast: Double) {
            self.level = level
            self.atLeast = atLeast
        }
    }
}
