/// Blurs a dense grid by a separable Gaussian: rows, then columns, sixteen cells at a time.
///
/// Exact (a finite filter), symmetric, and the same wherever the pattern lies: translating the input translates the output.
struct GaussianBlur: Sendable {
    private let grid: StudyGrid
    private var between: [Float]

    init(grid: StudyGrid) {
        self.grid = grid
        between = [Float](repeating: 0, count: grid.count)
    }

    /// Writes the blurred `input` into `output`, both of the grid's size; the margin of `output` is not meaningful.
    ///
    /// - Parameter box: outside it the input is 0; the whole grid where nil.
    mutating func blur(_ input: [Float], taps: GaussianTaps, within box: GridBox? = nil, into output: inout [Float]) {
        let width = grid.width
        let margin = StudyGrid.margin
        let weights = taps.half.map { Float($0) }
        let radius = taps.radius
        let box = box ?? GridBox(columns: margin...(grid.width - margin - 1), rows: margin...(grid.height - margin - 1))
        let first = max(margin, box.columns.lowerBound - radius)
        let last = min(grid.width - margin - 1, box.columns.upperBound + radius)
        let low = max(margin, box.rows.lowerBound - radius)
        let high = min(grid.height - margin - 1, box.rows.upperBound + radius)
        guard first <= last, low <= high else { return }
        let columns = last - first + 1
        input.withUnsafeBufferPointer { source in
            between.withUnsafeMutableBufferPointer { middle in
                guard let from = source.baseAddress, let to = middle.baseAddress else { return }
                to.update(repeating: 0, count: middle.count)
                for row in max(box.rows.lowerBound, margin)...min(box.rows.upperBound, grid.height - margin - 1) {
                    let start = row * width + first
                    GaussianBlur.line(from: from + start, to: to + start, step: 1, count: columns, weights: weights, radius: radius)
                }
            }
        }
        between.withUnsafeBufferPointer { middle in
            output.withUnsafeMutableBufferPointer { target in
                guard let from = middle.baseAddress, let to = target.baseAddress else { return }
                to.update(repeating: 0, count: target.count)
                for row in low...high {
                    let start = row * width + first
                    GaussianBlur.line(from: from + start, to: to + start, step: width, count: columns, weights: weights, radius: radius)
                }
            }
        }
    }

    /// One line of cells; each sums its neighbours `step` apart. Reads and writes up to fifteen cells beyond, which lie in the margin.
    @inline(__always)
    private static func line(
        from: UnsafePointer<Float>, to: UnsafeMutablePointer<Float>, step: Int, count: Int, weights: [Float], radius: Int
    ) {
        weights.withUnsafeBufferPointer { weights in
            var place = 0
            while place < count {
                let centre = UnsafeRawPointer(from + place)
                var left = centre.loadUnaligned(as: SIMD8<Float>.self) * weights[0]
                var right = centre.loadUnaligned(fromByteOffset: 32, as: SIMD8<Float>.self) * weights[0]
                for distance in 0..<radius {
                    let offset = (distance + 1) * step * 4
                    let weight = weights[distance + 1]
                    left +=
                        (centre.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
                            + centre.loadUnaligned(fromByteOffset: -offset, as: SIMD8<Float>.self)) * weight
                    right +=
                        (centre.loadUnaligned(fromByteOffset: offset + 32, as: SIMD8<Float>.self)
                            + centre.loadUnaligned(fromByteOffset: 32 - offset, as: SIMD8<Float>.self)) * weight
                }
                UnsafeMutableRawPointer(to + place).storeBytes(of: left, as: SIMD8<Float>.self)
                UnsafeMutableRawPointer(to + place).storeBytes(of: right, toByteOffset: 32, as: SIMD8<Float>.self)
                place += 16
            }
        }
    }
}
