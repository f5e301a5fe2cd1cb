import Domain

/// How long one source was listened to, and whether it speaks.
struct StreamExposure: Sendable {
    let source: SourceKind
    let cadence: StreamCadence
    /// First slot that counts as listened to.
    var began: Int64
    /// Slots a point of the week, decayed.
    var slots: [Double]
    var total = 0.0
    /// Sum of the squares of the weights that `total` sums.
    var squaredWeights = 0.0
    /// Counts expected, clustering allowed for, since it was last heard.
    var unheard = 0.0
    /// Start of the first slot in which it was not heard; nil while it speaks.
    var quietSince: Int64?
    /// Said to be silent: its slots are missing, not empty.
    var isSilent = false

    init(source: SourceKind, cadence: StreamCadence, began: Int64) {
        self.source = source
        self.cadence = cadence
        self.began = began
        slots = Array(repeating: 0, count: cadence.buckets)
    }

    mutating func decay(_ factor: Double) {
        for index in slots.indices { slots[index] *= factor }
        total *= factor
        squaredWeights *= factor * factor
    }
}
