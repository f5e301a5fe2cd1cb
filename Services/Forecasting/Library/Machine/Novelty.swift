import Glibc

/// How often incidents come where none ever came near: what is expected outside the cells of a forecast.
struct Novelty: Sendable, Equatable {
    /// Days after which a day counts half.
    static let halfLife = 60.0

    private(set) var new = 0.0
    private(set) var all = 0.0

    init() {}

    init(new: Double, all: Double) {
        self.new = max(0, new)
        self.all = max(0, all)
    }

    /// Share of the coming incidents; between (after Krichevsky & Trofimov 1981) what was seen and even odds.
    var share: Double { (new + 0.5) / (all + 1) }

    /// Learns from a day.
    mutating func learn(new: Double, all: Double) {
        let decay = exp2(-1 / Novelty.halfLife)
        self.new = self.new * decay + new
        self.all = self.all * decay + all
    }
}
