/// A row of the table of places that goes beside the feeds (`push --places`): where cameras, zones, stops and establishments are.
struct PlaceEntry: Hashable {
    let code: String
    let latitude: Double
    let longitude: Double

    /// `code,latitude,longitude`.
    static func table(_ entries: [PlaceEntry]) -> String {
        var seen: Set<String> = []
        var text = "code,latitude,longitude\n"
        for entry in entries where seen.insert(entry.code).inserted {
            text += "\"\(entry.code)\",\(FeedText.degrees(entry.latitude)),\(FeedText.degrees(entry.longitude))\n"
        }
        return text
    }
}

/// Things at places, each place under a code of its own, made as they are met.
struct PlaceBook {
    private let prefix: String
    private(set) var entries: [PlaceEntry] = []
    private var codes: [String: String] = [:]

    init(_ prefix: String) { self.prefix = prefix }

    /// The code of a place; a new one where it has none.
    mutating func code(_ latitude: Double, _ longitude: Double, name: String? = nil) -> String {
        let key = "\(latitude),\(longitude)"
        if let known = codes[key] { return known }
        let code = name ?? "\(prefix)\(entries.count + 1)"
        codes[key] = code
        entries.append(PlaceEntry(code: code, latitude: latitude, longitude: longitude))
        return code
    }
}
