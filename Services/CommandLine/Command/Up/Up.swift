import ArgumentParser
import Foundation
import Runtime

extension LogFormat: ExpressibleByArgument {}

/// `quietude up`: all five services and the console on this machine, as processes of their own.
struct Up: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: say("Runs all services here until Ctrl-C.", "Fait tourner tous les services ici jusqu'à Ctrl-C."),
        discussion: say(
            "The first start makes keys and takes a register. Each service is a process; one that dies is started again. SIGHUP has keys and register read again.",
            "Le premier démarrage crée les clés et prend un registre. Chaque service est un processus ; celui qui meurt est relancé. SIGHUP fait relire clés et registre."
        ))

    @OptionGroup var dataOptions: DataOptions

    @Option(
        help: ArgumentHelp(
            say("Register to start with, where the data folder has none.", "Registre de départ, si le dossier n'en a pas."),
            valueName: say("file", "fichier")))
    var register: String?

    @Option(help: ArgumentHelp(say("Shifts the ports of all services.", "Décale les ports de tous les services."), valueName: "port"))
    var portBase: Int = ProcessInfo.processInfo.environment["QUIETUDE_PORT_BASE"].flatMap(Int.init) ?? ServiceAddress.defaultPortBase

    @Option(help: ArgumentHelp(say("How services write their logs.", "Forme des journaux des services."), valueName: "json|human"))
    var logFormat: LogFormat = .json

    @Flag(help: ArgumentHelp(say("Logs to this terminal instead of DATA/logs.", "Journaux sur ce terminal plutôt que dans DATA/logs.")))
    var showLogs = false

    @Flag(
        inversion: .prefixedNo,
        help: ArgumentHelp(
            say("The supervision centre's page, on the first port.", "La page du centre de supervision, sur le premier port.")))
    var console = true

    func validate() throws {
        guard (1...65_000).contains(portBase) else {
            throw ValidationError(say("--port-base must be from 1 to 65000", "--port-base doit être entre 1 et 65000"))
        }
    }

    func run() async throws {
        let house = dataOptions.house
        let made = try KeyRing(house: house).prepare()
        let lock = try HouseLock(house)
        if !made.isEmpty {
            let names = made.joined(separator: ", ")
            Output.line(say("keys made in \(house.keys) for \(names)", "clés créées dans \(house.keys) pour \(names)"))
        }
        if let placed = try RegisterCopy.place(register, into: house) { Output.line(placed) }
        if let placed = try PolicyCopy.place(into: house) { Output.line(placed) }
        if console, let placed = try CardsCopy.place(into: house) { Output.line(placed) }
        let earlier = await Leftovers.stop(house)
        if !earlier.isEmpty {
            let names = earlier.joined(separator: ", ")
            Output.line(
                say("stopped what an earlier start left running: \(names)", "arrêté ce qu'un démarrage précédent avait laissé : \(names)"))
        }
        try FileManager.default.createDirectory(atPath: house.logs, withIntermediateDirectories: true)
        var plans = try ServicePlan.all(house: house, portBase: portBase, logFormat: logFormat, showLogs: showLogs)
        if console {
            if let page = try ServicePlan.console(house: house, portBase: portBase, logFormat: logFormat, showLogs: showLogs) {
                plans.append(page)
            } else {
                Output.note(
                    say(
                        "quietude-console does not lie beside this program: the five services run without a page",
                        "quietude-console n'est pas à côté de ce programme : les cinq services tournent sans page"))
            }
        }
        for plan in plans { plan.rotateLog(above: 16 << 20) }

        let (events, post) = AsyncStream.makeStream(of: Supervisor.Event.self, bufferingPolicy: .bufferingNewest(32))
        let signals = StopSignals { post.yield(.signal($0)) }
        let connection = try Connection(house)
        let supervisor = Supervisor(
            house: house, portBase: portBase, plans: plans, connection: connection, fleet: Fleet(house: house, portBase: portBase))
        let worked = await supervisor.run(events, post)
        signals.cancel()
        await connection.close()
        _ = consume lock
        if !worked { throw ExitCode(1) }
    }
}
