import Domain

/// Made-up towns to partition: dense middles, empty stretches, hamlets.
enum Hills {
    /// A town in a box of `width` by `width` cells that starts at a place which is no power of two.
    static func town(width: Int32 = 50, seed: UInt64 = 1, density: UInt64 = 40) -> ResidentGrid {
        var generator = SplitMix64(seed: seed)
        var residents: [Cell: UInt32] = [:]
        for row in 0..<width {
            for column in 0..<width {
                let distance = abs(column - width / 3) + abs(row - width / 3)
                guard generator.next() % 3 != 0, distance < width * 2 / 3 || generator.next() % 20 == 0 else { continue }
                let people = generator.next() % (density * UInt64(max(1, width - distance)) / UInt64(width) + 2)
                residents[Cell(column: 19_701 + column, row: 11_263 + row)] = UInt32(people)
            }
        }
        return ResidentGrid(residents: residents)
    }
}
