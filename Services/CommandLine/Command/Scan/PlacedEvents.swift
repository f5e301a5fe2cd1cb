import ArgumentParser
import EventFiles

/// `--events`, `--category` and the grid: what every scan of a file of events begins with.
struct PlacedEventsOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            say(
                "CSV with time, lat, lon, category (local wall clock, WGS 84); .gz too; - is standard input.",
                "CSV time, lat, lon, category (heure locale, WGS 84) ; .gz aussi ; - est l'entrée standard."),
            valueName: say("file", "fichier")))
    var events: String

    @OptionGroup var centre: GridCentreOptions

    @Option(
        help: ArgumentHelp(
            say("Events of this category alone; all if not given.", "Seulement cette catégorie ; toutes à défaut."),
            valueName: say("name", "nom")))
    var category: String?

    /// Reads the file and tells what it refused.
    func read() throws -> PlacedEvents {
        let table = try EventFile.read(events)
        table.unreadRows(of: events).tell()
        guard let category else { return PlacedEvents(table: table, chosen: nil) }
        guard let index = table.categoryNames.firstIndex(of: category) else {
            let known = table.categoryNames.sorted().prefix(40).joined(separator: ", ")
            throw Failure(
                "\(events) has no category \"\(category)\"; it has: \(known)",
                "\(events) n'a pas de catégorie « \(category) » ; elle a : \(known)")
        }
        return PlacedEvents(table: table, chosen: UInt16(index))
    }
}

/// The events of a file, those of one category or all.
struct PlacedEvents {
    let table: EventTable
    let chosen: UInt16?

    /// Places in the table of the events that count.
    var indices: [Int] {
        guard let chosen else { return Array(0..<table.count) }
        return table.categories.indices.filter { table.categories[$0] == chosen }
    }

    /// First and last day on which they have any.
    var span: (first: CalendarDay, last: CalendarDay)? {
        var least = Int64.max
        var most = Int64.min
        for index in table.wallSeconds.indices where chosen == nil || table.categories[index] == chosen {
            least = min(least, table.wallSeconds[index])
            most = max(most, table.wallSeconds[index])
        }
        return least > most ? nil : (CalendarDay(wallSeconds: least), CalendarDay(wallSeconds: most))
    }
}

/// Says how many events lie off the grid's plane, if any.
func noteOffPlane(_ count: Int) {
    guard count > 0 else { return }
    Output.note(
        say(
            "\(Numbers.grouped(count)) events lie too far from the grid's centre and are left out.",
            "\(Numbers.grouped(count)) événements trop loin du centre de la grille, laissés de côté."))
}
