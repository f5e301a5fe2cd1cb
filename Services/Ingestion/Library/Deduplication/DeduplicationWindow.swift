import Domain

/// Which observations of one source were held before, over the register's window.
///
/// Remembers keyed digests only: of the id for what is created, of id, version and operation for what replaces or withdraws. Digests are
/// grouped by hour of arrival (a quarter of the window where that is shorter); a bucket holds at most twice what the source declared.
///
/// A batch is tested in one go, committed with the bytes of `delta(of:)` in the same transaction, then confirmed or rolled back:
/// ```swift
/// var reservation = window.reserve(at: arrival)
/// for … { reservation.add(id, version: …, operation: …) }     // what passed validation
/// let verdicts = window.test(&reservation)       // one for each that was added
/// let delta = window.delta(of: reservation)      // goes into the journal's transaction
/// window.confirm(reservation)                    // once it is durable; or rollback(reservation)
/// // then wait for each ticket in reservation.awaited before telling the partner of its duplicates
/// ```
/// Because a batch is tested in one go, it can only wait for batches tested before it: waiting never goes in circles.
public struct DeduplicationWindow: Sendable {
    /// A batch that was tested and is neither confirmed nor rolled back.
    public struct Ticket: Hashable, Sendable {
        let number: UInt64
    }

    /// What is known of an observation.
    public enum Verdict: Hashable, Sendable {
        /// New: now reserved for the batch.
        case fresh
        /// Held and durable, or earlier in the same batch.
        case duplicate
        /// Earlier in a batch that is not durable yet: a duplicate once that batch is confirmed, to be sent again if it is rolled back.
        case pending(Ticket)
        /// The source sends more than twice what it declared; see `ObservationRefusal.rateExceeded`.
        case exceeded
    }

    /// What one batch has reserved.
    public struct Reservation: Sendable {
        /// Stands for the batch until it is confirmed or rolled back.
        public let ticket: Ticket
        /// Batches on which this one's `pending` verdicts rest.
        public internal(set) var awaited: Set<Ticket> = []
        let bucket: Int64
        let tag: DigestTable.Tag
        let alive: BucketRing
        let room: Int
        /// Added and not tested yet.
        var candidates: [SipHash128.Digest] = []
        /// New, and reserved by this batch.
        var digests: [SipHash128.Digest] = []

        let hash: SipHash128

        /// How many observations it has reserved.
        public var count: Int { digests.count }

        /// Adds an observation to the batch; `test` decides.
        public mutating func add(_ identifier: UnsafeRawBufferPointer, version: UInt32, operation: Operation) {
            // What replaces or withdraws differs from what it speaks of by its version and operation; a create is its id alone.
            let kind = operation == .create ? 0 : UInt64(version) << 8 | UInt64(operation.rawValue)
            candidates.append(hash.hash(kind, identifier))
        }
    }

    /// State of a bucket as it is appended to the journal.
    public struct Delta: Hashable, Sendable {
        /// `dedup/<source>/<bucket>`.
        public let name: String
        /// 16 bytes a digest.
        public let bytes: [UInt8]
    }

    /// A state entry that is not one of this source's buckets, or whose bytes are not whole digests.
    public struct UnreadableState: Error, Hashable, Sendable, CustomStringConvertible {
        /// Name of the entry.
        public let name: String
        /// What to do.
        public var description: String { "state entry \(name) is not whole: restore the journal from a copy, or delete this entry" }
    }

    /// No source holds fewer digests a bucket than this, whatever it declared.
    public static let leastBucket = 65_536

    /// Identifier of the source whose observations it remembers.
    public let source: String
    /// Milliseconds.
    public let bucketLength: Int64
    /// Digests a bucket may hold.
    public let bucketLimit: Int
    private let span: Int
    private let hash: SipHash128
    private var table = DigestTable()
    private var counts: [Int64: Int] = [:]
    /// Few: as many as there are batches in flight.
    private var pending: [Ticket] = []
    private var nextNumber: UInt64 = 0
    private var newest = Int64.min
    /// The next shard to drop expired digests from; all are done at `DigestTable.shardCount`.
    private var nextSweep = DigestTable.shardCount

    /// An empty window of a source: its `deduplicationWindow` and `declaredRate` are the register's, the key is the installation's own.
    public init(source entry: SourceEntry, key: SipHash128) {
        source = entry.identifier
        let window = Int64(max(entry.deduplicationWindow, 1)) * 1000
        bucketLength = max(min(3_600_000, window / 4), 1)
        span = Int((window + bucketLength - 1) / bucketLength)
        let expected = Double(entry.declaredRate) * Double(bucketLength) / 1000 * 2
        bucketLimit = max(DeduplicationWindow.leastBucket, Int(min(expected, 4e9)))
        // A key of its own for each source, so that ids of different sources never meet.
        let own = Array(entry.identifier.utf8).withUnsafeBytes { key.hash($0) }
        hash = SipHash128(key0: own.low, key1: own.high)
    }

    /// Digests held, those that expired but were not swept yet aside.
    public var count: Int { counts.values.reduce(0, +) }
    /// Bytes of memory that digests take.
    public var heldBytes: Int { table.capacity * 16 }

    /// Begins a batch that arrived at `arrival` by ingestion's clock.
    public mutating func reserve(at arrival: Instant) -> Reservation {
        let bucket = self.bucket(of: arrival)
        if bucket != newest {
            newest = bucket
            nextSweep = 0
        }
        let alive = BucketRing(newest: bucket, span: span)
        if nextSweep < DigestTable.shardCount {
            table.sweep(nextSweep, alive: alive)
            nextSweep += 1
        }
        while holder(of: UInt16(truncatingIfNeeded: nextNumber)) != nil { nextNumber &+= 1 }
        let ticket = Ticket(number: nextNumber)
        let slot = UInt16(truncatingIfNeeded: nextNumber)
        nextNumber &+= 1
        pending.append(ticket)
        return Reservation(
            ticket: ticket, bucket: bucket, tag: DigestTable.Tag(bucket: BucketRing.ordinal(of: bucket), reservation: slot), alive: alive,
            room: bucketLimit - counts[bucket, default: 0], hash: hash)
    }

    /// Tests what was added since the last test, in its order, and reserves what is new.
    public mutating func test(_ reservation: inout Reservation) -> [Verdict] {
        table.touch(reservation.candidates)
        var verdicts: [Verdict] = []
        verdicts.reserveCapacity(reservation.candidates.count)
        reservation.digests.reserveCapacity(reservation.digests.count + reservation.candidates.count)
        for digest in reservation.candidates {
            if reservation.digests.count >= reservation.room {
                verdicts.append(table.find(digest, alive: reservation.alive).map { verdict($0, under: &reservation) } ?? .exceeded)
            } else if let held = table.insert(digest, reservation.tag, alive: reservation.alive) {
                verdicts.append(verdict(held, under: &reservation))
            } else {
                reservation.digests.append(digest)
                verdicts.append(.fresh)
            }
        }
        reservation.candidates.removeAll(keepingCapacity: true)
        return verdicts
    }

    /// The state to append with the batch; nil where it reserved nothing.
    public func delta(of reservation: Reservation) -> Delta? {
        guard !reservation.digests.isEmpty else { return nil }
        var bytes = [UInt8]()
        bytes.reserveCapacity(reservation.digests.count * 16)
        for digest in reservation.digests {
            withUnsafeBytes(of: digest.low.littleEndian) { bytes.append(contentsOf: $0) }
            withUnsafeBytes(of: digest.high.littleEndian) { bytes.append(contentsOf: $0) }
        }
        return Delta(name: DeduplicationWindow.name(source, reservation.bucket), bytes: bytes)
    }

    /// The batch is durable: what it reserved is held from now on.
    public mutating func confirm(_ reservation: Reservation) {
        guard end(reservation) else { return }
        if !reservation.digests.isEmpty { counts[reservation.bucket, default: 0] += reservation.digests.count }
    }

    /// The batch was not committed: what it reserved is new again.
    public mutating func rollback(_ reservation: Reservation) {
        guard end(reservation) else { return }
        for digest in reservation.digests { table.remove(digest, reservation.tag) }
    }

    /// Whether a batch is neither confirmed nor rolled back.
    public func isPending(_ ticket: Ticket) -> Bool { pending.contains(ticket) }

    /// The names of the buckets that expired by `now` and are forgotten from here on: delete their state.
    public mutating func expire(at now: Instant) -> [String] {
        let oldest = bucket(of: now) - Int64(span)
        let expired = counts.keys.filter { $0 < oldest }.sorted()
        for bucket in expired { counts[bucket] = nil }
        return expired.map { DeduplicationWindow.name(source, $0) }
    }

    /// Brings back what the journal holds under a name: its deltas, in any order. A bucket that has expired by `now` is passed over.
    public mutating func restore(name: String, deltas: [[UInt8]], now: Instant) throws(UnreadableState) {
        let prefix = DeduplicationWindow.prefix(source: source)
        guard name.hasPrefix(prefix), let bucket = Int64(name.dropFirst(prefix.count)), deltas.allSatisfy({ $0.count % 16 == 0 }) else {
            throw UnreadableState(name: name)
        }
        // Known even where it has expired, so that `expire` names it for deletion.
        counts[bucket, default: 0] += 0
        guard bucket >= self.bucket(of: now) - Int64(span) else { return }
        let alive = BucketRing(newest: self.bucket(of: now), span: span)
        // No reservation is pending under this number: it is the one before the first.
        let tag = DigestTable.Tag(bucket: BucketRing.ordinal(of: bucket), reservation: .max)
        for delta in deltas {
            delta.withUnsafeBytes { bytes in
                for offset in stride(from: 0, to: bytes.count, by: 16) {
                    let digest = SipHash128.Digest(
                        low: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)),
                        high: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)))
                    if table.insert(digest, tag, alive: alive) == nil { counts[bucket, default: 0] += 1 }
                }
            }
        }
    }

    /// What the names of a source's state begin with.
    public static func prefix(source: String) -> String { "dedup/\(source)/" }

    private static func name(_ source: String, _ bucket: Int64) -> String { prefix(source: source) + String(bucket) }

    private func bucket(of instant: Instant) -> Int64 {
        let quotient = instant.milliseconds / bucketLength
        return instant.milliseconds % bucketLength < 0 ? quotient - 1 : quotient
    }

    private func verdict(_ held: DigestTable.Tag, under reservation: inout Reservation) -> Verdict {
        guard held != reservation.tag, let ticket = holder(of: held.reservation), ticket != reservation.ticket else { return .duplicate }
        reservation.awaited.insert(ticket)
        return .pending(ticket)
    }

    /// The batch in flight whose number ends in these bits.
    private func holder(of slot: UInt16) -> Ticket? { pending.first { UInt16(truncatingIfNeeded: $0.number) == slot } }

    private mutating func end(_ reservation: Reservation) -> Bool {
        guard let index = pending.firstIndex(of: reservation.ticket) else { return false }
        pending.remove(at: index)
        return true
    }
}
