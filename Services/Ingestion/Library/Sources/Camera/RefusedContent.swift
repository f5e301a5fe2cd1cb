/// What this system never takes from a camera (CNIL; AI Act art. 5): faces, bodies, plates, images, tracks, and what describes a person.
enum RefusedContent {
    /// Parts of topics.
    private static let topics = ["Recognition", "LicensePlate", "Face", "HumanBody", "Barcode", "ReID", "Tracker", "Trajectory"]
    /// Names of elements and items, wherever they stand.
    private static let names: Set<String> = [
        "humanface", "humanbody", "face", "facedata", "licenseplateinfo", "licenseplate", "platenumber", "plate", "barcodeinfo", "image",
        "imageuri", "imageref", "vehicleimage", "vehicleimageuri", "photo", "thumbnail", "snapshot", "jpeg", "gender", "age", "clothing",
        "hat",
        "tracks", "track", "trajectory", "path", "geospace", "geolocation", "vehicleinfo", "belonging",
    ]
    /// Classes of objects that are a person's mark, not a thing to count.
    static let classes: Set<String> = ["face", "humanface", "licenseplate", "plate", "barcode"]

    /// The word in a topic that refuses it; nil where none does.
    static func word(inTopic topic: String) -> String? { topics.first { topic.contains($0) } }

    static func isRefused(_ name: String) -> Bool {
        // What nearly every object holds, told without a search.
        switch name {
        case "Appearance", "Shape", "BoundingBox", "CenterOfGravity", "Class", "Type", "Behaviour": false
        default: names.contains(name.lowercased())
        }
    }

    /// The first refused name in an element, itself aside; looks at no more than `budget` elements.
    static func name(in node: XMLNode, depth: Int = 12, budget: inout Int) -> String? {
        guard depth > 0 else { return nil }
        for child in node.children {
            budget -= 1
            guard budget > 0 else { return nil }
            if isRefused(child.name) { return child.name }
            if let found = name(in: child, depth: depth - 1, budget: &budget) { return found }
        }
        return nil
    }
}
