import Domain
import Foundation
import Schema
import Synchronization

/// Seals and opens a territory's raw observations, and destroys the keys of hours that nobody needs any more.
///
/// Shared by whoever pushes, whoever reads the feed, and the housekeeping: the lock guards the keys.
final class KeyVault: Sendable {
    private struct Content {
        var keys: HourKeys
        /// The last sequence of the journal that was sealed in each hour.
        var last: [HourKeys.Hour: UInt64]
    }

    private let content: Mutex<Content>

    /// The keys of a folder. Hours that are there already may reach up to `head`, the journal's last sequence.
    init(folder: URL, head: UInt64) throws {
        let keys = try HourKeys(folder: folder)
        let last = Dictionary(uniqueKeysWithValues: keys.hours.map { ($0, head) })
        content = Mutex(Content(keys: keys, last: last))
    }

    /// The hour of an instant.
    static func hour(of instant: Instant) -> HourKeys.Hour { HourKeys.Hour(max(0, instant.seconds) / 3600) }

    /// Seals a batch that arrived in an hour; the key is durable when this returns.
    func seal(_ bytes: [UInt8], hour: HourKeys.Hour) throws -> [UInt8] {
        let key = try content.withLock { try $0.keys.keyForSealing(in: hour) }
        return try Sealing.seal(bytes, hour: hour, key: key)
    }

    /// A batch sealed in an hour became record `sequence`.
    func note(hour: HourKeys.Hour, sequence: UInt64) {
        content.withLock { $0.last[hour] = max($0.last[hour] ?? 0, sequence) }
    }

    /// The record as anonymization gets it; nil where its key was destroyed.
    func open(_ record: Record) throws -> Record? {
        guard record.type == .observations else { return record }
        let hour = try Sealing.hour(of: record.payload)
        guard let key = content.withLock({ $0.keys.key(of: hour) }) else { return nil }
        return Record(sequence: record.sequence, type: record.type, payload: try Sealing.open(record.payload, key: key))
    }

    /// What became of the keys.
    struct Destroyed {
        /// Hours all of whose records were anonymized.
        var done: [HourKeys.Hour] = []
        /// Hours that were older than the retention although records of theirs were not anonymized.
        var overdue: [HourKeys.Hour] = []
        /// Hours not anonymized that have used up half of their retention.
        var late: [HourKeys.Hour] = []
    }

    /// Destroys the keys of past hours that anonymization has passed, and of those whose retention has run out.
    ///
    /// - Parameters:
    ///   - passed: the last sequence that anonymization has dealt with.
    ///   - retention: seconds, by ingestion's clock.
    func destroy(passed: UInt64, retention: UInt32, now: Instant) throws -> Destroyed {
        let current = Self.hour(of: now)
        return try content.withLock { content in
            var destroyed = Destroyed()
            for hour in content.keys.hours where hour < current {
                let age = now.seconds - Int64(hour + 1) * 3600
                if content.last[hour] ?? 0 <= passed {
                    destroyed.done.append(hour)
                } else if age >= Int64(retention) {
                    destroyed.overdue.append(hour)
                } else {
                    if age * 2 >= Int64(retention) { destroyed.late.append(hour) }
                    continue
                }
                try content.keys.destroy(hour)
                content.last[hour] = nil
            }
            return destroyed
        }
    }
}
