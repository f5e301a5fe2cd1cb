import ArgumentParser
import Domain
import Foundation
import Runtime
import Schema
import Transport

/// `quietude status`: how each service is.
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: say(
            "Says how each service is: health, feeds, consumers, lag.", "Dit comment va chaque service : santé, flux, lecteurs, retard."),
        discussion: say("Exit code 1 where a service does not serve.", "Code de sortie 1 si un service ne sert pas."))

    @OptionGroup var dataOptions: DataOptions

    @Flag(help: ArgumentHelp(say("One JSON object.", "Un objet JSON.")))
    var json = false

    @Flag(
        help: ArgumentHelp(
            say(
                "How the sources are: silence, rhythm, drift, clock, duplicates, refusals.",
                "Comment vont les sources : silence, rythme, dérive, horloge, doublons, refus.")))
    var sources = false

    @Flag(help: ArgumentHelp(say("Says nothing but by its exit code.", "Ne dit rien que par son code de sortie.")))
    var quiet = false

    @Option(
        help: ArgumentHelp(say("Waits so long for all to be ready.", "Attend jusqu'à tant que tous soient prêts."), valueName: "seconds"))
    var wait: Int?

    func run() async throws {
        let house = dataOptions.house
        if sources { return try await SourceStatus(house: house, json: json, quiet: quiet).run() }
        let clock = ContinuousClock()
        let limit = clock.now + .seconds(wait ?? 0)
        while true {
            // Before the first start has made keys there is nothing to ask with.
            let states = try await wait == nil ? Self.ask(house) : (try? Self.ask(house)) ?? []
            let allServe = states.count >= ServiceAddress.all.count && states.allSatisfy { $0.reply?.status == .serving }
            if allServe || clock.now >= limit {
                if !quiet { show(states) }
                if !quiet, !states.contains(where: { $0.reply != nil }), RunningHouse.read(house) == nil {
                    Output.note(
                        say(
                            "nothing runs here: `quietude up --data \(house.root)` starts it",
                            "rien ne tourne ici : `quietude up --data \(house.root)` le démarre"))
                }
                if !allServe { throw ExitCode(1) }
                return
            }
            try await Task.sleep(for: .milliseconds(250))
        }
    }

    /// What one service answered, or why it did not.
    struct State: Sendable {
        let name: String
        let reply: HealthReply?
        let problem: String
    }

    static func ask(_ house: House) async throws -> [State] {
        let connection = try Connection(house)
        let base = house.portBase()
        // The console where `quietude up` runs one.
        let hasConsole = RunningHouse.read(house)?.services[ServiceAddress.console.name] != nil
        let addresses = ServiceAddress.all + (hasConsole ? [.console] : [])
        let states = await withTaskGroup(of: State.self) { group in
            for address in addresses {
                group.addTask {
                    do {
                        let reply = try await connection.health(of: address.name, within: .seconds(2), portBase: base)
                        return State(name: address.name, reply: reply, problem: "")
                    } catch {
                        return State(name: address.name, reply: nil, problem: "\(error)")
                    }
                }
            }
            var answers: [String: State] = [:]
            for await state in group { answers[state.name] = state }
            return addresses.compactMap { answers[$0.name] }
        }
        await connection.close()
        return states
    }

    private func show(_ states: [State]) {
        if json {
            Output.line(JSON.object([("services", .array(states.map(StatusReport.json)))]).text)
        } else {
            for line in StatusReport.lines(states) { Output.line(line) }
        }
    }
}
