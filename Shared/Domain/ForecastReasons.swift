/// Why a forecast's most likely cells are where they are: each one's share by component.
///
/// The model is additive inside, so the shares of a cell are exact; they are kept in steps of 1/255 and sum to 1.
public struct ForecastReasons: Hashable, Sendable {
    /// The components, in the order of a cell's shares.
    public var components: [ForecastComponent]
    /// The cells explained, as places in the forecast's `cells`, ascending.
    public var places: [Int32]
    /// Shares in 255ths: `components.count` a place, place after place.
    public var shares: [UInt8]

    /// Reasons of some cells; `shares` holds `places.count * components.count` values.
    public init(components: [ForecastComponent] = [], places: [Int32] = [], shares: [UInt8] = []) {
        self.components = components
        self.places = places
        self.shares = shares
    }

    /// The shares of a cell by component, greatest first, nothing left out but zeros; empty where the cell is not explained.
    public func shares(ofPlace place: Int) -> [(component: ForecastComponent, share: Double)] {
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(places[middle]) < place { low = middle + 1 } else { high = middle }
        }
        guard low < places.count, Int(places[low]) == place, shares.count >= (low + 1) * components.count else { return [] }
        return components.enumerated()
            .map { ($1, Double(shares[low * components.count + $0]) / 255) }
            .filter { $0.1 > 0 }
            .sorted { ($1.1, $0.0.rawValue) < ($0.1, $1.0.rawValue) }
    }
}
