import Domain

/// How a day's incidents divide over its parts, for windows shorter than a day: the city's rhythm, leaned towards the place's own.
struct DayParts: Sendable {
    /// Incidents nearby that weigh as much as the city's rhythm.
    static let trust = 15.0

    private let grid: StudyGrid
    private let hours: Int
    private var images: [[Float]]
    private var totals: [Double]
    private var blurred: [[Float]] = []
    /// Whether clock times mean anything.
    let knowsHours: Bool

    init(grid: StudyGrid, hours: Int, knowsHours: Bool) {
        self.grid = grid
        self.hours = hours
        self.knowsHours = knowsHours
        images = [[Float]](repeating: [Float](repeating: 0, count: grid.count), count: 24 / hours)
        totals = [Double](repeating: 0, count: 24 / hours)
    }

    /// Parts a day.
    var count: Int { images.count }

    /// Learns one incident: second of its day.
    mutating func learn(at index: Int, second: Int) {
        let part = min(count - 1, second / (hours * 3600))
        images[part][index] += 1
        totals[part] += 1
    }

    /// Renews the places' own rhythms.
    mutating func renew() {
        guard knowsHours else { return }
        var blur = GaussianBlur(grid: grid)
        blurred = images.map { image in
            var output = [Float](repeating: 0, count: grid.count)
            blur.blur(image, taps: GaussianTaps.all[2], into: &output)
            // A sum over the neighbourhood rather than a mean.
            return output.map { $0 * 6 }
        }
    }

    /// A part's share of the day at each of some cells; over the parts of a day they sum to 1.
    func shares(of part: Int, cells: [Int32]) -> [Double] {
        guard knowsHours, !blurred.isEmpty else { return [Double](repeating: 1 / Double(count), count: cells.count) }
        let sum = totals.reduce(0, +)
        let city = (totals[part] + 1) / (sum + Double(count))
        return cells.map { index in
            let here = Double(blurred[part][Int(index)])
            let all = blurred.reduce(0) { $0 + Double($1[Int(index)]) }
            return (DayParts.trust * city + here) / (DayParts.trust + all)
        }
    }

    /// Whether clock times mean anything: not where nearly all incidents bear the same one.
    static func knowsHours(_ seconds: some Collection<Int64>) -> Bool {
        var histogram: [Int64: Int] = [:]
        for second in seconds { histogram[second.floorRemainder(by: 86_400), default: 0] += 1 }
        return Double(histogram.values.max() ?? 0) < 0.95 * Double(seconds.count)
    }
}
