/// A stretch of each local day in which nobody is rung, half-open; it may go over midnight.
public struct QuietHours: Hashable, Sendable {
    /// First minute after midnight, 0 ..< 1,440.
    public var from: Int64
    /// The minute after the last, 0 ..< 1,440; never `from`.
    public var until: Int64

    /// A stretch; both within 0 ..< 1,440.
    public init(from: Int64, until: Int64) {
        self.from = from
        self.until = until
    }

    /// Reads local times such as `22:00-06:00`; nil for what is no stretch of a day.
    public init?(text: some StringProtocol) {
        let ends = text.split(separator: "-").map { QuietHours.minute($0) }
        guard ends.count == 2, let from = ends[0], let until = ends[1], from != until else { return nil }
        self.init(from: from, until: until)
    }

    /// As it is written in files: `22:00-06:00`.
    public var text: String { "\(QuietHours.text(from))-\(QuietHours.text(until))" }

    /// Minutes from a minute of the day until the stretch is over; nil outside of it.
    public func left(at minute: Int64) -> Int64? {
        let length = (until - from).floorRemainder(by: 1_440)
        let past = (minute - from).floorRemainder(by: 1_440)
        return past < length ? length - past : nil
    }

    private static func minute(_ text: some StringProtocol) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ (1...2).contains($0.utf8.count) }), let hours = Int64(parts[0]),
            let minutes = Int64(parts[1]), (0...23).contains(hours), (0...59).contains(minutes)
        else { return nil }
        return hours * 60 + minutes
    }

    private static func text(_ minute: Int64) -> String {
        let (hours, minutes) = (minute / 60, minute % 60)
        return "\(hours < 10 ? "0" : "")\(hours):\(minutes < 10 ? "0" : "")\(minutes)"
    }
}
