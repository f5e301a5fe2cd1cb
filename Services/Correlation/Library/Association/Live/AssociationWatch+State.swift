import Domain

extension AssociationWatch {
    /// The same for the same associations on every machine.
    private var fingerprint: String {
        var fingerprint = Fingerprint()
        for (association, _, _) in associations { fingerprint.combine("\(association)") }
        return fingerprint.hexadecimal
    }

    func write(to writer: inout StateWriter) {
        writer.write(clock.zone)
        writer.write(fingerprint)
        var inner = StateWriter(magic: "QASS", version: 1)
        inner.write(signed: judgedThrough)
        inner.write(hours.count)
        for (category, values) in hours.sorted(by: { $0.key < $1.key }) {
            inner.write(UInt64(category.rawValue))
            inner.write(values.count)
            for (hour, value) in values.sorted(by: { $0.key < $1.key }) {
                inner.write(signed: hour)
                inner.write(value.sum)
                inner.write(signed: Int64(value.count))
            }
        }
        inner.write(announced.count)
        for announced in announced {
            inner.write(announced.association)
            inner.write(announced.situation)
            inner.write(signed: announced.end)
        }
        writer.write(run: inner.finished())
    }

    /// Under other associations the past is forgotten.
    mutating func read(from reader: inout StateReader) throws(StateError) {
        clock.zone = try reader.string()
        let known = try reader.string() == fingerprint
        let bytes = try reader.run()
        guard known else { return }
        var inner = try StateReader(bytes, magic: "QASS", newest: 1)
        judgedThrough = try inner.signed()
        for _ in 0..<(try inner.count(bytesEach: 2)) {
            let number = UInt16(truncatingIfNeeded: try inner.unsigned())
            guard let category = Category(rawValue: number) else { throw inner.malformed() }
            for _ in 0..<(try inner.count(bytesEach: 10)) {
                let hour = try inner.signed()
                let sum = try inner.double()
                hours[category, default: [:]][hour] = Hour(sum: sum, count: Int(try inner.signed()))
            }
        }
        for _ in 0..<(try inner.count(bytesEach: 3)) {
            let index = try inner.int()
            guard associations.indices.contains(index) else { throw inner.malformed() }
            let situation = try inner.string()
            announced.append(Announced(association: index, situation: situation, end: try inner.signed()))
        }
        try inner.finish()
    }
}
