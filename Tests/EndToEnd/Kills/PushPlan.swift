import Domain
import Schema

/// What one source pushes, step by step, known beforehand from a seed: new observations, corrections of recent ones, repetitions.
///
/// A source declares as reported only what it will not correct any more, so that what is issued on a watermark does not depend on how the
/// steps of several sources interleave.
struct PushPlan: Sendable {
    let source: String
    /// In the order in which they are pushed, each once the one before is acknowledged.
    private(set) var steps: [ObservationBatch] = []
    /// What must be counted in the end, by number of observation: its current version, nil where it was withdrawn.
    private(set) var standing: [Int: Observation?] = [:]

    /// Milliseconds of event time between two observations.
    private let spacing: Int64

    /// Four weeks of event time: correlation calls nothing unusual before it has seen a fortnight.
    private static let span: Int64 = 28 * 86_400_000
    /// Batches for which observations may still be corrected.
    private static let correctable = 5

    /// In one batch of so many all is at one place: something to signal.
    private static let burst = 40

    init(source: String, steps count: Int, size: Int, random: inout SeededGenerator) {
        self.source = source
        spacing = Self.span / Int64(count * size)
        for step in 0..<count {
            var batch = (step * size..<(step + 1) * size).map { TestTerritory.observation($0, of: source, step: spacing) }
            if step % Self.burst == Self.burst - 1 { Self.concentrate(&batch, number: step / Self.burst) }
            for observation in batch.indices { standing[step * size + observation] = batch[observation] }
            if step > 0, Int.random(in: 0..<3, using: &random) == 0 { batch += corrections(before: step, size: size, random: &random) }
            add(batch, reportedUntil: max(0, step - Self.correctable) * size)
            // What a partner does whose acknowledgement was lost: the same batch again, or an old one.
            if Int.random(in: 0..<5, using: &random) == 0 { steps.append(steps[Int.random(in: 0..<steps.count, using: &random)]) }
        }
        add([], reportedUntil: count * size)
    }

    /// When everything has been reported.
    var end: Instant { steps.compactMap(\.reportedUntil).max() ?? TestTerritory.start }

    /// Brings a batch to one place and moment; each number has a place of its own.
    private static func concentrate(_ batch: inout [Observation], number: Int) {
        let start = batch.first?.phenomenonStart
        for index in batch.indices {
            batch[index].phenomenonStart = start
            batch[index].latitude = 43.3 + Double(number) * 0.004
            batch[index].longitude = 5.45
            batch[index].originalCode = "brawl"
        }
    }

    private mutating func add(_ observations: [Observation], reportedUntil number: Int) {
        let until = TestTerritory.start.advanced(byMilliseconds: Int64(number) * spacing)
        steps.append(
            ObservationBatch(territory: TestTerritory.name, sourceID: source, observations: observations, reportedUntil: until))
    }

    /// One to three corrections of observations of the last steps, each observation's versions in order.
    private mutating func corrections(before step: Int, size: Int, random: inout SeededGenerator) -> [Observation] {
        let recent = max(0, step - Self.correctable + 1) * size..<step * size
        return (0..<Int.random(in: 1...3, using: &random)).compactMap { _ in
            let number = Int.random(in: recent, using: &random)
            guard let current = standing[number] ?? nil else { return nil }
            var correction = current
            correction.version += 1
            if Bool.random(using: &random) {
                correction.operation = .withdraw
                standing[number] = .some(nil)
            } else {
                correction.operation = .replace
                correction.originalCode = TestTerritory.codes.randomElement(using: &random) ?? current.originalCode
                standing[number] = .some(correction)
            }
            return correction
        }
    }
}
