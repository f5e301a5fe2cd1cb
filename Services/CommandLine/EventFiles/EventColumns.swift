/// Where a header puts the columns that are read.
struct EventColumns {
    var time = 0
    var latitude = 0
    var longitude = 0
    var category = 0
    var discovered: Int?
    var count = 0

    /// The greatest place among those that a row must have.
    var last: Int { max(time, latitude, longitude, category) }

    init() {}

    init(_ header: [String], path: String) throws(EventFileError) {
        let names = header.map { $0.trimmedAndLowercased }
        func place(_ name: String) throws(EventFileError) -> Int {
            guard let index = names.firstIndex(of: name) else { throw .missingColumn(path: path, column: name, found: header) }
            return index
        }
        time = try place("time")
        latitude = try place("lat")
        longitude = try place("lon")
        category = try place("category")
        discovered = names.firstIndex(of: "discovered")
        count = names.count
    }
}

extension String {
    fileprivate var trimmedAndLowercased: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()).lowercased()
    }
}
