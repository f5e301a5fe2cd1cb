import Anonymization
import EventFiles
import Foundation

/// A table of counts on disk: CSV with a column a dimension, and last `count`.
struct CountFile {
    /// Counts of one table at most: what is looked at grows with the square of its margins.
    static let limit = 100_000
    /// Dimensions of one table at most.
    static let dimensionLimit = 4

    /// Names of the dimensions.
    let dimensions: [String]
    /// A count is nil only in a published table.
    private(set) var rows: [CountMargins.Row] = []
    /// Rows that were not used: line, and why.
    private(set) var problems: [String] = []

    /// Reads a table; `isPublished` one that was written by `quietude release table`, with margins and without what is left out.
    static func read(_ path: String, isPublished: Bool = false) throws -> CountFile {
        let text = String(decoding: try FileBytes.read(path), as: UTF8.self)
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        var header = lines.first.map { fields($0) } ?? []
        if let first = header.first, first.hasPrefix("\u{FEFF}") { header[0] = String(first.dropFirst()) }
        guard header.last == "count", (2...dimensionLimit + 1).contains(header.count) else {
            throw Failure(
                "\(path): the first line names 1 to \(dimensionLimit) dimensions and last `count`, such as cell,slot,count",
                "\(path) : la première ligne nomme 1 à \(dimensionLimit) dimensions et en dernier `count`, comme cell,slot,count")
        }
        var file = CountFile(dimensions: Array(header.dropLast()))
        var seen: Set<[String]> = []
        for (number, line) in lines.enumerated().dropFirst() where !line.isEmpty {
            let fields = fields(line)
            guard let row = file.row(fields, isPublished: isPublished), seen.insert(row.key).inserted else {
                file.problems.append("\(number + 1): " + file.reason(fields, isPublished, seen))
                continue
            }
            file.rows.append(row)
            guard file.rows.count <= limit else {
                throw Failure(
                    "\(path) has more than \(limit) rows: publish it in parts", "\(path) dépasse \(limit) lignes : publier par parties")
            }
        }
        return file
    }

    private func row(_ fields: [String], isPublished: Bool) -> CountMargins.Row? {
        guard fields.count == dimensions.count + 1, let text = fields.last else { return nil }
        let row = CountMargins.Row(key: Array(fields.dropLast()), count: UInt64(text))
        if isPublished { return row.count != nil || text.isEmpty ? row : nil }
        // So that sums of a hundred thousand of them fit.
        guard let count = row.count, count < 1 << 40, !row.isMargin else { return nil }
        return row
    }

    private func reason(_ fields: [String], _ isPublished: Bool, _ seen: Set<[String]>) -> String {
        if fields.count != dimensions.count + 1 {
            return say("not \(dimensions.count + 1) columns", "pas \(dimensions.count + 1) colonnes")
        }
        if fields.dropLast().contains(CountMargins.all), !isPublished {
            return say("a margin: margins are made, not read", "une marge : les marges se calculent")
        }
        if seen.contains(Array(fields.dropLast())) { return say("said before", "déjà dit") }
        return say("count is no whole number", "count n'est pas un nombre entier")
    }

    /// The fields of a line, quotes taken off.
    private static func fields(_ line: Substring) -> [String] {
        var (fields, field, isQuoted): ([String], String, Bool) = ([], "", false)
        var characters = line.makeIterator()
        var waiting = characters.next()
        while let character = waiting {
            waiting = characters.next()
            if character == "\"" {
                if isQuoted, waiting == "\"" {
                    field.append("\"")
                    waiting = characters.next()
                } else {
                    isQuoted.toggle()
                }
            } else if character == ",", !isQuoted {
                fields.append(field)
                field = ""
            } else {
                field.append(character)
            }
        }
        return (fields + [field]).map { $0.trimmingCharacters(in: .whitespaces) }
    }

    /// A line with its end; a field is quoted where it must be.
    static func line(_ fields: [String]) -> String {
        fields.map { field in
            field.contains { ",\"".contains($0) } ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
        }.joined(separator: ",") + "\n"
    }
}
