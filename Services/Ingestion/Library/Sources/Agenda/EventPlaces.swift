import Domain

/// From the words for a place to a position: through the table of places, by the words or the postal code among them.
struct EventPlaces: Sendable {
    private let places: PlaceTable

    init(_ context: SourceContext) { places = context.places }

    /// Sets the position of some words; what the table does not know stays as an area's code, for downstream to place or to set aside.
    func set(_ words: String, in observation: inout Observation) {
        let words = words.trimmingBlanks
        guard !words.isEmpty else { return }
        let postal = EventPlaces.postalCode(words)
        if let place = places.place(words) ?? postal.flatMap({ places.place($0) }) {
            observation.latitude = place.latitude
            observation.longitude = place.longitude
            observation.accuracy = place.radius
        } else if let postal {
            observation.areaCode = postal
        } else {
            var words = words
            while words.utf8.count > ObservationLimits.code { words.removeLast() }
            observation.areaCode = words
        }
    }

    /// The first five digits that stand alone.
    static func postalCode(_ words: String) -> String? {
        words.split { !$0.isNumber && !$0.isLetter }.first { $0.utf8.count == 5 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
            .map(String.init)
    }
}
