import Glibc

/// A Gaussian sampled at whole cells, cut at three standard deviations, of sum 1; the plane's kernel is its product over columns and rows.
struct GaussianTaps: Sendable {
    /// Standard deviation, cells; 0 is the cell itself.
    let sigma: Double
    /// Cells on each side.
    let radius: Int
    /// From the centre outwards, `radius + 1` of them.
    let half: [Double]

    init(sigma: Double) {
        self.sigma = sigma
        radius = Int((3 * sigma).rounded(.up))
        var taps = (0...radius).map { sigma == 0 ? 1 : exp(-0.5 * (Double($0) / sigma) * (Double($0) / sigma)) }
        let sum = taps[0] + 2 * taps.dropFirst().reduce(0, +)
        for place in taps.indices { taps[place] /= sum }
        half = taps
    }

    /// The bandwidths of the model in cells, the cell itself first.
    static let all: [GaussianTaps] = [0, 0.6, 1, 2, 4].map(GaussianTaps.init)
}
