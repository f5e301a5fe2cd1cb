/// Where a file's columns are, found from its header.
struct CSVLayout: Sendable {
    let names: [String]
    let time: [Int]
    let said: Int?
    let identifier: Int?
    let version: Int?
    let latitude: Int?
    let longitude: Int?
    let address: Int?
    let area: Int?
    let cell: Int?
    let category: Int?
    let severity: Int?
    let value: Int?
    let unit: Int?
    let text: Int?
    let withdrawn: Int?

    /// Finds the columns of a map; throws where one is missing or a name occurs twice among those that are used.
    init(header names: [String], map: ColumnMap) throws(FileProblem) {
        var missing: [String] = []
        var doubled: [String] = []
        func find(_ name: String?) -> Int? {
            guard let name else { return nil }
            let found = names.indices.filter { names[$0] == name }
            if found.count > 1 { doubled.append(name) }
            if found.isEmpty, !map.optional.contains(name) { missing.append(name) }
            return found.first
        }
        time = map.time.compactMap(find)
        said = find(map.said)
        identifier = find(map.identifier)
        version = find(map.version)
        latitude = find(map.latitude)
        longitude = find(map.longitude)
        address = find(map.address)
        area = find(map.area)
        cell = find(map.cell)
        category = find(map.category)
        severity = find(map.severity)
        value = find(map.value)
        unit = find(map.unit)
        text = find(map.text)
        withdrawn = find(map.withdrawn?.column)
        self.names = names
        guard missing.isEmpty, doubled.isEmpty else {
            let has = names.map { String($0.prefix(40)) }.prefix(64).joined(separator: ", ")
            let what =
                missing.isEmpty ? "more than one column \(doubled.joined(separator: ", "))" : "no column \(missing.joined(separator: ", "))"
            throw FileProblem(
                description: "the header has \(what); it has \(has). Name the columns under `columns` of the source in the register")
        }
    }
}
