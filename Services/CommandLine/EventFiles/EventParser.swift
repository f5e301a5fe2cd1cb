/// Goes through the lines of a file of events once.
struct EventParser {
    let path: String
    var table = EventTable()
    private var columns = EventColumns()
    private var names = CategoryColumn()
    private var fields: [Range<Int>] = []

    init(path: String) { self.path = path }

    mutating func run(_ text: UnsafeBufferPointer<UInt8>) throws(EventFileError) {
        var place = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var headed = false
        // A row of such a file has about 45 bytes; reserving once spares the growth's copies.
        reserve(text.count / 48)
        while place < text.count {
            table.lines += 1
            let next = split(text, from: place)
            defer { place = next }
            if fields.count == 1, fields[0].isEmpty { continue }
            if headed {
                row(text)
            } else {
                columns = try EventColumns(fields.map { CSVField.string(text, $0) }, path: path)
                headed = true
            }
        }
        guard headed else { throw .missingColumn(path: path, column: "time", found: []) }
        table.categoryNames = names.names
    }

    private mutating func reserve(_ rows: Int) {
        table.wallSeconds.reserveCapacity(rows)
        table.latitudes.reserveCapacity(rows)
        table.longitudes.reserveCapacity(rows)
        table.categories.reserveCapacity(rows)
    }

    /// Cuts one record into fields (RFC 4180, without a line end inside quotes: no column of ours has one) and returns where the next begins.
    private mutating func split(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        fields.removeAll(keepingCapacity: true)
        var place = start
        var field = start
        var quoted = false
        while place < text.count {
            let byte = text[place]
            if byte == UInt8(ascii: "\"") {
                quoted.toggle()
            } else if byte == UInt8(ascii: "\n") {
                break
            } else if byte == UInt8(ascii: ","), !quoted {
                fields.append(field..<place)
                field = place + 1
            }
            place += 1
        }
        let end = place > field && text[place - 1] == UInt8(ascii: "\r") ? place - 1 : place
        fields.append(field..<end)
        return min(place + 1, text.count)
    }

    private mutating func row(_ text: UnsafeBufferPointer<UInt8>) {
        guard fields.count > columns.last else {
            return refuse("category", "the row has \(fields.count) fields where the header has \(columns.count)")
        }
        guard let time = WallTime.seconds(text, CSVField.bare(text, fields[columns.time])) else {
            return refuse("time", "is no local date and time such as 2010-07-03T21:15")
        }
        guard let latitude = CSVField.number(text, CSVField.bare(text, fields[columns.latitude])), abs(latitude) <= 90 else {
            return refuse("lat", "is no latitude in degrees, -90 to 90")
        }
        guard let longitude = CSVField.number(text, CSVField.bare(text, fields[columns.longitude])), abs(longitude) <= 180 else {
            return refuse("lon", "is no longitude in degrees, -180 to 180")
        }
        guard let category = names.index(text, CSVField.bare(text, fields[columns.category])) else {
            return refuse("category", "would be one kind more than \(EventFile.categoriesAtMost); is this the right column?")
        }
        table.wallSeconds.append(time)
        table.latitudes.append(latitude)
        table.longitudes.append(longitude)
        table.categories.append(category)
        if let discovered = columns.discovered {
            table.discovered.append(fields.count > discovered && CSVField.isTrue(text, CSVField.bare(text, fields[discovered])))
        }
    }

    private mutating func refuse(_ field: String, _ reason: String) {
        table.refused += 1
        if table.problems.count < EventFile.problemsKept {
            table.problems.append(EventProblem(line: table.lines, field: field, reason: reason))
        }
    }
}
