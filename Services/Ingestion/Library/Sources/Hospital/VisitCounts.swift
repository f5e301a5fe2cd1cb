import Domain

/// Visits of one establishment, counted by the hour as they are read: what is kept of a patient is that a number is greater by one.
struct VisitCounts: Sendable {
    /// Hours of one document: a year and a day.
    static let maximumHours = 8_808

    private(set) var hours: [Instant: [Int]] = [:]

    static let causes = VisitGroups.Cause.allCases.count
    static let ages = VisitGroups.Age.allCases.count

    var isEmpty: Bool { hours.isEmpty }

    /// Counts a visit; false where there are too many hours.
    mutating func count(_ hour: Instant, _ cause: Int, _ age: Int) -> Bool {
        guard hours[hour] != nil || hours.count < VisitCounts.maximumHours else { return false }
        hours[hour, default: [Int](repeating: 0, count: VisitCounts.causes * VisitCounts.ages)][cause * VisitCounts.ages + age] += 1
        return true
    }

    /// Visits of an hour, of a group of causes and an age band; all where nil.
    func visits(_ hour: Instant, cause: Int? = nil, age: Int? = nil) -> Int {
        guard let table = hours[hour] else { return 0 }
        var sum = 0
        for row in 0..<VisitCounts.causes where cause == nil || cause == row {
            for column in 0..<VisitCounts.ages where age == nil || age == column { sum += table[row * VisitCounts.ages + column] }
        }
        return sum
    }
}
