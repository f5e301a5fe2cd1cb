import Anonymization
import ArgumentParser

/// `quietude bench noise`: draws of exact noise a second, one thread, the system's CSPRNG.
struct BenchNoise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "noise",
        abstract: say("Draws exact discrete noise.", "Tire un bruit discret exact."),
        discussion: say(
            "Tests/Benchmarks/opendp_peer.py draws the same with OpenDP, on the same machine, and compares.",
            "Tests/Benchmarks/opendp_peer.py tire le même avec OpenDP, sur la même machine, et compare."))

    @Option(help: ArgumentHelp(say("Runs; the median is told.", "Mesures ; la médiane est donnée."), valueName: "n"))
    var runs: Int = 5

    @Option(help: ArgumentHelp(say("Draws in a run.", "Tirages par mesure."), valueName: "n"))
    var draws: Int = 1_000_000

    func validate() throws {
        guard (1...100).contains(runs), (1...100_000_000).contains(draws) else {
            throw ValidationError(
                say("--runs is 1 to 100, --draws 1 to 100,000,000", "--runs va de 1 à 100, --draws de 1 à 100 000 000"))
        }
    }

    func run() async throws {
        guard let scale = Ratio(10), let variance = Ratio(100) else { return }
        let laplace = DiscreteLaplace(scale: scale)
        let gaussian = DiscreteGaussian(variance: variance)
        var bits = try SystemRandomness.bits()
        let laplaceRate = figure { laplace.draw(draws, &bits) }
        let gaussianRate = figure { gaussian.draw(draws, &bits) }
        Output.line(
            JSON.object([
                ("bench", "noise"), ("unit", "draws/s"), ("draws", .whole(draws)), ("laplace_scale", 10), ("gaussian_sigma", 10),
                ("discrete_laplace", laplaceRate.json), ("discrete_gaussian", gaussianRate.json),
                ("goals", .object([("discrete_laplace", 1_700_000), ("discrete_gaussian", 900_000)])),
            ]).text)
    }

    private func figure(_ work: () -> [Int64]) -> Spread {
        let clock = ContinuousClock()
        var sink: Int64 = 0
        var rates: [Double] = []
        for _ in 0...runs {
            let start = clock.now
            let values = work()
            let seconds = (clock.now - start).inSeconds
            // The sum is used, so that the work cannot be left out.
            for value in values { sink &+= value }
            rates.append(Double(draws) / seconds)
        }
        // The first run warms up.
        return Spread(sink == .min ? [] : Array(rates.dropFirst()))
    }
}
