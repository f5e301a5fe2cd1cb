import Domain

/// Why an observation is refused: what a partner is told, without a byte of what it sent.
public struct ObservationRefusal: Error, Hashable, Sendable {
    /// What is wrong, by a stable word for counting.
    public enum Reason: String, CaseIterable, Sendable {
        case unknownSource = "unknown-source"
        case notYetValid = "not-yet-valid"
        case expired
        case otherSource = "other-source"
        case missing
        case tooLong = "too-long"
        case notText = "not-utf-8"
        case unknownValue = "unknown-value"
        case noVersion = "no-version"
        case correctionsNotDeclared = "corrections-not-declared"
        case inTheFuture = "in-the-future"
        case tooOld = "too-old"
        case endBeforeStart = "end-before-start"
        case intervalTooLong = "interval-too-long"
        case badOffset = "bad-offset"
        case halfPosition = "half-position"
        case notFinite = "not-finite"
        case outOfRange = "out-of-range"
        case outsideTerritory = "outside-territory"
        case swappedCoordinates = "swapped-coordinates"
        case fieldNotAllowed = "field-not-allowed"
        case badPolygon = "bad-polygon"
        case reversedBounds = "reversed-bounds"
        case noPosition = "no-position"
        case rateExceeded = "rate-exceeded"
        case personalTrace = "personal-trace"
        case notACount = "not-a-count"
        case codeNotDeclared = "code-not-declared"
    }

    /// The field of the message that is wrong, as the `.proto` names it.
    public enum Field: String, CaseIterable, Sendable {
        case source = "source_id"
        case identifier = "observation_id"
        case version
        case operation
        case phenomenonStart = "phenomenon_start"
        case phenomenonEnd = "phenomenon_end"
        case offset = "offset_minutes"
        case timeCertainty = "time_certainty"
        case resultTime = "result_time"
        case latitude, longitude, accuracy, polygon
        case cell = "cell_code"
        case area = "area_code"
        case code = "original_code"
        case codeSystem = "code_system"
        case severity, status, origin, value, unit, quality, lower, upper, text
        case reportedUntil = "reported_until"
    }

    /// What is wrong.
    public let reason: Reason
    /// Which field it is wrong in.
    public let field: Field
    /// The limit that was passed, in the unit of `message`; 0 where there is none.
    public let limit: Int64

    /// A refusal.
    @inlinable
    public init(_ reason: Reason, _ field: Field, limit: Int64 = 0) {
        self.reason = reason
        self.field = field
        self.limit = limit
    }

    /// The status a partner sees.
    public var status: StatusCode {
        switch reason {
        case .unknownSource, .notYetValid, .expired, .otherSource: .permissionDenied
        case .rateExceeded: .resourceExhausted
        default: .invalidArgument
        }
    }

    /// A sentence: what was wrong and what to do; never the content.
    public var message: String {
        let name = field.rawValue
        return switch reason {
        case .unknownSource: "the register of this territory has no such source; ask its controller for an entry"
        case .notYetValid: "the register's entry of this source is not valid yet; wait, or ask the controller to change valid-from"
        case .expired: "the register's entry of this source has expired; ask the controller to renew it"
        case .otherSource: "source_id differs from the batch's; leave it empty, and push each source's observations in batches of their own"
        case .missing: "\(name) is missing; it must always be sent"
        case .tooLong: "\(name) is longer than \(limit) bytes; shorten it"
        case .notText: "\(name) is not UTF-8; convert it before sending"
        case .unknownValue: "\(name) holds a number this version does not know; see PROTOCOL.md for those it knows"
        case .noVersion: "a replacement or a withdrawal needs a version of at least 1, higher than what it corrects"
        case .correctionsNotDeclared: "the register says that this source never corrects; ask the controller to set `corrections`"
        case .inTheFuture:
            "\(name) lies more than \(limit / 60_000) minutes ahead of our clock; check the clock and the offset (UTC on the wire)"
        case .tooOld: "\(name) lies further back than \(limit / 86_400_000) days; push history to a territory that is not live"
        case .endBeforeStart: "phenomenon_end lies before phenomenon_start; swap them, or leave the end at 0 for an instant"
        case .intervalTooLong: "the interval lasts more than \(limit / 86_400_000) days; split it"
        case .badOffset: "offset_minutes must be -720 to 840 in steps of 15: minutes east of UTC of the wall clock at the place"
        case .halfPosition: "\(name) is missing beside the other coordinate; send both or neither"
        case .notFinite: "\(name) is not a finite number; leave out what is not known"
        case .outOfRange:
            "\(name) is out of range; it must lie within \(limit) of 0, in degrees of WGS 84, or be no less than 0 for an accuracy"
        case .outsideTerritory: "\(name) lies outside the territory's bounds; check the coordinates, or push to another territory"
        case .swappedCoordinates: "latitude and longitude are swapped: the place would lie in the territory the other way round; swap them"
        case .fieldNotAllowed: "the register does not allow \(name) for this source; leave it out, or ask the controller to justify it"
        case .badPolygon: "a polygon is a closed ring of 4 to \(limit / 2) points of WGS 84, the first repeated last"
        case .reversedBounds: "lower is greater than upper; swap them"
        case .noPosition: "an incident needs a place: latitude and longitude, a polygon, a cell_code or an area_code"
        case .personalTrace:
            "\(name) looks like the number of a device, a phone or a vehicle; this source sends counts only: make ids from place and time"
        case .notACount: "mobile presence is sent as counts: a value, or lower and upper; what locates a device is never taken"
        case .codeNotDeclared: "the register does not declare this original_code for this source, which may send nothing else; map it first"
        case .rateExceeded:
            "the source sends more than twice the rate it declared; slow down, or ask the controller to declare a higher `rate`"
        }
    }
}
