import Domain
import Schema
import Testing

@testable import quietude

@Suite("What became of the rows of a push")
struct PushTallyTests {
    @Test("A refusal is named by the line that its row stands on")
    func lines() {
        var tally = PushTally()
        let refusal = Refusal(index: 1, status: .invalidArgument, field: "latitude", reason: "outside-territory", message: "too far")
        tally.add(PushReceipt(accepted: 1, duplicates: 1, refusals: [refusal], sequence: 1), lines: [2, 7, 9])
        #expect(tally.accepted == 1 && tally.duplicates == 1 && tally.answered == 3)
        #expect(tally.refused["outside-territory"]?.lines == [7])
        #expect(tally.refused["outside-territory"]?.sentence == "too far")
    }

    @Test("Only the first lines of a reason are kept, all are counted")
    func bounded() {
        var tally = PushTally()
        for line in 1...1_000 { tally.refuse("time", line: line, sentence: "no time") }
        #expect(tally.refused["time"]?.count == 1_000)
        #expect(tally.refused["time"]?.lines == [1, 2, 3, 4, 5])
    }
}
