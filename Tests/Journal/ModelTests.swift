import Domain
import Journal
import Schema
import Testing

@Suite("A journal and a plain array")
struct ModelTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("hold the same after any sequence of operations and restarts", arguments: 1...6 as ClosedRange<UInt64>)
    func agree(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        var journal = try await folder.open()
        var records: [(record: Record, time: Int64)] = []
        var head: UInt64 = 0
        var consumers: [String: UInt64] = [:]
        for _ in 0..<120 {
            switch Int.random(in: 0..<8, using: &generator) {
            case 0...3:
                let appends = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                    let byte = UInt8.random(in: .min ... .max, using: &generator)
                    return Append(
                        type: RecordType.allCases.randomElement(using: &generator) ?? .alert,
                        time: Instant(milliseconds: .random(in: 0...100, using: &generator)),
                        payload: [UInt8](repeating: byte, count: .random(in: 0...500, using: &generator)))
                }
                try await journal.transact(JournalTransaction(appends: appends, expectedNext: head + 1))
                for append in appends {
                    head += 1
                    records.append((Record(sequence: head, type: append.type, payload: append.payload), append.time.milliseconds))
                }
            case 4:
                let name = ["a", "b"].randomElement(using: &generator) ?? "a"
                let sequence = UInt64.random(in: 0...head, using: &generator)
                try await journal.commit(consumer: name, sequence: sequence)
                consumers[name] = max(consumers[name] ?? 0, sequence)
            case 5:
                let name = ["a", "b"].randomElement(using: &generator) ?? "a"
                try await journal.forget(consumer: name)
                consumers[name] = nil
            case 6:
                let through = UInt64.random(in: 0...head + 2, using: &generator)
                let time = Bool.random(using: &generator) ? Int64.random(in: 0...100, using: &generator) : nil
                let limit = min(through, consumers.values.min() ?? .max)
                let before = records.count
                records.removeAll { $0.record.sequence <= limit && $0.time < time ?? .max }
                #expect(
                    try await journal.trim(through: through, olderThan: time.map(Instant.init(milliseconds:)))
                        == UInt64(before - records.count))
            default:
                await journal.close()
                journal = try await folder.open()
            }
        }
        #expect(try await journal.everything(maximumBytes: 700) == records.map(\.record))
        #expect(try await journal.extent().head == head)
        #expect(try await journal.extent().first == records.first?.record.sequence ?? head + 1)
        let wanted: Set<RecordType> = [.incidents, .alert, .observations]
        #expect(try await journal.everything(types: wanted) == records.map(\.record).filter { wanted.contains($0.type) })
        await journal.close()
    }
}
