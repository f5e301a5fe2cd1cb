import Domain

extension AnonymizationCounts {
    /// Every number, in an order that is only added to.
    private static var numbers: [WritableKeyPath<AnonymizationCounts, UInt64>] {
        [
            \.seen, \.incidents, \.readings, \.retractions, \.superseded, \.unchanged, \.withdrawals, \.unmapped, \.forgotten, \.censored,
        ]
    }

    func write(to writer: inout StateWriter) {
        let values = AnonymizationCounts.numbers.map { self[keyPath: $0] }
        writer.write(values.count)
        for value in values { writer.write(value) }
        let reasons = DropReason.allCases.filter { self[$0] > 0 }
        writer.write(reasons.count)
        for reason in reasons {
            // By name: numbers of reasons are not kept over versions.
            writer.write(reason.name)
            writer.write(self[reason])
        }
    }

    init(from reader: inout StateReader) throws(StateError) {
        self.init()
        let count = try reader.count()
        guard count <= AnonymizationCounts.numbers.count else { throw reader.malformed() }
        for number in AnonymizationCounts.numbers.prefix(count) { self[keyPath: number] = try reader.unsigned() }
        for _ in 0..<(try reader.count(bytesEach: 2)) {
            let name = try reader.string()
            let value = try reader.unsigned()
            if let reason = DropReason.allCases.first(where: { $0.name == name }) { self[reason] = value }
        }
    }
}
