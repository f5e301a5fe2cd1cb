import Anonymization
import ArgumentParser
import Domain
import EventFiles
import Foundation

/// `quietude release`, or `quietude release noise`: counts with noise that may leave the city, paid for from a budget.
struct ReleaseNoise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "noise",
        abstract: say(
            "Publishes counts of events with differential privacy, and keeps the budget.",
            "Publie des comptes d'évènements avec confidentialité différentielle, et tient le budget."),
        discussion: say(
            "Every cell of the area gets a count, whether anything happened there or not. What it costs is written into an audit ledger before anything is published; once a territory, source and period have spent their budget, the release is refused (RESOURCE_EXHAUSTED). Periods that overlap share their budget.",
            "Chaque maille du secteur reçoit un compte, qu'il s'y soit passé quelque chose ou non. Le coût est inscrit dans un journal d'audit avant toute publication ; quand un territoire, une source et une période ont épuisé leur budget, la publication est refusée (RESOURCE_EXHAUSTED). Les périodes qui se recouvrent partagent leur budget."
        ))

    @OptionGroup var data: DataOptions
    @OptionGroup var cost: ReleaseCost
    @OptionGroup var area: ReleaseArea

    @Option(
        help: ArgumentHelp(
            say("Events: CSV with time, lat, lon, category.", "Évènements : CSV avec time, lat, lon, category."),
            valueName: say("file", "fichier")))
    var events: String

    @Option(
        help: ArgumentHelp(
            say("The published counts; - for standard output.", "Les comptes publiés ; - pour la sortie standard."),
            valueName: say("file", "fichier")))
    var out: String

    @Option(help: ArgumentHelp(say("Whose budget is spent.", "Dont le budget est dépensé."), valueName: say("territory", "territoire")))
    var territory: String = "city"

    @Option(
        help: ArgumentHelp(
            say("Whose records are counted; * for all.", "Dont les enregistrements sont comptés ; * pour toutes."), valueName: "source"))
    var source: String = "*"

    @Option(
        help: ArgumentHelp(
            say("First day counted; the file's first where left out.", "Premier jour compté ; à défaut le premier du fichier."),
            valueName: say("date", "date")))
    var from: String?

    @Option(help: ArgumentHelp(say("First day counted no more.", "Premier jour qui n'est plus compté."), valueName: say("date", "date")))
    var until: String?

    @Option(
        help: ArgumentHelp(
            say("The ledger; by default in the data folder.", "Le journal d'audit ; par défaut dans le dossier des données."),
            valueName: say("file", "fichier")))
    var ledger: String?

    func run() async throws {
        let table = try EventFile.read(events)
        let days = try period(table)
        let account = BudgetAccount(territory: territory, source: source, from: days.lowerBound, until: days.upperBound)
        let release = try cost.release()
        let domain = try ReleaseDomain(table, area)
        let file = LedgerFile(ledger ?? "\(data.house.root)/release/\(territory)\(LedgerFile.suffix)")
        let total = try cost.total()
        var bits = try SystemRandomness.bits()
        try BudgetLedger(file, total: total, territory: territory).spend(
            release, of: account, delta: cost.delta, cells: domain.keys.count, time: Times.now)
        let counts = domain.counts(table) { (Int64(days.lowerBound) * 86_400..<Int64(days.upperBound) * 86_400).contains($0) }
        let published = release.publish(counts, over: domain.keys, &bits)
        try write(published, domain)
        let epsilon = ApproximateDP.epsilon(of: release.cost, delta: cost.delta)
        Output.note(
            say(
                "\(account): \(published.count) counts, \(release.mechanism.name), rho \(release.cost) of \(total), epsilon \(Numbers.decimal(epsilon, 3)) at delta \(cost.delta)",
                "\(account) : \(published.count) comptes, \(release.mechanism.name), rho \(release.cost) sur \(total), epsilon \(Numbers.decimal(epsilon, 3)) pour delta \(cost.delta)"
            ))
    }

    private func write(_ published: [(key: Release.Key, count: Int64)], _ domain: ReleaseDomain) throws {
        var output = try OutputFile(out)
        try output.write("category,level,column,row,count\n")
        for (key, count) in published {
            try output.write("\(domain.name(key.category)),\(key.cell.level),\(key.cell.column),\(key.cell.row),\(count)\n")
        }
        try output.close()
    }

    /// The days that are counted. The file's own bounds say when its first and last record were: a caller who minds gives both days.
    private func period(_ table: EventTable) throws -> Range<Int32> {
        func day(_ seconds: Int64) -> Int32 { Int32(clamping: seconds / 86_400 - (seconds % 86_400 < 0 ? 1 : 0)) }
        let first = try from.map { day(try Times.parse($0)) } ?? day(table.wallSeconds.min() ?? 0)
        let end = try until.map { day(try Times.parse($0)) } ?? day(table.wallSeconds.max() ?? 0) + 1
        guard first < end else { throw Failure("--from must lie before --until", "--from doit précéder --until") }
        return first..<end
    }
}
