import Domain

/// What a camera has seen in each slot, summed at the edge: of 25 frames a second one mean remains.
struct CameraSums: Sendable {
    /// A measure of a camera.
    struct Key: Hashable, Sendable {
        let camera: String
        /// `person`, `Vehicle`…
        let measure: String
        /// A level is a mean over the slot, a flow a sum.
        let isLevel: Bool
    }

    private struct SlotKey: Hashable, Sendable {
        let key: Key
        /// Milliseconds since 1970.
        let start: Int64
    }

    private struct Sum: Sendable {
        var total = 0.0
        var samples = 0
    }

    private var sums: [SlotKey: Sum] = [:]
    /// The latest slot of each camera: cameras need not keep step with one another.
    private var latest: [String: Int64] = [:]
    private var changed: Set<SlotKey> = []

    init() {}

    /// Adds a value; false where its slot was closed long ago, or too many are open.
    mutating func add(_ value: Double, _ key: Key, at instant: Instant, _ context: SourceContext) -> Bool {
        let start = context.slotStart(of: instant).milliseconds
        let length = Int64(max(context.slotLength, 1)) * 1_000
        let last = latest[key.camera] ?? start
        if start < last - CameraLimits.lateSlots * length { return false }
        let slot = SlotKey(key: key, start: start)
        guard sums[slot] != nil || sums.count < CameraLimits.slots else { return false }
        latest[key.camera] = max(last, start)
        sums[slot, default: Sum()].total += value
        sums[slot, default: Sum()].samples += 1
        changed.insert(slot)
        return true
    }

    /// The readings of slots that have changed, in order; `all` those still open among them. Slots closed long ago are forgotten.
    mutating func take(all: Bool, _ context: SourceContext) -> [(key: Key, start: Instant, value: Double)] {
        let length = Int64(max(context.slotLength, 1)) * 1_000
        let ready = changed.filter { all || isClosed($0) }
        changed.subtract(ready)
        let rows = ready.sorted { ($0.start, $0.key.camera, $0.key.measure) < ($1.start, $1.key.camera, $1.key.measure) }
            .compactMap { slot -> (key: Key, start: Instant, value: Double)? in
                guard let sum = sums[slot], sum.samples > 0 else { return nil }
                let value = slot.key.isLevel ? sum.total / Double(sum.samples) : sum.total
                return (slot.key, Instant(milliseconds: slot.start), value)
            }
        if !ready.isEmpty {
            sums = sums.filter { slot, _ in slot.start >= (latest[slot.key.camera] ?? slot.start) - CameraLimits.lateSlots * length }
            let open = Set(sums.keys.map(\.key.camera))
            latest = latest.filter { open.contains($0.key) }
        }
        return rows
    }

    /// Whether a slot has ended since the last `take`.
    var hasClosed: Bool { changed.count > 1 && changed.contains(where: isClosed) }

    private func isClosed(_ slot: SlotKey) -> Bool { slot.start < latest[slot.key.camera] ?? slot.start }

    func write(to writer: inout StateWriter) {
        writer.write(latest.count)
        for (camera, start) in latest.sorted(by: { $0.key < $1.key }) {
            writer.write(camera)
            writer.write(signed: start)
        }
        writer.write(sums.count)
        for (slot, sum) in sums.sorted(by: {
            ($0.key.start, $0.key.key.camera, $0.key.key.measure) < ($1.key.start, $1.key.key.camera, $1.key.key.measure)
        }) {
            writer.write(slot.key.camera)
            writer.write(slot.key.measure)
            writer.write(byte: slot.key.isLevel ? 1 : 0)
            writer.write(signed: slot.start)
            writer.write(sum.total)
            writer.write(sum.samples)
            writer.write(byte: changed.contains(slot) ? 1 : 0)
        }
    }

    init(from reader: inout StateReader) throws(StateError) {
        for _ in 0..<(try reader.count(bytesEach: 2)) {
            let camera = try reader.string()
            latest[camera] = try reader.signed()
        }
        for _ in 0..<(try reader.count(bytesEach: 14)) {
            let camera = try reader.string()
            let measure = try reader.string()
            let isLevel = try reader.byte() == 1
            let slot = SlotKey(key: Key(camera: camera, measure: measure, isLevel: isLevel), start: try reader.signed())
            sums[slot] = Sum(total: try reader.double(), samples: try reader.int())
            if try reader.byte() == 1 { changed.insert(slot) }
        }
    }
}
