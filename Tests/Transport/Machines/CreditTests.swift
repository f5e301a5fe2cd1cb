import Testing

@testable import Transport

struct CreditTests {
    @Test("what was sent is taken from the credit, and one item may overdraw it")
    func overdraft() {
        var account = CreditAccount(credit: 5000, ceiling: 10_000)
        account.sent(8000)
        #expect(account.budget == nil)
        account.granted(3000)
        #expect(account.budget == nil)
        account.granted(1000)
        #expect(account.budget == 1000)
    }

    @Test("the smallest item costs enough that credit bounds the number of items too")
    func minimumCost() {
        var account = CreditAccount(credit: 4096, ceiling: 10_000)
        for _ in 0..<4 { account.sent(1) }
        #expect(account.budget == nil)
    }

    @Test("a consumer cannot give more credit than the ceiling, whatever number it sends")
    func ceiling() {
        var account = CreditAccount(credit: .max, ceiling: 10_000)
        account.granted(.max)
        #expect(account.budget == 10_000)
    }

    @Test("credit goes back in pieces worth a frame, and none is lost")
    func window() {
        var window = CreditWindow(size: 8000)
        let first = window.consumed(1500)
        #expect(first == nil)
        let second = window.consumed(600)
        #expect(second == 2524)
        let third = window.consumed(9000)
        #expect(third == 9000)
    }

    @Test("a window never keeps back so much that the producer stands still", arguments: [1, 1024, 5000, 1 << 20])
    func noStandstill(size: Int) {
        var window = CreditWindow(size: size)
        var account = CreditAccount(credit: window.size, ceiling: 1 << 26)
        for step in 0..<1000 {
            #expect(account.budget != nil)
            let item = (step * 7919) % 3000
            account.sent(item)
            if let credit = window.consumed(item) { account.granted(credit) }
        }
    }
}
