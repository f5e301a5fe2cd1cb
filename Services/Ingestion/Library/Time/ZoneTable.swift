import Domain
import Foundation

/// The offsets of a time zone from 1900 to 2100, computed once, so that a wall clock becomes an instant without Foundation.
public struct ZoneTable: Sendable, Hashable {
    /// What a wall clock may mean.
    enum Reading: Hashable, Sendable {
        /// Seconds since 1970 and minutes east of UTC.
        case once(Int64, offset: Int32)
        /// Summer time ended: the clock showed it twice.
        case twice(earlier: Int64, earlierOffset: Int32, later: Int64, laterOffset: Int32)
        /// Summer time began: the clock never showed it.
        case never
    }

    /// IANA name.
    public let name: String
    /// First second (UTC) of each period; the first begins before everything.
    private let starts: [Int64]
    /// Seconds east of UTC in each period.
    private let offsets: [Int64]

    /// The table of an IANA zone, such as `Europe/Paris`; nil where the system does not know it.
    public init?(identifier: String) {
        guard let zone = TimeZone(identifier: identifier), identifier.contains("/") || identifier == "UTC" else { return nil }
        name = identifier
        let first = CivilTime(year: 1900, month: 1, day: 1).localSeconds
        let last = Date(timeIntervalSince1970: TimeInterval(CivilTime(year: 2100, month: 1, day: 1).localSeconds))
        var date = Date(timeIntervalSince1970: TimeInterval(first))
        var starts: [Int64] = [.min / 2]
        var offsets = [Int64(zone.secondsFromGMT(for: date))]
        while let next = zone.nextDaylightSavingTimeTransition(after: date), next > date, next < last {
            let offset = Int64(zone.secondsFromGMT(for: next))
            if offset != offsets[offsets.count - 1] {
                starts.append(Int64(next.timeIntervalSince1970.rounded()))
                offsets.append(offset)
            }
            date = next
        }
        self.starts = starts
        self.offsets = offsets
    }

    /// The table of a zone that a file defines itself: the first second of each period (the first is taken to begin before everything), and
    /// its seconds east of UTC; nil where there are none, or not in order.
    init?(name: String, starts: [Int64], offsets: [Int64]) {
        guard !starts.isEmpty, starts.count == offsets.count, zip(starts, starts.dropFirst()).allSatisfy(<) else { return nil }
        guard offsets.allSatisfy({ $0.magnitude <= 86_400 }) else { return nil }
        self.name = name
        self.starts = [.min / 2] + starts.dropFirst()
        self.offsets = offsets
    }

    /// Minutes east of UTC at an instant (seconds since 1970).
    func offsetMinutes(at seconds: Int64) -> Int32 { Int32(offsets[period(at: seconds)] / 60) }

    /// What a wall clock, in seconds since 1970 on that clock, may mean.
    func reading(ofLocal local: Int64) -> Reading {
        // Offsets lie within a day: the periods around `local` read as UTC are the only candidates.
        let middle = period(at: local)
        var found: [(seconds: Int64, offset: Int64)] = []
        for index in max(middle - 1, 0)...min(middle + 1, starts.count - 1) {
            let seconds = local - offsets[index]
            guard seconds >= starts[index], index + 1 == starts.count || seconds < starts[index + 1] else { continue }
            found.append((seconds, offsets[index]))
        }
        switch found.count {
        case 0: return .never
        case 1: return .once(found[0].seconds, offset: Int32(found[0].offset / 60))
        default:
            return .twice(
                earlier: found[0].seconds, earlierOffset: Int32(found[0].offset / 60), later: found[1].seconds,
                laterOffset: Int32(found[1].offset / 60))
        }
    }

    /// The stretch of wall clock around `local` in which one offset holds without doubt; nil near a change.
    func certainStretch(aroundLocal local: Int64) -> (range: Range<Int64>, offset: Int64)? {
        let day: Int64 = 86_400
        let index = period(at: local)
        let start = starts[index] + day
        let end = index + 1 < starts.count ? starts[index + 1] - day : .max / 2
        guard local >= start, local < end else { return nil }
        return (start..<end, offsets[index])
    }

    private func period(at seconds: Int64) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= seconds { low = middle } else { high = middle }
        }
        return low
    }
}
