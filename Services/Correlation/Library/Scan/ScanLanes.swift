/// Counts of 64 replications at once: one byte of a vector is one replication.
///
/// Memory: 64 bytes a slot and window.
struct ScanLanes: Sendable {
    /// Replications of a batch.
    static let count = 64
    /// Vectors that carry 64 bytes each; only their alignment, a line of the cache, is used.
    typealias Storage = SIMD64<UInt8>

    /// Slots, and the empty one that fills groups.
    let stride: Int
    private let windows: Int
    /// `planes[window * stride + slot]`: cases of the slot in the last `window + 1` days, in each replication.
    private(set) var planes: [Storage]

    init(_ cells: CaseCells) {
        stride = cells.slotCases.count
        windows = cells.windows
        planes = Array(repeating: Storage(), count: stride * windows)
    }

    /// Permutes the days among the cases, `lanes` times.
    ///
    /// Only the last days matter, and their totals stay: so it is enough to draw which cases fall on the last day, which on the one before,
    /// and so on (the first steps of Fisher and Yates's shuffle). Lanes follow each other on one shuffled list, which is uniform from any
    /// start.
    mutating func permute(_ cells: CaseCells, seed: UInt64, batch: Int, lanes: Int) {
        for index in planes.indices { planes[index] = Storage() }
        var generator = PermutationGenerator(seed: seed, batch: batch)
        var deck = cells.slotOfCase
        let total = deck.count
        let stride = stride
        planes.withUnsafeMutableBytes { bytes in
            deck.withUnsafeMutableBufferPointer { deck in
                for lane in 0..<lanes {
                    var drawn = 0
                    for window in 0..<windows {
                        let base = window * stride * ScanLanes.count + lane
                        while drawn < cells.windowTotals[window] {
                            let other = drawn + generator.below(total - drawn)
                            let slot = deck[other]
                            deck[other] = deck[drawn]
                            deck[drawn] = slot
                            bytes[base + Int(slot) * ScanLanes.count] += 1
                            drawn += 1
                        }
                    }
                }
            }
        }
        // Days into windows.
        for index in Swift.stride(from: self.stride, to: planes.count, by: 1) { planes[index] &+= planes[index - self.stride] }
    }
}
