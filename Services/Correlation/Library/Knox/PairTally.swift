/// Counts pairs by distance band and span in 32 replications at once: 16 bits a replication, spilled before they overflow.
struct PairTally {
    /// Replications of a batch.
    static let lanes = 32
    private typealias Days = SIMD8<UInt16>
    private static let vectors = lanes / 8

    private let spans: [UInt16]
    /// `days[place * vectors ...]`: the permuted day of each event.
    private var days: [SIMD8<UInt16>] = []
    /// Pairs of a band whose days differ by at most a span: `small[(band * spans + span) * vectors ...]`.
    private var small: [SIMD8<UInt16>]
    private(set) var counts: [Int]
    private var pending: [Int]
    private let bands: Int

    /// Counts for bands of distance and spans of days.
    init(bands: Int, spans: [Int]) {
        self.bands = bands
        self.spans = spans.map { UInt16($0) }
        small = Array(repeating: Days(), count: bands * spans.count * PairTally.vectors)
        counts = Array(repeating: 0, count: bands * spans.count * PairTally.lanes)
        pending = Array(repeating: 0, count: bands)
    }

    /// The pairs of a batch of replications within each band and up to each span: `[(band * spans + span) * lanes + lane]`.
    mutating func count(_ grid: PairGrid, days original: [UInt16], batch: Int, seed: UInt64) -> [Int] {
        permute(original, batch: batch, seed: seed)
        for index in counts.indices { counts[index] = 0 }
        days.withUnsafeBufferPointer { days in
            guard let days = days.baseAddress else { return }
            grid.visit { first, second, band in add(days + first * PairTally.vectors, days + second * PairTally.vectors, band: band) }
        }
        for band in 0..<bands { spill(band) }
        return counts
    }

    private mutating func permute(_ original: [UInt16], batch: Int, seed: UInt64) {
        days = Array(repeating: Days(), count: original.count * PairTally.vectors)
        var generator = PermutationGenerator(seed: seed, batch: batch)
        var deck = original
        for lane in 0..<PairTally.lanes {
            for place in deck.indices {
                let other = place + generator.below(deck.count - place)
                deck.swapAt(place, other)
                days[place * PairTally.vectors + lane / 8][lane % 8] = deck[place]
            }
        }
    }

    @inline(__always)
    private mutating func add(_ first: UnsafePointer<SIMD8<UInt16>>, _ second: UnsafePointer<SIMD8<UInt16>>, band: Int) {
        let place = band * spans.count * PairTally.vectors
        small.withUnsafeMutableBufferPointer { small in
            for vector in 0..<PairTally.vectors {
                let apart = first[vector].saturatingDifference(second[vector]) | second[vector].saturatingDifference(first[vector])
                for span in 0..<spans.count {
                    // A mask of all ones is -1.
                    let within = unsafeBitCast(apart .<= Days(repeating: spans[span]), to: Days.self)
                    small[place + span * PairTally.vectors + vector] &-= within
                }
            }
        }
        pending[band] += 1
        if pending[band] == 65_535 { spill(band) }
    }

    private mutating func spill(_ band: Int) {
        pending[band] = 0
        for span in spans.indices {
            let entry = band * spans.count + span
            for lane in 0..<PairTally.lanes {
                let place = entry * PairTally.vectors + lane / 8
                counts[entry * PairTally.lanes + lane] += Int(small[place][lane % 8])
            }
            for vector in 0..<PairTally.vectors { small[entry * PairTally.vectors + vector] = Days() }
        }
    }
}
