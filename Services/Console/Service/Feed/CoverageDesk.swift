import Advice
import Console
import Domain

/// Coverage plans of one territory: each made once for what was known then, one at a time, and the last ones kept.
///
/// A plan takes a second of a core and more, and anybody who may read may ask for one: however many ask, one core is busy with them, and
/// those who ask the same thing wait for the same answer.
actor CoverageDesk {
    typealias Answer = Result<JSON, CoverageError>

    private struct Key: Hashable {
        var watermark: Int64?
        var issued: Int64?
        var wish: CoverageView.Wish
    }

    private var plans: [Key: Task<Answer, Never>] = [:]
    /// In the order in which they were asked for.
    private var order: [Key] = []
    private var last: Task<Answer, Never>?
    private var waiting = 0
    private static let maximum = 32
    /// Plans that may wait to be made; beyond it the next one is refused.
    private static let maximumWaiting = 8

    /// The plan for a wish, from a picture; nil where too many wait already.
    func plan(_ wish: CoverageView.Wish, of picture: Picture) async -> Answer? {
        let key = Key(watermark: picture.now, issued: picture.forecasts.issued, wish: wish)
        if let made = plans[key] { return await made.value }
        guard waiting < Self.maximumWaiting else { return nil }
        waiting += 1
        defer { waiting -= 1 }
        let before = last
        let task = Task {
            _ = await before?.value
            return await Self.make(wish, picture)
        }
        plans[key] = task
        order.append(key)
        last = task
        if order.count > Self.maximum { plans[order.removeFirst()] = nil }
        return await task.value
    }

    @concurrent
    private nonisolated static func make(_ wish: CoverageView.Wish, _ picture: Picture) async -> Answer {
        do throws(CoverageError) { return .success(try CoverageView(picture).json(wish)) } catch { return .failure(error) }
    }
}
