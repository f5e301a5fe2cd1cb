import ArgumentParser
import Foundation

/// `quietude doctor`: looks at everything that the house stands on, and says what to do.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: say(
            "Checks programs, keys, register, ports, disk and clock; says what to do.",
            "Examine programmes, clés, registre, ports, disque et horloge ; dit quoi faire."),
        discussion: say("Exit code 1 where something is bad.", "Code de sortie 1 si quelque chose ne va pas."))

    @OptionGroup var dataOptions: DataOptions

    func run() async throws {
        let house = dataOptions.house
        var findings = MachineChecks.all(house)
        findings += HouseChecks.all(house)
        findings += await ServiceChecks.all(house)
        for finding in findings { Output.line(finding.line) }
        let bad = findings.count { $0.verdict == .bad }
        guard bad == 0 else {
            Output.line(say("\(bad) thing(s) to mend", "\(bad) chose(s) à réparer"))
            throw ExitCode(1)
        }
        Output.line(say("nothing to mend", "rien à réparer"))
    }
}
