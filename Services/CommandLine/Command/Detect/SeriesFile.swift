import Domain
import EventFiles

/// A series of counts in a CSV file with columns `t` and `observed`, plain or packed.
struct SeriesFile {
    /// A point: what the file calls it, and its count, nil where the file has none.
    struct Point {
        var label: String
        var observed: Double?
        /// Whether the file has no row for it: a day between two that it has.
        var isFilled = false
    }

    /// A row that was refused, for a person to mend.
    struct Problem {
        let line: Int
        let english: String
        let french: String
    }

    /// In the order of time.
    private(set) var points: [Point] = []
    /// Days between points, where they are dates.
    private(set) var days: Int?
    private(set) var problems: [Problem] = []

    /// Most rows that are read.
    static let rowsAtMost = 10_000_000

    init(_ path: String) throws {
        let bytes = try EventFiles.FileBytes.read(path)
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated().makeIterator()
        guard let (_, first) = lines.next(), !first.isEmpty else {
            throw Failure("\(path) is empty: it begins with a line that says t,observed", "\(path) est vide : il commence par t,observed")
        }
        let names = SeriesFile.fields(first)
        guard let time = names.firstIndex(of: "t"), let observed = names.firstIndex(of: "observed") else {
            throw Failure(
                "\(path) has no columns t and observed; its first line names \(names.prefix(8).joined(separator: ", "))",
                "\(path) n'a pas de colonnes t et observed ; sa première ligne nomme \(names.prefix(8).joined(separator: ", "))")
        }
        while let (number, line) = lines.next() {
            guard !line.isEmpty, line != [UInt8(ascii: "\r")] else { continue }
            guard points.count < SeriesFile.rowsAtMost else {
                throw Failure(
                    "\(path) has more than \(SeriesFile.rowsAtMost) rows", "\(path) a plus de \(SeriesFile.rowsAtMost) lignes")
            }
            take(SeriesFile.fields(line), line: number + 1, time: time, observed: observed)
        }
        guard !points.isEmpty else { throw Failure("\(path) has no usable row", "\(path) n'a pas de ligne utilisable") }
        order()
    }

    private mutating func take(_ fields: [String], line: Int, time: Int, observed: Int) {
        guard time < fields.count, !fields[time].isEmpty else {
            problems.append(Problem(line: line, english: "t is missing", french: "t manque"))
            return
        }
        let text = observed < fields.count ? fields[observed] : ""
        let value = Double(text)
        if let value, value >= 0, value < 1e15 {
            points.append(Point(label: fields[time], observed: value))
            return
        }
        // The point stays, so that those after it keep their place in the year; nothing is known of it.
        points.append(Point(label: fields[time], observed: nil))
        if !["", "NA", "NaN", "null"].contains(text) {
            problems.append(
                Problem(
                    line: line, english: "observed is not a count (0 or more): taken as unknown",
                    french: "observed n'est pas un nombre (0 ou plus) : pris pour inconnu"))
        }
    }

    /// Puts the points in the order of their times, where these are numbers or dates; between dates, days that have no row are unknown
    /// points.
    private mutating func order() {
        if let times = keyed({ CalendarDay(argument: $0).map { Int($0.number) } }) {
            let steps = zip(times.dropFirst(), times).map { $0.key - $1.key }.filter { $0 > 0 }
            guard let step = steps.min(), step < 28, steps.allSatisfy({ $0 % step == 0 && $0 <= 3_660 }) else {
                points = times.map(\.point)
                return
            }
            days = step
            var filled: [Point] = []
            for (index, time) in times.enumerated() {
                if index > 0 {
                    for day in stride(from: times[index - 1].key + step, to: time.key, by: step) {
                        filled.append(Point(label: CivilDay(number: day).text, observed: nil, isFilled: true))
                    }
                }
                filled.append(time.point)
            }
            points = filled
        } else if let times = keyed({ Double($0) }) {
            points = times.map(\.point)
        }
    }

    /// The points by their times; nil where one of them has none.
    private func keyed<Key: Comparable>(_ key: (String) -> Key?) -> [(key: Key, point: Point)]? {
        var keyed: [(key: Key, point: Point)] = []
        keyed.reserveCapacity(points.count)
        for point in points {
            guard let key = key(point.label) else { return nil }
            keyed.append((key, point))
        }
        if zip(keyed.dropFirst(), keyed).allSatisfy({ $0.key >= $1.key }) { return keyed }
        return keyed.enumerated().sorted { ($0.element.key, $0.offset) < ($1.element.key, $1.offset) }.map(\.element)
    }

    /// Index of the first point at or after a time; nil where there is none.
    func index(from label: String) -> Int? {
        if let exact = points.firstIndex(where: { $0.label == label }) { return exact }
        if let day = CalendarDay(argument: label) {
            return points.firstIndex { (CalendarDay(argument: $0.label)?.number ?? .min) >= day.number }
        }
        if let number = Double(label) { return points.firstIndex { (Double($0.label) ?? -.infinity) >= number } }
        return nil
    }

    /// The fields of a line without blanks and quotes around them; no field of such a file holds a comma.
    private static func fields(_ line: ArraySlice<UInt8>) -> [String] {
        line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { field in
            var field = field
            let trimmed: Set<UInt8> = [UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "\r"), 0xEF, 0xBB, 0xBF]
            while let first = field.first, trimmed.contains(first) { field = field.dropFirst() }
            while let last = field.last, trimmed.contains(last) { field = field.dropLast() }
            return String(decoding: field, as: UTF8.self)
        }
    }
}
