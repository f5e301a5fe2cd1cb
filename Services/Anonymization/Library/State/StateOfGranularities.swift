import Domain

extension StateWriter {
    mutating func write(_ granularities: [String: [Category: Granularity]]) {
        let entries = granularities.sorted { $0.key < $1.key }
        write(entries.count)
        for (source, categories) in entries {
            write(source)
            write(categories.count)
            for (category, granularity) in categories.sorted(by: { $0.key < $1.key }) {
                write(UInt64(category.rawValue))
                write(UInt64(granularity.slotLength))
                write(byte: granularity.isPlaced ? 1 : 0)
            }
        }
    }
}

extension StateReader {
    mutating func granularities() throws(StateError) -> [String: [Category: Granularity]] {
        var granularities: [String: [Category: Granularity]] = [:]
        for _ in 0..<(try count()) {
            let source = try string()
            for _ in 0..<(try count(bytesEach: 3)) {
                let category: Category = try choice()
                granularities[source, default: [:]][category] = Granularity(slotLength: try number(), isPlaced: try byte() != 0)
            }
        }
        return granularities
    }
}
