import Console
import Domain
import Hummingbird

/// The parameters of a request, each checked and named where it is wrong.
struct Query {
    private let values: [Substring: String]

    init(_ request: Request) {
        values = Dictionary(request.uri.queryParameters.map { ($0.key, String($0.value)) }) { _, last in last }
    }

    var names: [String] { values.keys.map(String.init).sorted() }

    func text(_ name: String) -> String? {
        guard let value = values[name[...]], !value.isEmpty else { return nil }
        return String(value.prefix(256))
    }

    func time(_ name: String) throws -> Int64? {
        guard let text = text(name) else { return nil }
        guard let seconds = TimeText.seconds(text) else {
            throw Problem.parameter(name, "must be a time such as 2026-11-25T09:00:00Z", "doit être une heure comme 2026-11-25T09:00:00Z")
        }
        return seconds
    }

    func day(_ name: String) throws -> CivilDay? {
        guard let text = text(name) else { return nil }
        guard let day = TimeText.day(text) else {
            throw Problem.parameter(name, "must be a day such as 2026-11-25", "doit être un jour comme 2026-11-25")
        }
        return day
    }

    func number(_ name: String, _ range: ClosedRange<Int>, default standard: Int) throws -> Int {
        guard let text = text(name) else { return standard }
        guard let value = Int(text), range.contains(value) else {
            throw Problem.parameter(
                name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)",
                "doit être un entier de \(range.lowerBound) à \(range.upperBound)")
        }
        return value
    }

    func decimal(_ name: String, _ range: ClosedRange<Double>, default standard: Double) throws -> Double {
        guard let text = text(name) else { return standard }
        guard let value = Double(text), range.contains(value) else {
            throw Problem.parameter(
                name, "must be a number from \(range.lowerBound) to \(range.upperBound)",
                "doit être un nombre de \(range.lowerBound) à \(range.upperBound)")
        }
        return value
    }

    func choice<Choice: RawRepresentable & CaseIterable>(_ name: String, default standard: Choice) throws -> Choice
    where Choice.RawValue == String {
        guard let text = text(name) else { return standard }
        guard let value = Choice(rawValue: text) else {
            let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem.parameter(name, "must be one of \(all)", "doit être l'un de \(all)")
        }
        return value
    }

    /// Categories by number or code, separated by commas; empty for all.
    func categories(_ name: String = "category") throws -> Set<Domain.Category> {
        guard let text = text(name) else { return [] }
        return Set(
            try text.split(separator: ",").map { part in
                if let number = UInt16(part), let category = Domain.Category(rawValue: number) { return category }
                if let category = Domain.Category(code: String(part)) { return category }
                throw Problem.parameter(name, "names no category: \(part.prefix(40))", "ne nomme aucune catégorie : \(part.prefix(40))")
            })
    }

    func category() throws -> Domain.Category? {
        let all = try categories()
        guard all.count < 2 else { throw Problem.parameter("category", "must be one category", "doit être une seule catégorie") }
        return all.first
    }

    /// `level,column,row`.
    func cell(_ name: String = "cell") throws -> Cell? {
        guard let text = text(name) else { return nil }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Int32($0) }
        guard parts.count == 3, let level = parts[0], let column = parts[1], let row = parts[2], (0...15).contains(level) else {
            throw Problem.parameter(name, "must be level,column,row", "doit être niveau,colonne,ligne")
        }
        return Cell(level: UInt8(level), column: column, row: row)
    }
}
