/// The place of a cell along Morton's curve: cells near each other on the ground are near each other in memory, which is what a scan of
/// circles lives on, and the order is the same whatever the order of the input.
enum MortonKey {
    /// Interleaves the bits of a column and a row, both counted from the least.
    @inline(__always)
    static func key(column: UInt32, row: UInt32) -> UInt64 { spread(column) | spread(row) << 1 }

    /// The column of a key.
    @inline(__always)
    static func column(of key: UInt64) -> UInt32 { gather(key) }

    /// The row of a key.
    @inline(__always)
    static func row(of key: UInt64) -> UInt32 { gather(key >> 1) }

    @inline(__always)
    private static func spread(_ value: UInt32) -> UInt64 {
        var bits = UInt64(value)
        bits = (bits | bits << 16) & 0x0000_FFFF_0000_FFFF
        bits = (bits | bits << 8) & 0x00FF_00FF_00FF_00FF
        bits = (bits | bits << 4) & 0x0F0F_0F0F_0F0F_0F0F
        bits = (bits | bits << 2) & 0x3333_3333_3333_3333
        return (bits | bits << 1) & 0x5555_5555_5555_5555
    }

    @inline(__always)
    private static func gather(_ key: UInt64) -> UInt32 {
        var bits = key & 0x5555_5555_5555_5555
        bits = (bits | bits >> 1) & 0x3333_3333_3333_3333
        bits = (bits | bits >> 2) & 0x0F0F_0F0F_0F0F_0F0F
        bits = (bits | bits >> 4) & 0x00FF_00FF_00FF_00FF
        bits = (bits | bits >> 8) & 0x0000_FFFF_0000_FFFF
        return UInt32(truncatingIfNeeded: bits | bits >> 16)
    }
}
