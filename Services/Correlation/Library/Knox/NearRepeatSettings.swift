/// Bands of distance and of time for tables of close pairs.
public struct NearRepeatSettings: Hashable, Sendable {
    /// Upper edges of the distance bands, metres, ascending; an edge belongs to its band, and the first band begins at 0. A first edge of
    /// 0 is a band of its own: the very same place.
    public var distances: [Double]
    /// Upper edges of the time bands, days, ascending; likewise. A first edge of 0 is the very same day.
    public var spans: [Int]
    /// Permutations; 999 gives p-values from 0.001 up.
    public var replications: Int
    /// The same seed and events give the same p-values, whatever the number of threads.
    public var seed: UInt64

    /// Bands of a kind at most.
    public static let mostBands = 32
    /// The longest span, days: differences are held to 16 bits.
    public static let longestSpan = 65_000

    /// Settings; the defaults are those of the near-repeat literature: 200 m steps to 1 km, one to four weeks.
    public init(
        distances: [Double] = [0, 200, 400, 600, 800, 1_000], spans: [Int] = [1, 7, 14, 28], replications: Int = 999, seed: UInt64 = 1
    ) {
        self.distances = distances
        self.spans = spans
        self.replications = replications
        self.seed = seed
    }

    /// Checks what the science needs.
    public func validate() throws(ScanError) {
        let bands = 1...NearRepeatSettings.mostBands
        guard bands.contains(distances.count), distances.allSatisfy({ $0.isFinite && $0 >= 0 }), isAscending(distances) else {
            throw .badSetting(name: "distances", value: "\(distances)", allowed: "1 ... \(bands.upperBound) metres, ascending, from 0 up")
        }
        guard bands.contains(spans.count), spans.allSatisfy({ (0...NearRepeatSettings.longestSpan).contains($0) }), isAscending(spans)
        else {
            throw .badSetting(name: "spans", value: "\(spans)", allowed: "1 ... \(bands.upperBound) numbers of days, ascending, from 0 up")
        }
        guard (0...ScanSettings.mostReplications).contains(replications) else {
            throw .badSetting(
                name: "replications", value: "\(replications)", allowed: "0 ... \(ScanSettings.mostReplications)")
        }
    }

    private func isAscending<Edge: Comparable>(_ edges: [Edge]) -> Bool { zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 } }
}
