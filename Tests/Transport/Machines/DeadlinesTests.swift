import Testing

@testable import Transport

struct DeadlinesTests {
    private let now = ContinuousClock.now

    @Test("what is due comes out once, the rest stays")
    func due() {
        var deadlines = Deadlines<Int>()
        deadlines.set(1, now.advanced(by: .seconds(1)))
        deadlines.set(2, now.advanced(by: .seconds(2)))
        let outcome = deadlines.due(now.advanced(by: .seconds(1)))
        #expect(outcome == [1])
        #expect(deadlines.next == now.advanced(by: .seconds(2)))
    }

    @Test("a moment that was put off does not come too early")
    func moved() {
        var deadlines = Deadlines<Int>()
        deadlines.set(1, now.advanced(by: .seconds(1)))
        deadlines.set(1, now.advanced(by: .seconds(5)))
        let first = deadlines.due(now.advanced(by: .seconds(2)))
        #expect(first == [])
        let second = deadlines.due(now.advanced(by: .seconds(5)))
        #expect(second == [1])
    }

    @Test("where nothing is left there is nothing to wait for")
    func empty() {
        var deadlines = Deadlines<Int>()
        deadlines.set(1, now)
        deadlines.remove(1)
        #expect(deadlines.next == nil)
    }
}
