import Anonymization
import ArgumentParser
import Domain
import EventFiles
import Foundation

/// `quietude release table`: a table of counts of people with its margins, of which nothing below a threshold can be read or calculated.
struct ReleaseTable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "table",
        abstract: say(
            "Publishes a table of counts of people without those below a threshold, and without what would give them back.",
            "Publie un tableau de comptes de personnes sans ceux sous un seuil, ni ce qui permettrait de les retrouver."),
        discussion: say(
            "The file has a column for each dimension (cell, slot…) and last `count`. Counts below the threshold are left out, then others as needed (complementary suppression), then margins. A table published before is given with --earlier, once each: the difference of the two gives nothing back either; its counts must be among these, unchanged. A row that is left out altogether tells that it was not counted: write zeros too. The release is written into an audit ledger before anything is published.",
            "Le fichier a une colonne par dimension (maille, créneau…) et en dernier `count`. Les comptes sous le seuil sont omis, puis d'autres au besoin (suppression complémentaire), puis des marges. Un tableau déjà publié se donne par --earlier, un à un : la différence des deux ne redonne rien non plus ; ses comptes doivent figurer ici, inchangés. Une ligne absente dit qu'on n'y a pas compté : écrire aussi les zéros. La publication est inscrite dans un journal d'audit avant toute sortie."
        ))

    @OptionGroup var data: DataOptions

    @Option(
        help: ArgumentHelp(
            say("Counts: CSV, a column a dimension, last `count`.", "Comptes : CSV, une colonne par dimension, en dernier `count`."),
            valueName: say("file", "fichier")))
    var counts: String

    @Option(
        help: ArgumentHelp(
            say("What may be published; - for standard output.", "Ce qui peut être publié ; - pour la sortie standard."),
            valueName: say("file", "fichier")))
    var out: String

    @Option(
        help: ArgumentHelp(
            say(
                "Counts from here on are published: 20 as operators do, 11 for hospitals.",
                "Les comptes sont publiés à partir de là : 20 comme les opérateurs, 11 pour les hôpitaux."), valueName: "n"))
    var threshold: UInt64 = 20

    @Option(
        help: ArgumentHelp(
            say("A table published before, as this wrote it; may be repeated.", "Un tableau publié avant, tel quel ; répétable."),
            valueName: say("file", "fichier")))
    var earlier: [String] = []

    @Option(help: ArgumentHelp(say("Whose counts these are.", "À qui sont ces comptes."), valueName: say("territory", "territoire")))
    var territory: String = "city"

    @Option(help: ArgumentHelp(say("Who counted.", "Qui a compté."), valueName: "source"))
    var source: String = "*"

    @Option(
        help: ArgumentHelp(
            say("The ledger; by default in the data folder.", "Le journal d'audit ; par défaut dans le dossier des données."),
            valueName: say("file", "fichier")))
    var ledger: String?

    func validate() throws {
        guard (2...1_000_000).contains(threshold) else {
            throw ValidationError(say("--threshold is 2 to 1,000,000", "--threshold va de 2 à 1 000 000"))
        }
    }

    func run() async throws {
        let file = try CountFile.read(counts)
        for problem in file.problems { Output.note("\(counts):\(problem)") }
        let margins = CountMargins(file.rows.compactMap { row in row.count.map { (key: row.key, count: $0) } }, threshold: threshold)
        let before = try earlier.map { path in
            let table = try CountFile.read(path, isPublished: true)
            guard table.dimensions == file.dimensions, table.problems.isEmpty else {
                throw Failure(
                    "\(path) is no table that was published of the columns \(file.dimensions.joined(separator: ","))",
                    "\(path) n'est pas un tableau publié des colonnes \(file.dimensions.joined(separator: ","))")
            }
            return table.rows
        }
        let published: [CountMargins.Row]
        do throws(CountMargins.Conflict) { published = try margins.publish(after: before) } catch { throw Self.failure(error) }
        try account(published)
        try write(published, file.dimensions)
        let left = published.count { $0.count == nil }
        Output.note(
            say(
                "\(published.count) counts and margins, \(left) left out; \(file.problems.count) rows not used",
                "\(published.count) comptes et marges, \(left) omis ; \(file.problems.count) lignes inutilisées"))
    }

    /// The ledger says that it was published before it is.
    private func account(_ published: [CountMargins.Row]) throws {
        let file = LedgerFile(ledger ?? "\(data.house.root)/release/\(territory)-tables\(LedgerFile.suffix)")
        let verification = try file.verify()
        if let finding = verification.finding {
            throw Failure(
                "\(file.path) is broken (\(finding.sentence)): nothing is published until it is mended",
                "\(file.path) est rompu (\(finding.sentence)) : rien n'est publié tant qu'il n'est pas réparé")
        }
        var entries: [AuditEntry] = []
        if verification.head == .empty {
            entries.append(AuditEntry(.opened, time: Times.now, service: "release", territory: territory))
        }
        entries.append(
            AuditEntry(
                .released, time: Times.now, service: "release", territory: territory, source: source,
                counts: [
                    "counts": UInt64(published.count { !$0.isMargin }), "margins": UInt64(published.count(where: \.isMargin)),
                    "suppressed": UInt64(published.count { $0.count == nil }), "suppression-threshold": threshold,
                    "earlier": UInt64(earlier.count),
                ],
                details: ["mechanism": "suppression"]))
        _ = try file.append(entries, after: verification.head)
    }

    private func write(_ published: [CountMargins.Row], _ dimensions: [String]) throws {
        var output = try OutputFile(out)
        try output.write(CountFile.line(dimensions + ["count"]))
        for row in published { try output.write(CountFile.line(row.key + [row.count.map { "\($0)" } ?? ""])) }
        try output.close()
    }

    private static func failure(_ conflict: CountMargins.Conflict) -> Failure {
        switch conflict {
        case .missing(let key):
            Failure(
                "an earlier table has \(key.joined(separator: ", ")), which is not among these counts: add it",
                "un tableau précédent a \(key.joined(separator: ", ")), absent de ces comptes : l'ajouter")
        case .changed(let key):
            Failure(
                "\(key.joined(separator: ", ")) was published with another value: the difference would tell; publish what was said before",
                "\(key.joined(separator: ", ")) a été publié avec une autre valeur : la différence parlerait ; publier ce qui fut dit")
        }
    }
}
