import Domain

/// Where the incidents of one profile happen: at its places by weight, or anywhere.
struct Placement {
    private let places: [Place]
    private let cumulative: [Double]
    private let atSea: Bool

    init(of profile: Profile) {
        var places: [Place] = []
        var weights: [Double] = []
        for draw in profile.draws {
            let drawn = Place.all.filter { $0.has(draw.character) }
            let sum = drawn.reduce(0) { $0 + $1.weight }
            for place in drawn {
                places.append(place)
                weights.append(draw.part * place.weight / sum)
            }
        }
        weights.append(max(0, 1 - weights.reduce(0, +)))
        self.places = places
        cumulative = weights.reduce(into: []) { $0.append(($0.last ?? 0) + $1) }
        atSea = profile.atSea
    }

    func draw(using random: inout SplitMix64) -> (latitude: Double, longitude: Double) {
        let index = random.index(inCumulative: cumulative)
        guard index < places.count else { return Ground.anywhere(using: &random) }
        let place = places[index]
        return Ground.scatter(
            latitude: place.latitude, longitude: place.longitude, spread: place.spread, atSea: atSea, using: &random)
    }
}
