import Domain

// Cells drawn from the area, to compare a day's incidents with.
extension PlaceModel {
    /// Share of them that is drawn evenly; the others where incidents have been, in proportion.
    static let evenly = 0.3

    /// Draws cells with known chances, evenly spaced in the order of the grid (a systematic sample), and reads their kernels.
    func draw(contrasts count: Int, into entry: inout TrainingDay, _ sampler: inout SplitMix64, _ scratch: inout CellReading) {
        let cells = reference.cells
        guard !cells.isEmpty, count > 0 else { return }
        // By how much an incident of each column raises the chance of its cell; together they make 1.
        let wholes = kernels.telling.map { (column: $0, sum: counts.spread($0).sum) }.filter { $0.sum > 0 }
        let told = wholes.map { (column: $0.column, share: counts.scale[$0.column] / $0.sum / Double(wholes.count)) }
        let evens = told.isEmpty ? count : max(1, Int((Double(count) * PlaceModel.evenly).rounded()))
        var drawn: [Int32] = []
        drawn.reserveCapacity(count)
        let phase = sampler.unit()
        for place in 0..<evens {
            drawn.append(cells[min(cells.count - 1, Int((Double(place) + phase) / Double(evens) * Double(cells.count)))])
        }
        let others = Double(count - evens)
        var wanted = sampler.unit() / max(others, 1)
        var passed = 0.0
        for index in cells where drawn.count < count {
            let slot = Int(counts.slots[Int(index)])
            guard slot >= 0 else { continue }
            passed += chance(slot, told)
            while passed > wanted, drawn.count < count {
                drawn.append(index)
                wanted += 1 / others
            }
        }
        let all = Double(drawn.count)
        let evenChance = Double(evens) / all / Double(cells.count)
        let toldChance = 1 - Double(evens) / all
        entry.contrast = [Float](repeating: 0, count: drawn.count * kernels.stride)
        entry.contrastWeights.reserveCapacity(drawn.count)
        for (row, index) in drawn.enumerated() {
            scratch.read(at: Int(index), self)
            for kernel in kernels.kernels.indices { entry.contrast[row * kernels.stride + kernel] = Float(scratch.kernels[kernel]) }
            let slot = Int(counts.slots[Int(index)])
            let here = slot < 0 ? 0 : chance(slot, told)
            entry.contrastWeights.append(Float(1 / (all * (evenChance + toldChance * here))))
        }
    }

    private func chance(_ slot: Int, _ told: [(column: Int, share: Double)]) -> Double {
        told.reduce(0) { $0 + counts.values[slot * counts.stride + $1.column] * $1.share }
    }
}
