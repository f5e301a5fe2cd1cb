import ArgumentParser
import Domain
import Foundation
import Notification

/// The alert policy that a replay goes through, and the day that is replayed.
struct PolicyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            say(
                "Alert policy: shows what would have been sent, what was held back, and why.",
                "Politique d'alerte : montre ce qui aurait été envoyé, ce qui a été retenu, et pourquoi."),
            valueName: say("file", "fichier")))
    var policy: String?

    @Option(help: ArgumentHelp(say("Names of places, GeoJSON.", "Noms de lieux, GeoJSON."), valueName: say("file", "fichier")))
    var places: String?

    @Option(
        help: ArgumentHelp(
            say(
                "A day of the house's own journals (with --policy, in place of events); all that is held if neither day nor events are given.",
                "Un jour des journaux de la maison (avec --policy, au lieu d'événements) ; tout ce qui est conservé sans jour ni événements."
            ),
            valueName: "YYYY-MM-DD"))
    var day: CalendarDay?

    @Option(
        help: ArgumentHelp(
            say("Territory; the register's only one if not given.", "Territoire ; le seul du registre à défaut."), valueName: "id"))
    var territory: String?

    /// Reads a policy file; prints every problem and fails where it has any.
    func read() throws -> AlertPolicy? {
        guard let policy else { return nil }
        guard let data = FileManager.default.contents(atPath: policy) else {
            throw Failure("\(policy) cannot be read: name an alert policy", "\(policy) ne peut être lu : nommer une politique d'alerte")
        }
        do throws(AlertPolicyError) {
            return try AlertPolicy(yaml: String(decoding: data, as: UTF8.self))
        } catch {
            for problem in error.problems { Output.note("\(policy): \(problem)") }
            throw ExitCode(1)
        }
    }

    /// Reads the names of places, where a file is given.
    func namedPlaces() throws -> [NamedPlace] {
        guard let places else { return [] }
        guard let data = FileManager.default.contents(atPath: places) else {
            throw Failure("\(places) cannot be read: name a GeoJSON file", "\(places) ne peut être lu : nommer un fichier GeoJSON")
        }
        do throws(PlaceFile.Unreadable) {
            return try PlaceFile(geoJSON: Array(data)).places
        } catch {
            throw Failure("\(places): \(error)", "\(places) : ce n'est pas une FeatureCollection GeoJSON lisible")
        }
    }
}
