import Anonymization
import ArgumentParser
import Domain
import EventFiles

/// Where counts are published: an area and a grid that are chosen beforehand.
struct ReleaseArea: ParsableArguments {
    @Option(help: ArgumentHelp(say("Width of a cell, metres.", "Largeur d'une maille, mètres."), valueName: "m"))
    var cell: Double = 1_000

    @OptionGroup var centre: ChosenCentreOptions

    @Option(
        help: ArgumentHelp(
            say(
                "Kilometres from the centre to each side of the area; by default as far as the events reach, which tells where the farthest one was.",
                "Kilomètres du centre à chaque côté du secteur ; par défaut aussi loin que vont les évènements, ce qui dit où était le plus lointain."
            ),
            valueName: "km"))
    var reach: Double?

    @Option(
        help: ArgumentHelp(
            say(
                "Categories that are counted, parted by commas; by default those of the file.",
                "Catégories comptées, séparées par des virgules ; par défaut celles du fichier."),
            valueName: say("names", "noms")))
    var categories: String?

    func validate() throws {
        guard cell.isFinite, (50...100_000).contains(cell), reach.map({ $0.isFinite && $0 > 0 && $0 <= 1_000 }) ?? true else {
            throw ValidationError(say("--cell is 50 to 100,000, --reach up to 1,000", "--cell va de 50 à 100 000, --reach jusqu'à 1 000"))
        }
    }
}

/// The cells and categories that get a count, whatever happened.
struct ReleaseDomain {
    static let maximumCounts = 10_000_000

    let keys: [Release.Key]
    private let columns: [Int32]
    private let rows: [Int32]
    private let names: [String]
    private let numbers: [String: Domain.Category]

    init(_ table: EventTable, _ area: ReleaseArea) throws {
        let latitude = area.centre.lat0 ?? (table.latitudes.sorted()[table.count / 2] * 100).rounded() / 100
        let longitude = area.centre.lon0 ?? (table.longitudes.sorted()[table.count / 2] * 100).rounded() / 100
        (columns, rows) = try table.cells(centredOn: latitude, lon0: longitude, size: area.cell)
        let farthest = zip(columns, rows).reduce(Int32(0)) { max($0, abs(max($1.0, -$1.0 - 1)), abs(max($1.1, -$1.1 - 1))) }
        let reach = area.reach.map { Int32(($0 * 1_000 / area.cell).rounded(.up)) } ?? farthest + 1
        names = area.categories.map { $0.split(separator: ",").map(String.init) } ?? table.categoryNames.sorted()
        // Names that are not ours stand for themselves under a number of ours: the file has its own words for them.
        let known = Category.allCases.filter { $0.use != .reading && $0.use != .refused }
        guard !names.isEmpty, names.count <= known.count else {
            throw Failure(
                "\(names.count) categories; at most \(known.count) are counted apart",
                "\(names.count) catégories ; au plus \(known.count) sont comptées à part")
        }
        numbers = Dictionary(zip(names, known), uniquingKeysWith: { first, _ in first })
        let side = Int(reach) * 2
        guard side > 0, side * side <= ReleaseDomain.maximumCounts / names.count else {
            throw Failure(
                "the area has too many cells: take larger ones (--cell) or a smaller area (--reach)",
                "le secteur a trop de mailles : en prendre de plus larges (--cell) ou un secteur plus petit (--reach)")
        }
        keys = zip(names, known).flatMap { _, category in
            (-reach..<reach).flatMap { row in (-reach..<reach).map { Release.Key(cell: Cell(column: $0, row: row), category: category) } }
        }
    }

    func name(_ category: Domain.Category) -> String { numbers.first { $0.value == category }?.key ?? category.code }

    /// The true counts of events whose time is wanted.
    func counts(_ table: EventTable, _ isWanted: (Int64) -> Bool) -> [Release.Key: Int64] {
        var counts: [Release.Key: Int64] = [:]
        for index in 0..<table.count where isWanted(table.wallSeconds[index]) {
            guard let category = numbers[table.categoryNames[Int(table.categories[index])]] else { continue }
            counts[Release.Key(cell: Cell(column: columns[index], row: rows[index]), category: category), default: 0] += 1
        }
        return counts
    }
}
