import ArgumentParser
import EventFiles
import Runtime

/// `quietude audit report`: the record of processing activities and an account for the impact assessment, from the ledgers themselves.
struct AuditReport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: say(
            "Writes the art. 30 register and an account for the impact assessment, from the ledger.",
            "Écrit le registre de l'art. 30 et un compte rendu pour l'analyse d'impact, d'après le journal d'audit."))

    enum Format: String, ExpressibleByArgument, CaseIterable { case html, md }
    enum Tongue: String, ExpressibleByArgument, CaseIterable { case fr, en }

    @OptionGroup var options: LedgerOptions

    @Option(help: ArgumentHelp(say("Language: fr or en.", "Langue : fr ou en."), valueName: "fr|en"))
    var lang: Tongue?

    @Option(help: ArgumentHelp(say("Markdown or HTML.", "Markdown ou HTML."), valueName: "md|html"))
    var format: Format = .md

    @Option(
        help: ArgumentHelp(
            say("Where to; - for standard output.", "Vers où ; - pour la sortie standard."), valueName: say("file", "fichier")))
    var out: String = "-"

    func run() async throws {
        let language = lang.map { $0 == .fr ? Language.french : .english } ?? spokenLanguage
        let sources = try options.ledgers().map { ledger in
            ReportMaterial(
                path: ledger.path, entries: try ledger.entries(), verification: try ledger.verify(), hasHead: ledger.keptHead != nil)
        }
        let document = ReportWriter(language: language).document(sources)
        var output = try OutputFile(out)
        try output.write(format == .html ? document.html : document.markdown)
        try output.close()
    }
}
