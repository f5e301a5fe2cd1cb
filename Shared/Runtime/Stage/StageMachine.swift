import Domain
import Journal
import Schema

/// What a stage decides, without journal, socket or clock: which records count, what a transaction holds, when to take a snapshot.
struct StageMachine<T: Transformation> {
    /// The name of the state entry that holds the transformation's memory.
    static var stateName: String { "stage" }

    private let territory: String
    private let snapshotBytes: Int
    private var transformation: T
    private var output: TransformationOutput
    private var cursors: [String: UpstreamCursor]
    private var deadLetters: DeadLetters
    /// Bytes of deltas since the last snapshot, and of that snapshot.
    private var deltaBytes = 0
    private var lastSnapshotBytes = 0
    private var isDirty = false

    /// The machine as a journal remembers it.
    ///
    /// - Parameters:
    ///   - head: last sequence of our own journal.
    ///   - snapshotBytes: bytes of deltas after which a snapshot is due.
    init(
        _ transformation: T, territory: String, head: UInt64, cursors: [UpstreamCursor], state: StateEntry, deadLetters: DeadLetters,
        snapshotBytes: Int
    ) throws(StageError) {
        self.transformation = transformation
        self.territory = territory
        self.snapshotBytes = snapshotBytes
        self.deadLetters = deadLetters
        output = TransformationOutput(nextSequence: head + 1)
        self.cursors = Dictionary(cursors.map { ($0.name, $0) }) { first, _ in first }
        guard let remembered = SnapshotParts.read(state) else {
            throw .unreadableState(territory: territory, reason: "parts of its snapshot are missing")
        }
        do {
            if let snapshot = remembered.snapshot {
                try self.transformation.restore(snapshot: snapshot)
                lastSnapshotBytes = snapshot.count
            }
            for delta in remembered.deltas {
                try self.transformation.replay(delta: delta)
                deltaBytes += delta.count
            }
        } catch {
            throw .unreadableState(territory: territory, reason: "\(error)")
        }
    }

    /// Bytes of output that wait for their transaction.
    var pendingBytes: Int { output.bytes }

    /// How far an upstream was read; nil before its first record.
    func cursor(of upstream: String) -> UpstreamCursor? { cursors[upstream] }

    /// Refuses a batch of a journal that is not the one read so far.
    func admit(_ batch: FeedBatch, from upstream: String) throws(StageError) {
        guard let known = cursors[upstream], known.journal != batch.journal else { return }
        throw .upstreamReplaced(
            territory: territory, upstream: upstream, expected: Hexadecimal.text(known.journal), found: Hexadecimal.text(batch.journal))
    }

    /// What became of a record.
    enum Outcome: Equatable {
        case applied
        /// It was read before: a subscription started again before its last record.
        case repeated
        case setAside(DeadLetter)
    }

    /// Takes one record.
    mutating func apply(_ record: Record, from upstream: String, journal: [UInt8]) -> Outcome {
        if let known = cursors[upstream], record.sequence <= known.sequence { return .repeated }
        let mark = output.mark
        var outcome = Outcome.applied
        do {
            try transformation.apply(record, from: upstream, into: &output)
        } catch {
            output.takeBack(to: mark)
            let letter = DeadLetter(upstream: upstream, sequence: record.sequence, type: record.type, reason: "\(error)")
            deadLetters.add(letter)
            outcome = .setAside(letter)
        }
        cursors[upstream] = UpstreamCursor(name: upstream, journal: journal, sequence: record.sequence)
        isDirty = true
        return outcome
    }

    /// All of a batch was applied: moves the cursor past the records behind it that its sender looked at and we did not want.
    mutating func finish(_ batch: FeedBatch, from upstream: String) {
        guard batch.through > (cursors[upstream]?.sequence ?? 0) else { return }
        cursors[upstream] = UpstreamCursor(name: upstream, journal: batch.journal, sequence: batch.through)
        isDirty = true
    }

    /// The last transaction is durable.
    mutating func committed() { transformation.committed() }

    /// Everything since the last call, as one transaction; nil where nothing was applied.
    mutating func takeTransaction(facts: FeedFacts) -> JournalTransaction? {
        guard isDirty else { return nil }
        isDirty = false
        let first = output.nextSequence - UInt64(output.appends.count)
        let taken = output.take()
        var state = takeState()
        if let change = deadLetters.takeChange() { state.append(change) }
        if let change = facts.note(watermark: taken.watermark, register: taken.register) { state.append(change) }
        return JournalTransaction(
            appends: taken.appends, upstream: cursors.values.sorted { $0.name < $1.name }, state: state, expectedNext: first)
    }

    /// A delta, or a snapshot once the deltas weigh more than the bound and than the last snapshot (so that snapshots cost at most as much
    /// as the deltas they replace).
    private mutating func takeState() -> [StateChange] {
        let delta = transformation.takeDelta()
        guard !delta.isEmpty else { return [] }
        deltaBytes += delta.count
        guard deltaBytes > max(snapshotBytes, lastSnapshotBytes) else { return [.delta(name: Self.stateName, bytes: delta)] }
        let snapshot = transformation.snapshot()
        deltaBytes = 0
        lastSnapshotBytes = snapshot.count
        return SnapshotParts.changes(Self.stateName, snapshot)
    }
}

/// Bytes as a person compares them.
enum Hexadecimal {
    static func text(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
