/// Sums over j = 0 ..< n of g^j, j g^j and j^2 g^j, and g^n.
struct PowerSums: Sendable {
    var power = 1.0
    var plain = 0.0
    var times = 0.0
    var squares = 0.0

    /// Those of n + 1, `index` being n.
    func next(_ index: Int, growth: Double) -> PowerSums {
        let position = Double(index)
        return PowerSums(
            power: power * growth, plain: plain + power, times: times + position * power, squares: squares + position * position * power)
    }
}
