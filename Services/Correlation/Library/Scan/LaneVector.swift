/// 64 bytes as four vectors of the machine: Swift's own SIMD64 is taken apart byte by byte for all but its sum.
struct LaneVector {
    typealias Quarter = SIMD16<UInt8>

    var a: Quarter
    var b: Quarter
    var c: Quarter
    var d: Quarter

    /// The same value in every lane.
    @inline(__always)
    init(repeating value: UInt8) {
        let quarter = Quarter(repeating: value)
        (a, b, c, d) = (quarter, quarter, quarter, quarter)
    }

    @inline(__always)
    init(_ a: Quarter, _ b: Quarter, _ c: Quarter, _ d: Quarter) { (self.a, self.b, self.c, self.d) = (a, b, c, d) }

    /// The lanes as eight words, the first eight in the first.
    @inline(__always)
    var words: SIMD8<UInt64> { unsafeBitCast(self, to: SIMD8<UInt64>.self) }

    /// Whether any lane is not 0.
    @inline(__always)
    var isAnySet: Bool {
        let pairs = unsafeBitCast(a | b | c | d, to: SIMD2<UInt64>.self)
        return pairs[0] | pairs[1] != 0
    }
}

// One instruction each on every machine that has vectors; the compiler recognises the form.
extension SIMD16<UInt8> {
    @inline(__always)
    func saturatingSum(_ other: Self) -> Self {
        let room = ~other
        return replacing(with: room, where: self .> room) &+ other
    }

    @inline(__always)
    func saturatingDifference(_ other: Self) -> Self { replacing(with: other, where: self .< other) &- other }
}

extension SIMD8<UInt16> {
    @inline(__always)
    func saturatingSum(_ other: Self) -> Self {
        let room = ~other
        return replacing(with: room, where: self .> room) &+ other
    }

    @inline(__always)
    func saturatingDifference(_ other: Self) -> Self { replacing(with: other, where: self .< other) &- other }
}
