/// What was said of one measure and one local day: measured as it happened, or forecast, version by version.
struct DayMeasures: Sendable, Equatable {
    /// One saying: the instant from which it could be used, and its readings. Measured ones come slot by slot.
    struct Saying: Sendable, Equatable {
        let from: Int64
        var values: ReadingSum
    }

    private(set) var measured = ReadingSum()
    /// In order of `from`.
    private(set) var said: [Saying] = []

    init() {}

    init(measured: ReadingSum, said: [Saying]) {
        self.measured = measured
        self.said = said
    }

    mutating func add(_ values: ReadingSum, from: Int64, isPlan: Bool) {
        guard isPlan else { return measured.add(values) }
        let place = said.firstIndex { $0.from >= from } ?? said.count
        if place < said.count, said[place].from == from {
            said[place].values.add(values)
        } else {
            said.insert(Saying(from: from, values: values), at: place)
        }
    }

    /// The latest plan that could be used at an instant.
    func plan(asOf instant: Int64) -> Double? { said.last { $0.from <= instant && $0.values.count > 0 }?.values.mean }
}
