extension PlaceModel {
    /// The same knowledge on another grid: a wider rectangle, or cells of another level.
    ///
    /// - Parameter shift: levels that the new cells are coarser (less than 0: finer, each count is divided evenly). Where it is not 0, what
    ///   was learnt of the kernels is dropped until the next fit: they are measured in cells.
    func moved(to grid: StudyGrid, shift: Int = 0) -> PlaceModel {
        var model = PlaceModel(grid: grid, target: target, categories: categories, days: days, settings: settings, group: group)
        let old = self.grid
        model.counts.take(counts) { PlaceModel.places(of: Int($0), from: old, to: grid, shift: shift) }
        var area = area
        if shift == 0 {
            for index in area.cells() {
                for place in PlaceModel.places(of: Int(index), from: old, to: grid, shift: 0) {
                    model.area.add(index: place.index, in: grid)
                }
            }
            model.training = training
            model.weights = weights
            model.shares = shares
            model.agreement = agreement
        } else {
            for index in model.counts.cells { model.area.add(around: Int(index), in: grid) }
        }
        model.level = level
        model.day = day
        return model
    }

    static func places(of index: Int, from old: StudyGrid, to new: StudyGrid, shift: Int) -> [(index: Int, share: Double)] {
        let column = old.firstColumn + Int32(index % old.width)
        let row = old.firstRow + Int32(index / old.width)
        if shift >= 0 { return new.index(column: column >> Int32(shift), row: row >> Int32(shift)).map { [($0, 1)] } ?? [] }
        let width = Int32(1) << Int32(min(-shift, 8))
        let share = 1 / Double(Int(width) * Int(width))
        return (0..<width * width).compactMap { place in
            new.index(column: column &* width &+ place % width, row: row &* width &+ place / width).map { ($0, share) }
        }
    }
}
