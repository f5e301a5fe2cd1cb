import Domain
import Testing

@testable import quietude

@Suite("How far a file in order of time is durable")
struct InFlightTests {
    @Test("Nothing is on its way: all before the next row is reported")
    func none() {
        #expect(InFlight().reported(before: Instant(seconds: 50)) == Instant(seconds: 50))
    }

    @Test("A batch without its answer holds the report back, whatever came after it")
    func holdsBack() {
        var flight = InFlight()
        flight.sent(0, earliest: Instant(seconds: 10))
        flight.sent(1, earliest: Instant(seconds: 20))
        flight.answered(1)
        #expect(flight.reported(before: Instant(seconds: 30)) == Instant(seconds: 10))
        flight.answered(0)
        #expect(flight.reported(before: Instant(seconds: 30)) == Instant(seconds: 30))
    }
}
