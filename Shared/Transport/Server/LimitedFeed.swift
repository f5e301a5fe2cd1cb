import Domain
import Schema

/// A subscriber's limits on its way through a journal.
///
/// Nothing of it is stored: how it stands after a record follows from the records of that record's day, which are read again where a feed is
/// followed from a cursor. So whoever is killed is told the same afterwards, with the same identifiers.
struct LimitedFeed {
    private var delivery: LimitedDelivery
    private let types: Set<RecordType>
    private let filter: AlertFilter?

    init(_ limits: AlertLimits, subscriber: String, types: Set<RecordType>, filter: AlertFilter?, clock: LocalClock) {
        delivery = LimitedDelivery(limits, subscriber: subscriber, clock: clock)
        self.types = types
        self.filter = filter
    }

    /// What of the records is sent: what rings, and the digests that are due.
    ///
    /// A digest stands before the record that made it due and bears the sequence before that one's: a consumer that is interrupted between
    /// the two is sent it again, never the less.
    mutating func take(_ records: [Record]) -> [Record] {
        var sent: [Record] = []
        for record in records {
            var digests: [Alert] = []
            var rings = types.contains(record.type)
            switch record.type {
            case .watermark:
                if let mark = try? Watermark(decoding: record.payload) { digests = delivery.advance(to: mark.time) }
            case .alert:
                // One that cannot be read is passed on, as filters do.
                if let alert = try? Alert(decoding: record.payload) { (digests, rings) = delivery.hear(alert) }
            default: break
            }
            for digest in digests {
                let worded = filter?.worded(digest) ?? digest
                sent.append(Record(sequence: max(record.sequence, 1) - 1, type: .alert, payload: worded.encoded()))
            }
            if rings { sent.append(record) }
        }
        return sent
    }

    /// Takes up how limits stand after a sequence: all of that record's day is heard again, and nothing of it sent.
    mutating func catchUp(with source: any FeedSource, to position: UInt64, batch: Int) async throws {
        guard position > 0 else { return }
        var place = try await beginning(in: source, of: position)
        while place < position {
            let page = try await source.page(after: place, types: [.alert, .watermark], filter: filter, maximumBytes: batch)
            _ = take(page.records.filter { $0.sequence <= position })
            let next = max(page.scannedThrough, page.records.last?.sequence ?? 0)
            guard next > place else { return }
            place = next
        }
    }

    /// The sequence after which the first watermark of a record's day is; watermarks only rise, so it is found by halving.
    private mutating func beginning(in source: any FeedSource, of position: UInt64) async throws -> UInt64 {
        let first = max(try await source.extent().first, 1) - 1
        let last = try await boundary(first, position) { try await Self.mark(after: $0, in: source).map { $0.sequence > position } ?? true }
        // `last` is the first place after which no watermark up to the position follows: the watermark at it is the last one.
        guard last > first, let mark = try await Self.mark(after: last - 1, in: source), mark.sequence <= position else { return first }
        let day = delivery.day(mark.time.seconds)
        var delivery = delivery
        return try await boundary(first, last) { place in
            try await Self.mark(after: place, in: source).map { delivery.day($0.time.seconds) >= day } ?? true
        }
    }

    /// The least place within bounds at which something holds that goes on holding; the upper bound where it holds nowhere below it.
    private func boundary(_ from: UInt64, _ to: UInt64, _ holds: (UInt64) async throws -> Bool) async throws -> UInt64 {
        var (low, high) = (from, to)
        while low < high {
            let middle = low + (high - low) / 2
            if try await holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private static func mark(after place: UInt64, in source: any FeedSource) async throws -> (sequence: UInt64, time: Instant)? {
        var place = place
        while true {
            let page = try await source.page(after: place, types: [.watermark], filter: nil, maximumBytes: 1)
            if let record = page.records.first(where: { $0.type == .watermark && $0.sequence > place }) {
                return (record.sequence, try Watermark(decoding: record.payload).time)
            }
            let next = max(page.scannedThrough, page.records.last?.sequence ?? 0)
            guard next > place else { return nil }
            place = next
        }
    }
}
