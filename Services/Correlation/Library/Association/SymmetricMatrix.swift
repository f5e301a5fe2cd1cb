/// Small symmetric positive matrices.
enum SymmetricMatrix {
    /// The inverse by Gauss-Jordan with a pivot on the diagonal; a row without information stays 0.
    static func inverse(_ matrix: [[Double]]) -> [[Double]] {
        let n = matrix.count
        var left = matrix
        var right = (0..<n).map { row in (0..<n).map { $0 == row ? 1.0 : 0.0 } }
        for pivot in 0..<n {
            let value = left[pivot][pivot]
            guard abs(value) > 1e-12 else {
                for column in 0..<n { right[pivot][column] = 0 }
                continue
            }
            for column in 0..<n {
                left[pivot][column] /= value
                right[pivot][column] /= value
            }
            for row in 0..<n where row != pivot && left[row][pivot] != 0 {
                let factor = left[row][pivot]
                for column in 0..<n {
                    left[row][column] -= factor * left[pivot][column]
                    right[row][column] -= factor * right[pivot][column]
                }
            }
        }
        return right
    }
}
