import Console
import Domain
import Foundation
import Journal

/// How forecasts did, kept in the state of the console's journal: forecasts themselves go after two days.
struct ScoreBook {
    private let journal: any Journal
    private static let name = "scores"
    /// Scores of one addition; more are split.
    private static let group = 64

    init(_ journal: any Journal) { self.journal = journal }

    func read() async throws -> [ForecastScore] {
        let entry = try await journal.state(Self.name)
        return ([entry.snapshot].compactMap { $0 } + entry.deltas).flatMap { bytes -> [ForecastScore] in
            (try? ForecastScore.read(bytes)) ?? []
        }
    }

    func add(_ scores: [ForecastScore]) async throws {
        for start in stride(from: 0, to: scores.count, by: Self.group) {
            let bytes = ForecastScore.write(Array(scores[start..<min(scores.count, start + Self.group)]))
            try await journal.transact(JournalTransaction(state: [.delta(name: Self.name, bytes: bytes)]))
        }
    }
}
