import Domain

// Where coarse incidents happened, and what lies around a planned event.
extension ForecastingMachine {
    /// Cells of a square over which an incident is spread at most; one known no better counts in its day's total, which the model spreads over
    /// all its cells by itself.
    static let mostSpread = 4_096

    /// Shares of the cells in which coarse incidents can have happened, in proportion to what their category's model expects of each (the
    /// E-step for a latent place). The shares of an entry sum to 1, or there are none.
    mutating func spread(_ coarse: [OpenCounts.Entry], on type: DayType) -> [(
        entry: OpenCounts.Entry, place: (index: Int32, share: Double)
    )] {
        guard let grid else { return [] }
        var images: [UInt16: [Float]] = [:]
        var spread: [(entry: OpenCounts.Entry, place: (index: Int32, share: Double))] = []
        for entry in coarse {
            guard let category = entry.category else { continue }
            let depth = Int32(entry.cell.level) - Int32(level)
            guard depth > 0, depth < 12 else { continue }
            let width = Int32(1) << depth
            guard Int(width) * Int(width) <= ForecastingMachine.mostSpread else { continue }
            if images[category.rawValue] == nil { images[category.rawValue] = image(of: category, on: type) }
            let corner = entry.cell.southWest(at: level)
            var places: [(index: Int32, share: Double)] = []
            for row in 0..<width {
                for column in 0..<width {
                    guard let index = grid.index(column: corner.column &+ column, row: corner.row &+ row) else { continue }
                    let rate = Double(images[category.rawValue]?[index] ?? 0)
                    if rate > 0 { places.append((Int32(index), rate)) }
                }
            }
            var sum = places.reduce(0) { $0 + $1.share }
            if sum <= 0 {
                // Nothing ever happened there: evenly.
                for row in 0..<width {
                    for column in 0..<width {
                        if let index = place(Cell(level: level, column: corner.column &+ column, row: corner.row &+ row), growing: false) {
                            places.append((Int32(index), 1))
                        }
                    }
                }
                sum = Double(places.count)
            }
            for place in places { spread.append((entry, (place.index, place.share / sum))) }
        }
        return spread
    }

    /// What a category's model expects of every cell of the grid.
    private mutating func image(of category: Category, on type: DayType) -> [Float] {
        guard let grid, var state = states[Int(category.rawValue)] else { return [] }
        var image = [Float](repeating: 0, count: grid.count)
        states[Int(category.rawValue)] = nil
        let day = state.model.day.map { $0 + 1 } ?? today ?? 0
        let cells = state.model.areaCells()
        let shape = state.model.shapes(from: day, of: [type])[type] ?? []
        for (place, index) in cells.enumerated() where place < shape.count { image[Int(index)] = shape[place] }
        states[Int(category.rawValue)] = state
        return image
    }

    /// The cells close to and near a planned event; nil where its place is not known.
    func rings(around gathering: Gathering, in grid: StudyGrid) -> (close: [Int32], near: [Int32])? {
        guard let cell = gathering.cell else { return nil }
        // The middle of its cell, in cells of the models' level.
        let width = cell.level > level ? Double(1 << Int(cell.level - level)) : 1
        let corner = cell.level <= level ? cell.ancestor(at: level) : cell.southWest(at: level)
        let column = Double(corner.column) + width / 2
        let row = Double(corner.row) + width / 2
        let reach = Int32(SurroundingEffects.near / cellSize + width / 2) + 1
        let bound = SurroundingEffects.close + width / 2 * cellSize
        var (close, near): ([Int32], [Int32]) = ([], [])
        guard reach < 200 else { return nil }
        for up in -reach...reach {
            for right in -reach...reach {
                let (x, y) = (corner.column &+ right, corner.row &+ up)
                guard let index = grid.index(column: x, row: y) else { continue }
                let distance = ((Double(x) + 0.5 - column).squared + (Double(y) + 0.5 - row).squared).squareRoot() * cellSize
                if distance <= bound {
                    close.append(Int32(index))
                } else if distance <= SurroundingEffects.near + width / 2 * cellSize {
                    near.append(Int32(index))
                }
            }
        }
        return (close, near)
    }

    /// What an event's attendance weighs in (a part of) a local day: the share of that part's incidents that usually fall between two hours
    /// before it begins and three after it ends.
    func weight(of gathering: Gathering, from start: Int64, to end: Int64, midnight: Int64, hours: [Double]) -> Double {
        let part = hours.held(from: start - midnight, to: end - midnight)
        let felt = hours.held(
            from: max(start, gathering.start - Gathering.before) - midnight, to: min(end, gathering.end + Gathering.after) - midnight)
        guard part > 0, felt > 0 else { return 0 }
        return DayContext.weight(ofPersons: gathering.attendance.mean ?? 0) * felt / part
    }
}
