import Anonymization
import ArgumentParser

/// How much noise, and of which budget it is paid.
struct ReleaseCost: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            say(
                "What it may cost in zCDP: Gaussian noise. 0.1 where neither is given.",
                "Ce qu'elle peut coûter en zCDP : bruit gaussien. 0.1 si rien n'est donné."), valueName: "rho"))
    var rho: String?

    @Option(help: ArgumentHelp(say("Or epsilon: Laplace noise.", "Ou epsilon : bruit de Laplace."), valueName: "epsilon"))
    var epsilon: String?

    @Option(
        help: ArgumentHelp(
            say(
                "The most records of the period that one person may be in.",
                "Le nombre maximal d'enregistrements de la période où une personne peut figurer."), valueName: "n"))
    var contribution: UInt32 = 1

    @Option(
        help: ArgumentHelp(
            say(
                "Budget of a territory, source and period, zCDP; kept by its ledger.",
                "Budget d'un territoire, d'une source et d'une période, en zCDP ; gardé par son journal."), valueName: "rho"))
    var budget: String = "1"

    @Option(help: ArgumentHelp(say("For which epsilon is told.", "Pour lequel epsilon est dit."), valueName: "delta"))
    var delta: Double = 1e-6

    func validate() throws {
        guard rho == nil || epsilon == nil else {
            throw ValidationError(say("give --rho or --epsilon, not both", "donner --rho ou --epsilon, pas les deux"))
        }
        guard delta > 0, delta < 1, contribution > 0 else {
            throw ValidationError(
                say("--delta lies between 0 and 1, --contribution is at least 1", "--delta est entre 0 et 1, --contribution au moins 1"))
        }
    }

    func total() throws -> Rho { Rho(try ratio("--budget", budget)) }

    func release() throws -> Release {
        let release =
            try epsilon.map { Release(epsilon: try ratio("--epsilon", $0), contribution: contribution) }
            ?? Release(rho: Rho(try ratio("--rho", rho ?? "0.1")), contribution: contribution)
        guard let release else {
            throw Failure(
                "no noise can be drawn for so small a cost; ask for more",
                "aucun bruit ne peut être tiré pour un coût si petit ; demander plus")
        }
        return release
    }

    private func ratio(_ option: String, _ text: String) throws -> Ratio {
        guard let ratio = Ratio(text) else {
            throw Failure(
                "\(option) \(text) is no positive number: write 0.1, 2 or 1/3",
                "\(option) \(text) n'est pas un nombre positif : écrire 0.1, 2 ou 1/3")
        }
        return ratio
    }
}
