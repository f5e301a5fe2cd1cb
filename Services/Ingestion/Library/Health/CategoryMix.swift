import Domain

/// Which categories a source sends, lately and as it used to: counts that fade, with a half-life of a day and of fourteen.
///
/// They are compared by the population stability index, the sum over categories of (p - q) ln(p / q): below 0.1 nothing changed, above 0.25
/// much did (Siddiqi, *Credit Risk Scorecards*, 2006). Unmapped codes are a category of their own here.
public struct CategoryMix: Hashable, Sendable {
    /// Above it the mix has drifted.
    static let drifted = 0.25
    /// Observations below which nothing is said.
    static let leastRecent = 50.0
    static let leastReference = 200.0
    /// Stands for a code that the register does not map.
    public static let unmapped: UInt16 = .max

    private static let recentFading = 0.971_531_941_153_605_9  // 2^(-1/24)
    private static let referenceFading = 0.997_939_076_145_131_1  // 2^(-1/336)
    /// What has faded below it is forgotten.
    private static let least = 0.01

    private var recent: [UInt16: Double] = [:]
    private var reference: [UInt16: Double] = [:]
    private var hours = 0.0

    /// Nothing was sent yet.
    public init() {}

    /// Counts observations by category number.
    public mutating func add(_ counts: [UInt16: Double]) {
        for (category, count) in counts {
            recent[category, default: 0] += count
            reference[category, default: 0] += count
        }
    }

    /// An hour has passed.
    public mutating func fade() {
        hours += 1
        recent = recent.mapValues { $0 * Self.recentFading }.filter { $0.value > Self.least }
        reference = reference.mapValues { $0 * Self.referenceFading }.filter { $0.value > Self.least }
    }

    /// The population stability index; nil before three days, or where there is too little.
    public var drift: Double? {
        let (now, before) = (recent.values.reduce(0, +), reference.values.reduce(0, +))
        guard hours >= 72, now >= Self.leastRecent, before >= Self.leastReference else { return nil }
        let all = Set(recent.keys).union(reference.keys).sorted()
        // Half an observation in each, so that a category that is new or gone does not make it infinite.
        let (nowAll, beforeAll) = (now + 0.5 * Double(all.count), before + 0.5 * Double(all.count))
        return all.reduce(0) { sum, category in
            let p = (recent[category, default: 0] + 0.5) / nowAll
            let q = (reference[category, default: 0] + 0.5) / beforeAll
            return sum + (p - q) * logarithm(p / q)
        }
    }

    /// Share of what came lately whose code the register does not map; nil where there is too little.
    public var unmappedShare: Double? {
        let all = recent.values.reduce(0, +)
        return all >= Self.leastRecent ? recent[Self.unmapped, default: 0] / all : nil
    }

    func write(to writer: inout StateWriter) {
        writer.write(hours)
        for counts in [recent, reference] {
            writer.write(counts.count)
            for (category, count) in counts.sorted(by: { $0.key < $1.key }) {
                writer.write(UInt64(category))
                writer.write(count)
            }
        }
    }

    init(from reader: inout StateReader) throws(StateError) {
        hours = try reader.double()
        recent = try Self.counts(&reader)
        reference = try Self.counts(&reader)
    }

    private static func counts(_ reader: inout StateReader) throws(StateError) -> [UInt16: Double] {
        var counts: [UInt16: Double] = [:]
        for _ in 0..<(try reader.count(bytesEach: 9)) {
            let category: UInt16 = try reader.number()
            counts[category] = try reader.double()
        }
        return counts
    }
}
