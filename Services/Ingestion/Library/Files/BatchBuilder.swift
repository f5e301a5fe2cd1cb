import Domain

/// Groups observations into batches that `Push` accepts: at most 256, at most 512 KiB as encoded.
public struct BatchBuilder: Sendable {
    /// Observations in a batch.
    public static let maximumCount = 256
    /// Bytes of an encoded batch; a single observation that is larger travels alone.
    public static let maximumBytes = 512 * 1024

    private var observations: [Observation] = []
    private var bytes = 0
    /// The latest `phenomenonStart` added so far, over all batches.
    public private(set) var latest: Instant?

    /// An empty builder.
    public init() {}

    /// How many observations wait for the batch to fill.
    public var count: Int { observations.count }

    /// Adds an observation; returns a batch when it is full, which may or may not hold this one.
    public mutating func add(_ observation: Observation) -> [Observation]? {
        if let start = observation.phenomenonStart { latest = max(latest ?? start, start) }
        let size = BatchBuilder.encodedSize(of: observation)
        var full: [Observation]?
        if !observations.isEmpty, bytes + size > BatchBuilder.maximumBytes { full = flush() }
        if observations.isEmpty { observations.reserveCapacity(BatchBuilder.maximumCount) }
        observations.append(observation)
        bytes += size
        // Where a batch was just returned there is one observation here, and no second batch can be full.
        return full ?? (observations.count == BatchBuilder.maximumCount ? flush() : nil)
    }

    /// What has not filled a batch; nil where nothing is left.
    public mutating func flush() -> [Observation]? {
        guard !observations.isEmpty else { return nil }
        defer {
            observations = []
            bytes = 0
        }
        return observations
    }

    /// At least the bytes an observation takes as protobuf: strings, numbers, and every tag and length at its longest.
    static func encodedSize(of observation: Observation) -> Int {
        let strings =
            observation.sourceID.utf8.count + observation.observationID.utf8.count + observation.cellCode.utf8.count
            + observation.areaCode.utf8.count + observation.originalCode.utf8.count + observation.codeSystem.utf8.count
            + observation.unit.utf8.count + observation.text.utf8.count
        return strings + observation.polygon.count * 8 + 208
    }
}
