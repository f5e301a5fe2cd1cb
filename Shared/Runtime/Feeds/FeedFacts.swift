public import Domain
public import Journal
import Schema
import Synchronization

/// What is known of a journal from the records in it: its last watermark, how long its register lets incidents be kept, its grid, its zone.
///
/// Remembered in the journal's state, in the same transaction as the records, so that health and retention know it after a restart too.
public final class FeedFacts: Sendable {
    /// The name of the state entry.
    public static let stateName = "facts"

    private struct Content {
        var watermark: Instant?
        /// Seconds.
        var retention: UInt32?
        var grid: Grid?
        var zone: String?
    }

    private let content = Mutex(Content())

    /// Nothing known yet.
    public init() {}

    /// What a journal remembers.
    public convenience init(readingFrom journal: any Journal) async throws(JournalError) {
        self.init()
        if let bytes = try await journal.state(Self.stateName).snapshot { restore(bytes) }
    }

    /// The last watermark appended; nil before the first.
    public var watermark: Instant? { content.withLock { $0.watermark } }

    /// How long the register lets incidents be kept; nil before the first register.
    public var retention: Duration? { content.withLock { $0.retention.map { .seconds(Int64($0)) } } }

    /// The territory's grid; nil before the first register.
    public var grid: Grid? { content.withLock { $0.grid } }

    /// The territory's time zone, an IANA name; nil before the first register.
    public var zone: String? { content.withLock { $0.zone } }

    /// Takes note of records about to be committed; what is returned belongs into their transaction, nil where nothing is new.
    ///
    /// - Parameters:
    ///   - watermark: the time of the last watermark among them.
    ///   - register: the payload of the last register among them.
    public func note(watermark: Instant?, register: [UInt8]?) -> StateChange? {
        guard watermark != nil || register != nil else { return nil }
        // A register that cannot be read keeps the retention of the one before: keeping longer is noticed, dropping early is not.
        let territory = register.flatMap { try? Register(decoding: $0).territory }
        return content.withLock { content in
            if let watermark { content.watermark = max(watermark, content.watermark ?? .distantPast) }
            if let territory {
                content.retention = territory.incidentRetention
                content.grid = territory.grid
                content.zone = territory.timeZone
            }
            return .snapshot(name: Self.stateName, bytes: Self.bytes(content))
        }
    }

    private static func bytes(_ content: Content) -> [UInt8] {
        let watermark = content.watermark.map { "\($0.milliseconds)" } ?? ""
        let retention = content.retention.map { "\($0)" } ?? ""
        let grid = content.grid.map(text) ?? ""
        return Array("watermark=\(watermark) retention=\(retention) grid=\(grid) zone=\(content.zone ?? "")".utf8)
    }

    private static func text(_ grid: Grid) -> String {
        switch grid.plane {
        case .european: "\(grid.cellSize)"
        case .centred(let latitude, let longitude): "\(grid.cellSize),\(latitude),\(longitude)"
        }
    }

    private static func grid(_ text: Substring) -> Grid? {
        let numbers = text.split(separator: ",").map { Double($0) ?? .nan }
        guard numbers.allSatisfy(\.isFinite), numbers.count == 1 || numbers.count == 3, numbers[0] > 0 else { return nil }
        let plane: Grid.Plane = numbers.count == 1 ? .european : .centred(latitude: numbers[1], longitude: numbers[2])
        return Grid(plane: plane, cellSize: numbers[0])
    }

    private func restore(_ bytes: [UInt8]) {
        let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ").map { $0.split(separator: "=", maxSplits: 1) }
        content.withLock { content in
            for field in fields where field.count == 2 {
                switch field[0] {
                case "watermark": content.watermark = Int64(field[1]).map { Instant(milliseconds: $0) }
                case "retention": content.retention = UInt32(field[1])
                case "grid": content.grid = Self.grid(field[1])
                case "zone": content.zone = String(field[1])
                default: break
                }
            }
        }
    }
}
