import ArgumentParser

/// `quietude audit`: what was done with personal data, proved.
struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: say("Proves what was done with personal data.", "Prouve ce qui a été fait des données personnelles."),
        subcommands: [AuditVerify.self, AuditReport.self, AuditAttack.self])
}

/// Which ledgers a command reads.
struct LedgerOptions: ParsableArguments {
    @OptionGroup var data: DataOptions

    @Argument(
        help: ArgumentHelp(
            say("Ledgers; all of the data folder where none is named.", "Journaux d'audit ; tous ceux du dossier si aucun n'est nommé."),
            valueName: say("file", "fichier")))
    var files: [String] = []

    /// The ledgers asked for; throws where there is none.
    func ledgers() throws -> [LedgerFile] {
        let paths = files.isEmpty ? LedgerFile.all(under: data.house.root) : files
        guard !paths.isEmpty else {
            throw Failure(
                "there is no audit ledger under \(data.house.root): name a file, or another folder with --data",
                "aucun journal d'audit sous \(data.house.root) : nommer un fichier, ou un autre dossier avec --data")
        }
        return paths.map(LedgerFile.init)
    }
}
