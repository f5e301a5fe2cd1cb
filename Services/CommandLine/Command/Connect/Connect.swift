import ArgumentParser
import Journal

/// `quietude connect`: fetches feeds and files and pushes them, for partners that have no client of their own.
struct Connect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: say(
            "Polls, watches and follows sources, and pushes what is new.", "Interroge et suit des sources, et pousse le nouveau."),
        discussion: say(
            "The configuration names the feeds (compose/config/connect.yaml shows every key): a url to poll, a folder into which files are put, or a file that grows, in any format of `quietude push`. What was read and not yet taken waits on disk, within a bound; a stop, a crash or a house that is away loses nothing and doubles nothing. Exit codes with --once: 1 where a feed failed, 2 where the house took not everything; with --check: 1 where something would be refused.",
            "La configuration nomme les flux (compose/config/connect.yaml montre chaque clé) : une url à interroger, un dossier où l'on dépose des fichiers, ou un fichier qui grandit, dans tout format de `quietude push`. Ce qui est lu et pas encore pris attend sur disque, dans une limite ; un arrêt, un plantage ou une maison absente ne perdent et ne doublent rien. Codes de sortie avec --once : 1 si un flux a échoué, 2 si la maison n'a pas tout pris ; avec --check : 1 s'il y aurait un refus."
        ))

    @OptionGroup var dataOptions: DataOptions

    @Flag(
        help: ArgumentHelp(
            say(
                "Reads each feed once, waits until all is taken, and ends.",
                "Lit chaque flux une fois, attend que tout soit pris, et finit.")))
    var once = false

    @Flag(
        help: ArgumentHelp(
            say(
                "Sends and stores nothing: fetches what is there now and says per line what would be refused.",
                "N'envoie et ne garde rien : prend ce qui est là et dit par ligne ce qui serait refusé.")))
    var check = false

    @Option(
        help: ArgumentHelp(
            say(
                "With --once: seconds to wait for a house that is full or away.",
                "Avec --once : secondes d'attente si la maison est pleine ou absente."),
            valueName: "s"))
    var patience: Int = 60

    @Argument(help: ArgumentHelp(say("The configuration, YAML.", "La configuration, YAML."), valueName: "config"))
    var config: String

    func validate() throws {
        guard (0...86_400).contains(patience) else {
            throw ValidationError(say("--patience must be from 0 to 86400", "--patience doit être entre 0 et 86400"))
        }
    }

    func run() async throws {
        let plan = try ConnectorPlan(config, house: dataOptions.house)
        if check {
            guard try await ConnectorCheck(plan: plan).run() else { throw ExitCode(1) }
            return
        }
        let outcome: Connector.Outcome
        do {
            outcome = try await Connector(plan: plan, once: once, patience: .seconds(patience)).run()
        } catch let error as JournalError {
            throw Failure("the spool fails: \(error)", "la file d'attente est en défaut : \(error)")
        }
        if outcome.waiting > 0 {
            Output.note(
                say(
                    "\(Numbers.grouped(outcome.waiting)) record(s): what was read waits on disk; ingestion did not take it at \(plan.endpoints.joined(separator: ", ")). The next run pushes it",
                    "\(Numbers.grouped(outcome.waiting)) enregistrement(s) : ce qui est lu attend sur disque ; ingestion ne l'a pas pris à \(plan.endpoints.joined(separator: ", ")). La prochaine exécution le poussera"
                ))
        }
        guard once else { return }
        if outcome.waiting > 0 { throw ExitCode(2) }
        if outcome.failures > 0 { throw ExitCode(1) }
    }
}
