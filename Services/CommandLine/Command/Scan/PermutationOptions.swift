import ArgumentParser
import Foundation

/// `--replications`, `--seed` and `--threads`: what every test by permutation takes.
struct PermutationOptions: ParsableArguments {
    @Option(help: ArgumentHelp(say("Permutations.", "Permutations."), valueName: "n"))
    var replications: Int = 999

    @Option(help: ArgumentHelp(say("Seed of the permutations.", "Graine des permutations."), valueName: "n"))
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp(
            say("Threads; the result is the same with any number.", "Fils d'exécution ; le résultat n'en dépend pas."), valueName: "n"))
    var threads: Int = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        guard (1...256).contains(threads) else {
            throw ValidationError(say("--threads must be from 1 to 256", "--threads doit être entre 1 et 256"))
        }
    }
}
