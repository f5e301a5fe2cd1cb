import Correlation
import Foundation

/// An association as `quietude associate` writes it.
struct LearntAssociation: Decodable {
    private let leader: String
    private let follower: String
    private let lag_hours: Int
    private let rate_ratio: Double
    private let low: Double
    private let high: Double
    private let p_value: Double
    private let q_value: Double
    private let `where`: String
    private let step: Double
    private let usual: Double
    private let reading: Bool

    /// All of a file.
    static func read(_ data: Data) throws -> [Association] {
        try JSONDecoder().decode([LearntAssociation].self, from: data).map(\.association)
    }

    private var association: Association {
        Association(
            leader: leader, leaderIsReading: reading, follower: follower, lagHours: lag_hours, rateRatio: rate_ratio, low: low, high: high,
            pValue: p_value, qValue: q_value, step: step, usual: usual, place: `where` == "territory" ? .territory : .nearby(0))
    }
}
