import Domain

/// Random values of the kinds that messages are made of, edges more often than their share.
struct Chance {
    var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }

    mutating func flag() -> Bool { Bool.random(using: &generator) }

    mutating func integer<T: FixedWidthInteger>(_ type: T.Type = T.self) -> T {
        switch below(5) {
        case 0: T.zero
        case 1: T.max
        case 2: T.min
        case 3: T(truncatingIfNeeded: below(300))
        default: T.random(in: .min ... .max, using: &generator)
        }
    }

    /// Finite, so that it equals itself.
    mutating func number() -> Double {
        switch below(5) {
        case 0: 0
        case 1: Double(below(1000)) - 500
        case 2: Double.leastNonzeroMagnitude
        case 3: -Double.greatestFiniteMagnitude
        default: Double.random(in: -1e9...1e9, using: &generator)
        }
    }

    /// Any Unicode but NUL: short, long, and beyond ASCII.
    mutating func text() -> String {
        switch below(5) {
        case 0: return ""
        case 1: return "tapage nocturne"
        case 2: return String(repeating: "é", count: below(200))
        default:
            var scalars = String.UnicodeScalarView()
            for _ in 0..<below(40) {
                let number = flag() ? UInt32(below(95) + 32) : UInt32(truncatingIfNeeded: generator.next()) % 0x110000
                if number != 0, let scalar = Unicode.Scalar(number) { scalars.append(scalar) }
            }
            return String(scalars)
        }
    }

    mutating func bytes(upTo count: Int = 60) -> [UInt8] { (0..<below(count)).map { _ in UInt8(truncatingIfNeeded: generator.next()) } }

    mutating func term<T: CaseIterable>(_ type: T.Type = T.self) -> T where T.AllCases == [T] { T.allCases[below(T.allCases.count)] }

    mutating func list<T>(upTo count: Int = 5, _ make: (inout Chance) -> T) -> [T] { (0..<below(count)).map { _ in make(&self) } }

    mutating func perhaps<T>(_ make: (inout Chance) -> T) -> T? { flag() ? make(&self) : nil }

    mutating func instant() -> Instant { Instant(milliseconds: integer()) }

    /// Where 0 means "none", a value is not 0.
    mutating func instantOrNone() -> Instant? {
        let milliseconds: Int64 = integer()
        return milliseconds == 0 ? nil : Instant(milliseconds: milliseconds)
    }

    mutating func cell() -> Cell { Cell(level: UInt8(below(16)), column: integer(), row: integer()) }

    mutating func slot() -> TimeSlot { TimeSlot(start: integer(), length: integer()) }
}
