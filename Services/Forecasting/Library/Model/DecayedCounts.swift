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
    private(set) var slots: [Int32]
    /// Index in the grid of each cell with counts, in the order of their first incident.
    private(set) var cells: [Int32] = []
    /// `stride` values a cell, to be multiplied by `scale`.
    private(set) var values: [Double] = []
    /// What each column's values are multiplied by; `stride` of them.
    private(set) var scale: [Double]
    /// Days that each column has seen, decayed alike; `stride` of them.
    private(set) var mass: [Double]
    private let perDay: [Double]
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

    /// Adds (a share of) an incident of the current day at an index inside the grid's margin; `age` in whole days for a late one.
    mutating func add(at index: Int, category: UInt16, type: DayType, amount: Double, age: Int = 0) {
        var slot = Int(slots[index])
        if slot < 0 {
            slot = cells.count
            slots[index] = Int32(slot)
            cells.append(Int32(index))
            values.append(contentsOf: repeatElement(0, count: stride))
        }
        let base = slot * stride
        let known = Int(category) < targets.count
        for column in known ? targets[Int(category)] : anyCategory {
            let late = age == 0 ? 1 : pow(perDay[column], Double(age))
            values[base + column] += amount * late / scale[column]
        }
        if let firstDayType, known, isOwn[Int(category)] { values[base + firstDayType + type.rawValue] += amount }
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
