import Advice
import ArgumentParser
import Domain
import EventFiles
import Projection

/// `--events`, `--agenda`, the grid and the moment of asking: what every advice begins with.
struct AdviceGroundOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            say("CSV of incidents: time, lat, lon, category; .gz too.", "CSV des faits : time, lat, lon, category ; .gz aussi."),
            valueName: say("file", "fichier")))
    var events: String

    @OptionGroup var centre: GridCentreOptions

    @Option(help: ArgumentHelp(say("Width of a cell, metres.", "Largeur d'une case, mètres."), valueName: "m"))
    var cell: Double = 200

    @Option(
        help: ArgumentHelp(
            say(
                "The moment of asking, local time; nothing later is known. The last incident if not given.",
                "Le moment de la question, heure locale ; rien d'après n'est connu. À défaut, le dernier fait."),
            valueName: say("time", "heure")))
    var at: String?

    @Option(
        help: ArgumentHelp(
            say("French school zone, or none elsewhere.", "Zone scolaire française, ou none ailleurs."), valueName: "a|b|c|none"))
    var holidays: String = "b"

    @Flag(help: ArgumentHelp(say("JSON in place of text.", "JSON au lieu du texte.")))
    var json = false

    func validate() throws {
        guard cell.isFinite, cell >= 1 else {
            throw ValidationError(say("--cell must be at least 1 m", "--cell doit être d'au moins 1 m"))
        }
        guard Self.zones[holidays] != nil else {
            throw ValidationError(say("--holidays must be a, b, c or none", "--holidays doit être a, b, c ou none"))
        }
        if let at, WallTime.seconds(at) == nil {
            throw ValidationError(
                say("--at is no local time: write 2026-07-14T20:00", "--at n'est pas une heure locale : écrire 2026-07-14T20:00"))
        }
    }

    private static let zones: [String: FrenchHolidays.SchoolZone?] = ["a": .a, "b": .b, "c": .c, "none": nil]

    var grid: Grid { centre.grid(cell: cell) }

    /// Reads the incidents and tells what was refused. Times are wall clocks, as if they were UTC.
    func read() throws -> AdviceGround {
        let table = try EventFile.read(events)
        table.unreadRows(of: events).tell()
        let last = (table.wallSeconds.max() ?? 0) + 1
        let now = at.flatMap(WallTime.seconds) ?? last
        let cells = try table.cells(centredOn: centre.lat0, lon0: centre.lon0, size: cell)
        let incidents = (0..<table.count).compactMap { index -> Incident? in
            guard table.wallSeconds[index] < now, cells.columns[index] != .max, cells.rows[index] != .max else { return nil }
            return Incident(
                kind: .policeLog, category: .other, cell: Cell(column: cells.columns[index], row: cells.rows[index]),
                slot: TimeSlot(start: table.wallSeconds[index], length: 1))
        }
        return AdviceGround(
            grid: grid, now: now, incidents: incidents, history: History(incidents),
            holidays: Self.zones[holidays].flatMap { $0 }.map { FrenchHolidays(zone: $0) })
    }
}

/// The incidents up to the moment of asking, on their grid.
struct AdviceGround {
    let grid: Grid
    let now: Int64
    let incidents: [Incident]
    let history: History
    /// Nil where the French calendar does not apply.
    let holidays: FrenchHolidays?
}
