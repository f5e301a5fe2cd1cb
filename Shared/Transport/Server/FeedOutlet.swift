/// Where a producer puts what it makes: no faster than its consumer gives credit.
struct FeedOutlet: Sendable {
    private let lane: FeedLane
    private let submit: @Sendable ([UInt8]) async -> Bool

    /// An outlet that spends the lane's credit.
    init(lane: FeedLane, submit: @escaping @Sendable ([UInt8]) async -> Bool) {
        self.lane = lane
        self.submit = submit
    }

    /// Bytes that the next item should not exceed, as soon as there is credit; nil where nothing more is wanted.
    func budget() async -> Int? { await lane.budget() }

    /// Sends an item; false where nothing more is wanted.
    func send(_ item: [UInt8]) async -> Bool {
        lane.sent(item.count)
        return await submit(item) && !Task.isCancelled
    }
}
