import Anonymization
import Domain
import Testing

@Suite("Counts of people below a threshold")
struct CountThresholdTests {
    private func reading(_ value: Double? = nil, _ lower: Double? = nil, _ upper: Double? = nil) -> Reading {
        Reading(
            kind: .mobilePresence, category: .presence, cell: Cell(column: 1, row: 2), slot: TimeSlot(start: 0, length: 900), value: value,
            unit: "{person}", lower: lower, upper: upper)
    }

    @Test("presence is suppressed below 20, emergency visits below 11, unless the register sets another threshold")
    func thresholds() {
        #expect(CountThreshold(kind: .mobilePresence, category: .presence, declared: 0)?.least == 20)
        #expect(CountThreshold(kind: .hospital, category: .emergencyVisits, declared: 0)?.least == 11)
        #expect(CountThreshold(kind: .mobilePresence, category: .presence, declared: 30)?.least == 30)
        #expect(CountThreshold(kind: .camera, category: .presence, declared: 5)?.least == 5)
        #expect(CountThreshold(kind: .weather, category: .rain, declared: 20) == nil)
    }

    @Test("all counts below the threshold look the same", arguments: [0.0, 1, 7, 19, 19.9, -3])
    func below(value: Double) {
        let censored = CountThreshold(20).censored(reading(value))
        #expect(censored.reading == reading(nil, 0, 19) && censored.isSuppressed)
    }

    @Test("a count at the threshold is published")
    func at() { #expect(CountThreshold(20).censored(reading(20)).reading == reading(20)) }

    @Test("a narrow interval below the threshold is widened to all of it", arguments: [(3.0, 5.0), (0, 0), (19, 19), (10, 24)])
    func interval(lower: Double, upper: Double) {
        let published = CountThreshold(20).censored(reading(nil, lower, upper)).reading
        #expect(published == reading(nil, 0, max(upper, 19)))
    }

    @Test("an interval around a small count is not published in its place")
    func both() { #expect(CountThreshold(20).censored(reading(7, 6, 8)).reading == reading(nil, 0, 19)) }

    @Test("what the operator censored itself stays as it is, and is not counted as held back here")
    func already() {
        let given = reading(nil, 0, 19)
        let censored = CountThreshold(20).censored(given)
        #expect(censored.reading == given && !censored.isSuppressed)
    }
}
