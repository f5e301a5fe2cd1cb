/// Looks at all circles of a centre in one window and 64 replications, and tells in which of them some circle may reach the floor.
///
/// "May": a group of four slots is looked at once, with its last sum and its first circle's threshold. `MaximumSearch` looks again,
/// closely.
enum CircleKernel {
    /// Lanes that may, not 0 there; sums saturate at 255, which decides nothing up to `ScanThresholds.byteReach`.
    ///
    /// - Parameters:
    ///   - plane: counts of the window, one vector a slot.
    ///   - members: slots, four a group.
    ///   - reaches: cases by which each group finds its threshold.
    ///   - thresholds: what a count must exceed, by cases.
    @inline(__always)
    static func bytes(
        _ plane: UnsafePointer<LaneVector>, _ members: UnsafePointer<UInt32>, _ reaches: UnsafePointer<UInt32>, groups: Int,
        _ thresholds: UnsafePointer<UInt8>
    ) -> LaneVector {
        typealias Quarter = LaneVector.Quarter
        let quarters = UnsafeRawPointer(plane).assumingMemoryBound(to: Quarter.self)
        // Sixteen registers are all there are: four sums, four marks, and a quarter is done before the next begins.
        var (a, b, c, d) = (Quarter(), Quarter(), Quarter(), Quarter())
        var (hitsA, hitsB, hitsC, hitsD) = (Quarter(), Quarter(), Quarter(), Quarter())
        var slots = members
        for group in 0..<groups {
            let (first, second) = (quarters + Int(slots[0]) &* 4, quarters + Int(slots[1]) &* 4)
            let (third, fourth) = (quarters + Int(slots[2]) &* 4, quarters + Int(slots[3]) &* 4)
            let threshold = Quarter(repeating: thresholds[Int(reaches[group])])
            a = a.saturatingSum(first[0] &+ second[0] &+ third[0] &+ fourth[0])
            hitsA |= a.saturatingDifference(threshold)
            b = b.saturatingSum(first[1] &+ second[1] &+ third[1] &+ fourth[1])
            hitsB |= b.saturatingDifference(threshold)
            c = c.saturatingSum(first[2] &+ second[2] &+ third[2] &+ fourth[2])
            hitsC |= c.saturatingDifference(threshold)
            d = d.saturatingSum(first[3] &+ second[3] &+ third[3] &+ fourth[3])
            hitsD |= d.saturatingDifference(threshold)
            slots += CircleBlock.group
        }
        return LaneVector(hitsA, hitsB, hitsC, hitsD)
    }

    /// The same with sums of 16 bits, a quarter of the lanes at a time: those of even number apart from those of odd number.
    @inline(__always)
    static func words(
        _ plane: UnsafePointer<LaneVector>, _ members: UnsafePointer<UInt32>, _ reaches: UnsafePointer<UInt32>, groups: Int,
        _ thresholds: UnsafePointer<UInt16>
    ) -> LaneVector {
        let quarters = UnsafeRawPointer(plane).assumingMemoryBound(to: LaneVector.Quarter.self)
        return LaneVector(
            words(quarters, members, reaches, groups: groups, thresholds),
            words(quarters + 1, members, reaches, groups: groups, thresholds),
            words(quarters + 2, members, reaches, groups: groups, thresholds),
            words(quarters + 3, members, reaches, groups: groups, thresholds))
    }

    private static func words(
        _ quarters: UnsafePointer<LaneVector.Quarter>, _ members: UnsafePointer<UInt32>, _ reaches: UnsafePointer<UInt32>, groups: Int,
        _ thresholds: UnsafePointer<UInt16>
    ) -> LaneVector.Quarter {
        typealias Pairs = SIMD8<UInt16>
        var even = Pairs()
        var odd = Pairs()
        var evenHits = Pairs()
        var oddHits = Pairs()
        for group in 0..<groups {
            let slots = members + group * CircleBlock.group
            let left = quarters[Int(slots[0]) * 4] &+ quarters[Int(slots[1]) * 4]
            let right = quarters[Int(slots[2]) * 4] &+ quarters[Int(slots[3]) * 4]
            let four = unsafeBitCast(left &+ right, to: Pairs.self)
            even = even.saturatingSum(four & 0x00FF)
            odd = odd.saturatingSum(four &>> 8)
            let threshold = Pairs(repeating: thresholds[Int(reaches[group])])
            evenHits |= even.saturatingDifference(threshold)
            oddHits |= odd.saturatingDifference(threshold)
        }
        // Not 0 in 16 bits becomes not 0 in the lane's own 8.
        let evenBytes = (evenHits | evenHits &>> 8) & 0x00FF
        let oddBytes = (oddHits | oddHits &<< 8) & 0xFF00
        return unsafeBitCast(evenBytes | oddBytes, to: LaneVector.Quarter.self)
    }
}
