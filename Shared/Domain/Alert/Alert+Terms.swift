// The small vocabularies of an alert, numbered as on the wire.
extension Alert {
    /// What to do (CAP 1.2, clause 3.2.2, responseType).
    public enum ResponseType: UInt8, CaseIterable, Sendable, Hashable {
        case shelter = 1
        case evacuate, prepare, execute, avoid, monitor, assess, allClear, none
    }

    /// Why a message was sent.
    public enum Occasion: UInt8, CaseIterable, Sendable, Hashable {
        case raised = 1
        case changed
        /// Nobody acknowledged.
        case escalated
        /// Acknowledged, then forgotten.
        case reopened
        /// A silence, quiet hours or a rate limit is over.
        case released
        /// Back to normal.
        case cleared
        /// By its own expiry.
        case ended
        /// Gathers what a rate limit or quiet hours held back.
        case digest
    }

    /// What keeps a message from ringing an audience.
    public enum HoldReason: UInt8, CaseIterable, Sendable, Hashable {
        case silence = 1
        case quietHours, rateLimit
    }

    /// An audience that a message does not ring, and why.
    public struct Hold: Hashable, Sendable {
        /// Who is not rung.
        public var audience: Audience
        /// Why.
        public var reason: HoldReason

        /// A hold of one audience.
        public init(_ audience: Audience, _ reason: HoldReason) {
            self.audience = audience
            self.reason = reason
        }
    }

    /// An earlier message of the same life (CAP 1.2, clause 3.2.1, references).
    public struct Reference: Hashable, Sendable {
        /// CAP's sender of that message.
        public var sender: String
        /// Its identifier.
        public var identifier: String
        /// Its `sent`, seconds since 1970.
        public var sent: Int64

        /// A reference to a message.
        public init(sender: String, identifier: String, sent: Int64) {
            self.sender = sender
            self.identifier = identifier
            self.sent = sent
        }
    }

    /// A place in words, in both languages: CAP's areaDesc.
    public struct Place: Hashable, Sendable {
        /// In French.
        public var french: String
        /// In English.
        public var english: String

        /// A place from its words.
        public init(french: String = "", english: String = "") {
            self.french = french
            self.english = english
        }
    }

    /// A language that alerts are written in.
    public enum Language: String, CaseIterable, Sendable, Hashable {
        case french = "fr"
        case english = "en"
    }

    /// The words of a language.
    public func wording(_ language: Language) -> Wording { language == .french ? french : english }
}
