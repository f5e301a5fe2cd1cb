import Domain
import Glibc

// What the mixture is multiplied by, at all cells of the area.
extension PlaceModel {
    /// What kernels add to the logarithm of the factor, by cell of the area; empty where none does. It does not depend on the kind of day.
    mutating func agreementLift() -> [Float] {
        let readings = agreement.readings
        guard !readings.isEmpty else { return [] }
        let cells = area.cells()
        var lift = [Float](repeating: 0, count: cells.count)
        var image = [Float](repeating: 0, count: grid.count)
        var output = [Float](repeating: 0, count: grid.count)
        var blur = GaussianBlur(grid: grid)
        for (place, taps) in GaussianTaps.all.enumerated() {
            for column in kernels.columns.indices {
                // Terms that read one image, drawn once.
                let counted = readings.filter { kernels.kernels[$0.kernel ?? 0].shape == .counted(column: column, blur: place) }
                let shrunk = column != kernels.own ? [] : readings.compactMap { shrinkage($0, blur: place) }
                guard !counted.isEmpty || !shrunk.isEmpty else { continue }
                var coefficients = [Double](repeating: 0, count: counts.stride)
                coefficients[column] = counts.rates[column]
                draw(coefficients, into: &image)
                if place > 0 { blur.blur(image, taps: taps, within: counts.box, into: &output) }
                PlaceModel.raise(&lift, at: cells, place > 0 ? output : image, counted)
                if !shrunk.isEmpty { raise(&lift, at: cells, output, shrunk) }
            }
        }
        return lift
    }

    /// The mixture's rates times the factor.
    func agreed(_ rates: [Double], _ lift: [Float]) -> [Double] {
        let whole = agreement.whole
        if whole == nil, lift.isEmpty { return rates }
        return rates.indices.map { cell in
            let rate = rates[cell]
            return rate * Double(Agreement.factor(Float(rate), lift.isEmpty ? 0 : lift[cell], whole))
        }
    }

    /// A term that reads a gamma-Poisson mean.
    private struct Shrinkage {
        let term: Agreement.Term
        let column: Int
        let prior: Double
    }

    private func shrinkage(_ term: Agreement.Term, blur: Int) -> Shrinkage? {
        guard case .shrunk(let column, blur, let prior) = kernels.kernels[term.kernel ?? 0].shape else { return nil }
        return Shrinkage(term: term, column: column, prior: prior)
    }

    private static func raise(_ lift: inout [Float], at cells: [Int32], _ image: [Float], _ terms: [Agreement.Term]) {
        image.withUnsafeBufferPointer { image in
            cells.withUnsafeBufferPointer { cells in
                lift.withUnsafeMutableBufferPointer { lift in
                    for term in terms {
                        for cell in cells.indices { lift[cell] += Agreement.part(image[Int(cells[cell])], term) }
                    }
                }
            }
        }
    }

    private func raise(_ lift: inout [Float], at cells: [Int32], _ image: [Float], _ terms: [Shrinkage]) {
        let stride = counts.stride
        counts.values.withUnsafeBufferPointer { values in
            counts.slots.withUnsafeBufferPointer { slots in
                for part in terms {
                    let scale = counts.scale[part.column]
                    let mass = counts.mass[part.column]
                    for cell in cells.indices {
                        let index = Int(cells[cell])
                        let mean = Double(image[index]) + reference.floor
                        let slot = Int(slots[index])
                        let incidents = slot < 0 ? 0 : values[slot * stride + part.column] * scale
                        lift[cell] += Agreement.part(Float(mean * (part.prior + incidents) / (part.prior + mean * mass)), part.term)
                    }
                }
            }
        }
    }
}
