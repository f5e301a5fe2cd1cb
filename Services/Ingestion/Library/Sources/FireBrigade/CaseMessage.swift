import Domain

/// What one message says of a case: place, time and kind, and nothing of whom it concerns.
struct CaseMessage {
    var identifier = ""
    var start: WallClock.Time?
    var place: PlaceTable.Place?
    /// National nomenclature; empty where the message has none.
    var nomenclature = ""
    /// EMSI's category; empty where the message has none.
    var category = ""
    var severity = Severity.unknown

    /// RC-EDA `createCase`.
    init(createCase node: FeedNode, _ context: SourceContext) {
        identifier = node.text("caseId")
        start = FeedTime.read(node.text("creation"), context.zone)
        let qualification = node.child("qualification") ?? node.at("initialAlert", "qualification")
        nomenclature = qualification?.at("whatsHappen", "code")?.text ?? ""
        let locations = node.children("location") + (node.child("initialAlert")?.children("location") ?? [])
        for location in locations where place == nil { place = CaseMessage.coordinates(location) }
        for location in locations where place == nil { place = CaseMessage.address(location, context) }
    }

    /// EMSI.
    init(emsi node: FeedNode, event: FeedNode, _ context: SourceContext) {
        let main = event.text("MAIN_EVENT_ID")
        identifier = main.isEmpty ? event.text("ID") : main
        for name in ["OCC_DATIME", "DECL_DATIME", "OBS_DATIME"] where start == nil { start = FeedTime.read(event.text(name), context.zone) }
        start = start ?? FeedTime.read(node.at("CONTEXT", "CREATION")?.text, context.zone)
        category = event.child("ETYPE")?.children("CATEGORY").first?.text ?? ""
        let positions =
            event.children("EGEO").flatMap { $0.children("POSITION") } + node.children("MISSION").flatMap { $0.children("POSITION") }
        for position in positions where place == nil { place = CaseMessage.position(position) }
        for position in positions where place == nil {
            for address in position.children("ADDRESS") where place == nil { place = context.places.place(address.text) }
        }
        switch event.text("SCALE") {
        case "1": severity = .minor
        case "2": severity = .moderate
        case "3": severity = .severe
        case "4", "5": severity = .extreme
        default: break
        }
    }

    /// `geometry/point/coord`, with the precision's own word.
    private static func coordinates(_ location: FeedNode) -> PlaceTable.Place? {
        guard let coord = location.at("geometry", "point", "coord") else { return nil }
        let radius: Float =
            switch coord.text("precision") {
            case "EXACTE": 10
            case "ADRESSE": 25
            case "RUE": 150
            case "VILLE": 3_000
            default: 0
            }
        return place(coord.number("lat"), coord.number("lon"), radius)
    }

    private static func address(_ location: FeedNode, _ context: SourceContext) -> PlaceTable.Place? {
        let address = location.child("detailedAddress")
        let way = address?.text("complete") ?? ""
        let number = address?.text("number") ?? ""
        return context.places.place("\(number) \(way)") ?? context.places.place(way)
            ?? context.places.place(location.at("city", "inseeCode")?.text ?? "")
    }

    /// EMSI's POSITION: a point, or the middle of several.
    private static func position(_ position: FeedNode) -> PlaceTable.Place? {
        let system = position.text("COORDSYS")
        guard system.isEmpty || system == "EPSG-4326" || system == "EPSG:4326" else { return nil }
        let points = position.children("COORD").prefix(1_024).compactMap {
            place($0.number("LAT"), $0.number("LON") ?? $0.number("LONG"), 0)
        }
        guard !points.isEmpty else { return nil }
        let count = Double(points.count)
        return PlaceTable.Place(
            latitude: points.reduce(0) { $0 + $1.latitude } / count, longitude: points.reduce(0) { $0 + $1.longitude } / count)
    }

    /// nil where a number is missing, out of range, or both are 0, which means that it is not known.
    private static func place(_ latitude: Double?, _ longitude: Double?, _ radius: Float) -> PlaceTable.Place? {
        guard let latitude, let longitude, abs(latitude) <= 90, abs(longitude) <= 180, latitude != 0 || longitude != 0 else { return nil }
        return PlaceTable.Place(latitude: latitude, longitude: longitude, radius: radius)
    }
}
