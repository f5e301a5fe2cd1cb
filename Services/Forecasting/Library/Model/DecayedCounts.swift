import Glibc

/// Exponentially decayed counts of incidents by cell: for each cell that ever had one, a few columns side by side.
///
/// `advance` costs nothing a cell: each column has a scale that shrinks, and what is added later is divided by it. Absorbing an incident
/// touches
/// one short run of memory. Values are doubles: the incremental state equals a recomputation to about 1e-12.
struct DecayedCounts: Sendable {
    let grid: StudyGrid
    let columns: [CountColumn]
    /// Columns a cell, padded to whole vectors of four.
    let stride: Int
    /// For each index of the grid its place in `cells`, or -1.
    var slots: [Int32]
    /// Index in the grid of each cell with counts, in the order of their first incident.
    var cells: [Int32] = []
    /// What holds every cell with counts; nil before the first.
    private(set) var box: GridBox?
    /// `stride` values a cell, to be multiplied by `scale`.
    var values: [Double] = []
    /// What each column's values are multiplied by; `stride` of them.
    var scale: [Double]
    /// Days that each column has seen, decayed alike; `stride` of them.
    var mass: [Double]
    let perDay: [Double]
    /// Columns that an incident of a category goes to, and for own ones the first of the four kinds of day.
    private let targets: [[Int]]
    private let anyCategory: [Int]
    private let firstDayType: Int?
    private let isOwn: [Bool]

    /// Counts of nothing.
    ///
    /// - Parameters:
    ///   - target: the category that is forecast; nil for all of them.
    ///   - categories: how many categories there are.
    init(grid: StudyGrid, columns: [CountColumn], target: UInt16?, categories: Int) {
        self.grid = grid
        self.columns = columns
        stride = (columns.count + 3) / 4 * 4
        slots = [Int32](repeating: -1, count: grid.count)
        scale = [Double](repeating: 1, count: stride)
        mass = [Double](repeating: 0, count: stride)
        perDay = columns.map { $0.halfLife.isInfinite ? 1 : exp2(-1 / $0.halfLife) }
        isOwn = (0..<max(1, categories)).map { target == nil || Int(target ?? 0) == $0 }
        let own = isOwn
        func wants(_ column: CountColumn, _ category: Int) -> Bool {
            switch column.source {
            case .own: own[category]
            case .all: true
            case .category(let other): Int(other) == category
            case .group(let kinds): kinds.contains(UInt16(category))
            case .ownOn: false
            }
        }
        targets = (0..<max(1, categories)).map { category in columns.indices.filter { wants(columns[$0], category) } }
        anyCategory = columns.indices.filter { columns[$0].source == .all }
        firstDayType = columns.firstIndex { $0.source == .ownOn(.mondayToThursday) }
    }

    /// Takes the place of what it holds: as many values as cells times `stride`, scales and masses of `stride`.
    ///
    /// - Returns: false where they do not fit each other or the grid; nothing is changed then.
    mutating func restore(cells: [Int32], values: [Double], scale: [Double], mass: [Double]) -> Bool {
        guard values.count == cells.count * stride, scale.count == stride, mass.count == stride,
            values.allSatisfy({ $0.isFinite && $0 >= 0 }), scale.allSatisfy({ $0.isFinite && $0 > 0 }),
            mass.allSatisfy({ $0.isFinite && $0 >= 0 })
        else { return false }
        var slots = [Int32](repeating: -1, count: grid.count)
        for (slot, index) in cells.enumerated() {
            guard index >= 0, Int(index) < grid.count, grid.isInside(Int(index)), slots[Int(index)] < 0 else { return false }
            slots[Int(index)] = Int32(slot)
        }
        (self.slots, self.cells, self.values, self.scale, self.mass) = (slots, cells, values, scale, mass)
        box = nil
        for index in cells { enclose(Int(index)) }
        return true
    }

    /// How many cells have counts.
    var count: Int { cells.count }

    /// A day passes: older incidents count less, and the day is one more that could have had some.
    mutating func advance(into type: DayType) {
        for place in columns.indices {
            if case .ownOn(let kind) = columns[place].source {
                if kind == type { mass[place] += 1 }
                continue
            }
            scale[place] *= perDay[place]
            mass[place] = mass[place] * perDay[place] + 1
            if scale[place] < 1e-120 { settle(place) }
        }
    }

    /// Adds (a share of) an incident of the current day at an index inside the grid's margin; `age` in whole days for a late one, -1 for one
    /// of the day that is still going on. Less than 0 takes away, to nothing at the least.
    mutating func add(at index: Int, category: UInt16, type: DayType, amount: Double, age: Int = 0) {
        var slot = Int(slots[index])
        if slot < 0 {
            guard amount > 0 else { return }
            slot = open(index)
        }
        let base = slot * stride
        let known = Int(category) < targets.count
        if age == 0, amount > 0 {
            for column in known ? targets[Int(category)] : anyCategory { values[base + column] += amount / scale[column] }
            if let firstDayType, known, isOwn[Int(category)] { values[base + firstDayType + type.rawValue] += amount }
            return
        }
        for column in known ? targets[Int(category)] : anyCategory {
            let late = age == 0 ? 1 : pow(perDay[column], Double(age))
            values[base + column] = DecayedCounts.left(values[base + column], amount * late / scale[column], amount < 0)
        }
        if let firstDayType, known, isOwn[Int(category)] {
            let column = base + firstDayType + type.rawValue
            values[column] = DecayedCounts.left(values[column], amount, amount < 0)
        }
    }

    /// What one incident of a category adds to each column today, in stored values: `stride` of them.
    private func step(_ category: UInt16, _ type: DayType) -> [Double] {
        var step = [Double](repeating: 0, count: stride)
        let known = Int(category) < targets.count
        for column in known ? targets[Int(category)] : anyCategory { step[column] = 1 / scale[column] }
        if let firstDayType, known, isOwn[Int(category)] { step[firstDayType + type.rawValue] = 1 }
        return step
    }

    /// Adds incidents of the current day, all inside the grid's margin; tells of cells that had no counts before.
    mutating func add(_ events: [PlacedEvent], type: DayType, first: (Int) -> Void) {
        var steps: [UInt16: Int] = [:]
        var flat: [Double] = []
        var place = 0
        while place < events.count {
            // Incidents of cells that are known go in one sweep; a new cell moves memory.
            let reached = sweep(events, from: place, type, &steps, &flat)
            if reached < events.count {
                first(Int(events[reached].index))
                _ = open(Int(events[reached].index))
            }
            place = reached
        }
    }

    /// Adds incidents until one of a cell without counts; its place, or the end.
    private mutating func sweep(
        _ events: [PlacedEvent], from start: Int, _ type: DayType, _ steps: inout [UInt16: Int], _ flat: inout [Double]
    ) -> Int {
        let stride = stride
        var last: UInt16?
        var step = 0
        var place = start
        while place < events.count {
            let event = events[place]
            let slot = Int(slots[Int(event.index)])
            guard slot >= 0 else { return place }
            if event.category != last {
                last = event.category
                if let known = steps[event.category] {
                    step = known
                } else {
                    step = flat.count
                    flat += self.step(event.category, type)
                    steps[event.category] = step
                }
            }
            let amount = Double(event.weight)
            values.withUnsafeMutableBytes { values in
                flat.withUnsafeBytes { flat in
                    for column in Swift.stride(from: 0, to: stride, by: 4) {
                        let offset = (slot * stride + column) * 8
                        let sum =
                            values.loadUnaligned(fromByteOffset: offset, as: SIMD4<Double>.self)
                            + flat.loadUnaligned(fromByteOffset: (step + column) * 8, as: SIMD4<Double>.self) * amount
                        values.storeBytes(of: sum, toByteOffset: offset, as: SIMD4<Double>.self)
                    }
                }
            }
            place += 1
        }
        return place
    }

    /// A cell's first counts: where they are.
    mutating func open(_ index: Int) -> Int {
        let slot = cells.count
        // Twenty models that double would waste a third of the memory.
        if values.count + stride > values.capacity { values.reserveCapacity(values.count * 5 / 4 + 64 * stride) }
        slots[index] = Int32(slot)
        cells.append(Int32(index))
        values.append(contentsOf: repeatElement(0, count: stride))
        enclose(index)
        return slot
    }

    private mutating func enclose(_ index: Int) {
        let (column, row) = (index % grid.width, index / grid.width)
        if box == nil { box = GridBox(columns: column...column, rows: row...row) } else { box?.add(column: column, row: row) }
    }

    /// A sum; what taking away leaves of rounding alone is nothing.
    private static func left(_ value: Double, _ amount: Double, _ isTaken: Bool) -> Double {
        let sum = value + amount
        return isTaken && sum < 1e-9 * value ? 0 : sum
    }

    /// A column's decayed count at a place of `cells`.
    func value(_ column: Int, slot: Int) -> Double { values[slot * stride + column] * scale[column] }

    /// A column's decayed count at an index of the grid.
    func value(_ column: Int, at index: Int) -> Double {
        let slot = Int(slots[index])
        return slot < 0 ? 0 : value(column, slot: slot)
    }

    /// What turns each column's stored value into incidents a day; `stride` of them.
    var rates: [Double] { (0..<stride).map { mass[$0] > 0 ? scale[$0] / mass[$0] : 0 } }

    /// A column's sum, and in how many cells it is above nothing.
    func spread(_ column: Int) -> (sum: Double, cells: Int) {
        var sum = 0.0
        var positive = 0
        for slot in 0..<count where values[slot * stride + column] > 0 {
            sum += values[slot * stride + column]
            positive += 1
        }
        return (sum * scale[column], positive)
    }

    /// Sums over the cells of four neighbouring columns' stored values, each cell weighted by its place in an image of the grid.
    func sums(fromColumn column: Int, weights: [Float]?) -> SIMD4<Double> {
        var sum = SIMD4<Double>.zero
        values.withUnsafeBytes { values in
            cells.withUnsafeBufferPointer { cells in
                guard let weights else {
                    for slot in cells.indices {
                        sum += values.loadUnaligned(fromByteOffset: (slot * stride + column) * 8, as: SIMD4<Double>.self)
                    }
                    return
                }
                weights.withUnsafeBufferPointer { weights in
                    for slot in cells.indices {
                        sum +=
                            values.loadUnaligned(fromByteOffset: (slot * stride + column) * 8, as: SIMD4<Double>.self)
                            * Double(weights[Int(cells[slot])])
                    }
                }
            }
        }
        return sum
    }

    /// Multiplies a column out before its scale leaves the range of doubles.
    private mutating func settle(_ column: Int) {
        for slot in 0..<count { values[slot * stride + column] *= scale[column] }
        scale[column] = 1
    }
}
