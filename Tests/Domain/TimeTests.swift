import Domain
import Testing

@Suite struct TimeTests {
    @Test(arguments: [(0, 0), (999, 0), (1000, 1), (-1, -1), (-1000, -1), (-1001, -2), (.min, .min / 1000 - 1)] as [(Int64, Int64)])
    func `Seconds are rounded towards the past`(milliseconds: Int64, seconds: Int64) {
        #expect(Instant(milliseconds: milliseconds).seconds == seconds)
    }

    @Test func `Instants stop at the ends of time instead of wrapping round`() {
        #expect(Instant(seconds: .max).milliseconds == .max)
        #expect(Instant(seconds: .min).milliseconds == .min)
        #expect(Instant(milliseconds: .max).advanced(byMilliseconds: 1).milliseconds == .max)
        #expect(Instant.distantPast.advanced(byMilliseconds: -1) == .distantPast)
    }

    @Test(arguments: [-901_000, -1, 0, 1, 899_999, 900_000, 1_767_571_200_123] as [Int64])
    func `An instant lies in its slot, which is aligned to its length`(milliseconds: Int64) {
        let instant = Instant(milliseconds: milliseconds)
        let slot = TimeSlot(containing: instant, length: 900)
        #expect(slot.start <= instant.seconds && instant.seconds < slot.end && slot.start % 900 == 0)
    }

    @Test func `A slot has a length`() {
        #expect(TimeSlot(start: 0, length: 0).length == 1)
    }
}
