import Domain

/// Keeps the last days' cases of each category, and says when which of them is to be scanned: a pure value that takes incidents and
/// watermarks in the journal's order, as `CorrelationMachine` does, and is written and read back whole.
///
/// The same input gives the same requests, and a request the same clusters: seeds come from the category and the hour.
///
/// Memory: 12 bytes a cell, category and block (a quarter of a day unless set otherwise) that counted anything within the history, and a
/// dictionary entry a cell and category. So it is bounded by cells x categories x blocks of the history, and by the incidents of it.
public struct ScanWatch: Sendable {
    /// Cases of a block of time.
    struct BlockCount: Hashable, Sendable {
        let block: Int64
        var count: UInt32
    }

    /// The cases of one category.
    struct Counts: Hashable, Sendable {
        /// The first block that ever had a case.
        var began: Int64
        var places: [ScanPlace: [BlockCount]] = [:]

        /// One case more.
        mutating func add(_ block: Int64, at place: ScanPlace) {
            began = min(began, block)
            places[place, default: []].change(block, by: 1)
        }

        /// One case less, where there is one.
        mutating func remove(_ block: Int64, at place: ScanPlace) {
            places[place]?.change(block, by: -1)
            if places[place]?.isEmpty == true { places[place] = nil }
        }
    }

    /// How it watches.
    public let settings: ScanWatchSettings
    var clock: LocalClock
    var cellSize: Double?
    var counts: [Category: Counts] = [:]
    /// The block that the watermark stands in; nil before the first.
    var current: Int64?
    /// Incidents that could not be placed in a cell or a day: slots longer than a day, cells beyond the plane.
    public internal(set) var unplaced = 0

    /// A watch without a past.
    public init(settings: ScanWatchSettings = ScanWatchSettings(), offset: @escaping ZoneOffset) {
        self.settings = settings
        clock = LocalClock(zone: "UTC", offset: offset)
    }

    /// Takes the version of the register that is in force from here on: zone and cell size.
    public mutating func register(_ register: Register) {
        clock.zone = register.territory.timeZone
        cellSize = register.territory.grid.cellSize
    }

    /// Counts an incident, late ones too: they are history.
    public mutating func absorb(_ incident: Incident) {
        guard let (place, block) = locate(incident) else {
            unplaced += 1
            return
        }
        if let current, block <= current - settings.blocks { return }
        // In place: a copy of the category's places for each incident would cost more than all the rest.
        counts[incident.category, default: Counts(began: block)].add(block, at: place)
    }

    /// Takes an incident back; one that was not counted, or is out of the history, changes nothing.
    public mutating func retract(_ incident: Incident) {
        guard let (place, block) = locate(incident) else { return }
        counts[incident.category]?.remove(block, at: place)
    }

    /// Moves to a watermark (seconds since 1970). Where it passes the end of a block: the scans that are due, by category. A watermark
    /// that jumps over several blocks asks for the last of them only, one that goes back for nothing.
    public mutating func advance(to instant: Int64) -> [ScanRequest] {
        let block = clock.local(instant).floorDivided(by: settings.blockLength)
        guard block > current ?? .min else { return [] }
        let isFirst = current == nil
        current = block
        forget(before: block - settings.blocks)
        // The first watermark starts the watch: what lies before it may not be complete.
        guard !isFirst, let cellSize else { return [] }
        return counts.keys.sorted().compactMap { request($0, end: block, cellSize: cellSize) }
    }

    private func request(_ category: Category, end: Int64, cellSize: Double) -> ScanRequest? {
        guard let counts = counts[category], end - counts.began >= Int64(settings.leastHistoryDays * settings.scansPerDay) else {
            return nil
        }
        var cases = ScanCases()
        var total = 0
        for (place, blocks) in counts.places.sorted(by: { $0.key < $1.key }) {
            for entry in blocks where entry.block < end {
                let age = (end - 1 - entry.block) / Int64(settings.scansPerDay)
                cases.append(column: place.column, row: place.row, day: ScanRequest.lastDay - Int32(age), count: entry.count)
                total += Int(entry.count)
            }
        }
        guard total >= settings.leastCases else { return nil }
        var scan = settings.scan
        scan.cellSize = cellSize / 2
        scan.seed = settings.scan.seed &+ UInt64(bitPattern: end) &* 1_000 &+ UInt64(category.rawValue)
        return ScanRequest(category: category, localEnd: end * settings.blockLength, cases: cases, settings: scan)
    }

    /// Forgets blocks that no history reaches any more.
    private mutating func forget(before block: Int64) {
        for category in counts.keys.sorted() {
            guard var entry = counts[category] else { continue }
            for (place, blocks) in entry.places where blocks.contains(where: { $0.block < block }) {
                let left = blocks.filter { $0.block >= block }
                entry.places[place] = left.isEmpty ? nil : left
            }
            counts[category] = entry.places.isEmpty ? nil : entry
        }
    }

    /// Where and in which block an incident lies, by the middle of its slot: a slot of a day by UTC then falls on the local day it mostly
    /// covers.
    private mutating func locate(_ incident: Incident) -> (ScanPlace, Int64)? {
        guard incident.slot.length <= 86_400, let place = ScanPlace(incident.cell) else { return nil }
        let middle = incident.slot.start &+ Int64(incident.slot.length / 2)
        return (place, clock.local(middle).floorDivided(by: settings.blockLength))
    }
}

extension [ScanWatch.BlockCount] {
    /// Adds to a block's count; the blocks are ascending, and most changes are at the end. A count never falls below 0.
    fileprivate mutating func change(_ block: Int64, by step: Int) {
        var place = endIndex
        while place > startIndex, self[place - 1].block > block { place -= 1 }
        if place > startIndex, self[place - 1].block == block {
            let changed = Int(self[place - 1].count) + step
            if changed > 0 { self[place - 1].count = UInt32(clamping: changed) } else { remove(at: place - 1) }
        } else if step > 0 {
            insert(ScanWatch.BlockCount(block: block, count: UInt32(step)), at: place)
        }
    }
}
