/// A notification with a life, in the terms of CAP 1.2 (OASIS, July 2010, clause 3.2).
public struct Alert: Hashable, Sendable {
    /// What the message does.
    public enum MessageType: UInt8, CaseIterable, Sendable, Hashable {
        case alert = 1
        case update, cancel
    }

    /// How soon to act.
    public enum Urgency: UInt8, CaseIterable, Sendable, Hashable {
        case unknown, immediate, expected, future, past
    }

    /// How sure it is.
    public enum Certainty: UInt8, CaseIterable, Sendable, Hashable {
        case unknown, observed, likely, possible, unlikely
    }

    /// What a person reads, in one language.
    public struct Wording: Hashable, Sendable {
        /// What it is about, in a few words.
        public var event: String
        /// One line.
        public var headline: String
        /// What is known.
        public var description: String
        /// What to do.
        public var instruction: String

        /// The words of one language.
        public init(event: String = "", headline: String = "", description: String = "", instruction: String = "") {
            self.event = event
            self.headline = headline
            self.description = description
            self.instruction = instruction
        }
    }

    /// Unique a message; the same input gives the same identifier.
    public var identifier: String
    /// CAP's sender: the installation and the territory.
    public var sender: String
    /// Event time, seconds since 1970.
    public var sent: Int64
    /// Whether it is real.
    public var status: Status
    /// Whether it raises, changes or calls off.
    public var messageType: MessageType
    /// The earlier messages that this one updates or cancels, oldest first.
    public var references: [Reference]
    /// `Safety`, `Security`, `Fire`, `Transport`, `Met`, `Health`, `Env`, `Infra` or `Other`.
    public var capCategory: String
    /// The house's category of what it is about.
    public var category: Category
    /// How soon to act.
    public var urgency: Urgency
    /// How grave it is.
    public var severity: Severity
    /// How sure it is.
    public var certainty: Certainty
    /// Seconds since 1970.
    public var effective: Int64
    /// When what it speaks of begins, seconds since 1970.
    public var onset: Int64
    /// When it ends by itself, seconds since 1970.
    public var expires: Int64
    /// The words in French.
    public var french: Wording
    /// The words in English.
    public var english: Wording
    /// Where; empty for the whole territory.
    public var cells: [Cell]
    /// The rule of the policy that raised it.
    public var rule: String
    /// All messages of one alert's life share it.
    public var thread: String
    /// Identifier of the signal, or of the forecast, that it rests on.
    public var cause: String
    /// Whom it rings; empty: it is held back from all, and only kept.
    public var audiences: Set<Audience>
    /// Whom it does not ring, and why; in order of audience.
    public var held: [Hold]
    /// Codes of the territory's zones that it touches, in order.
    public var zones: [String]
    /// The place in words; where empty, the territory.
    public var place: Place
    /// What to do, in CAP's terms.
    public var responseTypes: [ResponseType]
    /// Why it was sent.
    public var occasion: Occasion
    /// 0; 1 after the first term in which nobody acknowledged, and so on.
    public var escalation: UInt32
    /// It passed the privacy release: coarse cells, no small number. Only such a one may ring the public.
    public var isReleased: Bool
    /// Of a digest: the threads that it speaks of.
    public var gathered: [String]

    /// An alert with all it says.
    public init(
        identifier: String, sender: String, sent: Int64, status: Status, messageType: MessageType, references: [Reference],
        capCategory: String, category: Category, urgency: Urgency, severity: Severity, certainty: Certainty, effective: Int64, onset: Int64,
        expires: Int64,
        french: Wording, english: Wording, cells: [Cell], rule: String, thread: String, cause: String,
        audiences: Set<Audience> = Audience.staff, held: [Hold] = [], zones: [String] = [], place: Place = Place(),
        responseTypes: [ResponseType] = [], occasion: Occasion = .raised, escalation: UInt32 = 0, isReleased: Bool = false,
        gathered: [String] = []
    ) {
        self.identifier = identifier
        self.sender = sender
        self.sent = sent
        self.status = status
        self.messageType = messageType
        self.references = references
        self.capCategory = capCategory
        self.category = category
        self.urgency = urgency
        self.severity = severity
        self.certainty = certainty
        self.effective = effective
        self.onset = onset
        self.expires = expires
        self.french = french
        self.english = english
        self.cells = cells
        self.rule = rule
        self.thread = thread
        self.cause = cause
        self.audiences = audiences
        self.held = held
        self.zones = zones
        self.place = place
        self.responseTypes = responseTypes
        self.occasion = occasion
        self.escalation = escalation
        self.isReleased = isReleased
        self.gathered = gathered
    }
}
