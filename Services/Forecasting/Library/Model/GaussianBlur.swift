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
    mutating func blur(_ input: [Float], taps: GaussianTaps, into output: inout [Float]) {
        let width = grid.width
        let margin = StudyGrid.margin
        let rows = margin..<(grid.height - margin)
        let columns = grid.width - 2 * margin
        let weights = taps.half.map { Float($0) }
        let radius = taps.radius
        input.withUnsafeBufferPointer { source in
            between.withUnsafeMutableBufferPointer { middle in
                guard let from = source.baseAddress, let to = middle.baseAddress else { return }
                for row in rows {
                    GaussianBlur.line(
                        from: from + row * width + margin, to: to + row * width + margin, step: 1, count: columns, weights: weights,
                        radius: radius)
                }
            }
        }
        between.withUnsafeBufferPointer { middle in
            output.withUnsafeMutableBufferPointer { target in
                guard let from = middle.baseAddress, let to = target.baseAddress else { return }
                for row in rows {
                    GaussianBlur.line(
                        from: from + row * width + margin, to: to + row * width + margin, step: width, count: columns, weights: weights,
                        radius: radius)
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
