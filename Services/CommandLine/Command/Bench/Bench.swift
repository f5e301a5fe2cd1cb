import ArgumentParser

/// `quietude bench`: how fast the house is on this machine, JSON out.
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: say("Measures the house on this machine; JSON out.", "Mesure la maison sur cette machine ; sortie JSON."),
        discussion: say(
            "Each figure is the median of several runs, with the least and the greatest. Services run as they do in service: separate processes, CURVE, durable before the acknowledgement.",
            "Chaque chiffre est la médiane de plusieurs mesures, avec la plus petite et la plus grande. Les services tournent comme en service : processus séparés, CURVE, durable avant l'accusé de réception."
        ),
        subcommands: [
            BenchCodec.self, BenchIngest.self, BenchFeed.self, BenchPipeline.self, BenchRedact.self, BenchNoise.self,
            BenchAnonymization.self, BenchCorrelation.self, BenchForecast.self, BenchAdapters.self, BenchAdvice.self,
            BenchNotification.self,
        ])
}

/// What every benchmark lets choose.
struct BenchOptions: ParsableArguments {
    @Option(help: ArgumentHelp(say("Runs; the median is told.", "Mesures ; la médiane est donnée."), valueName: "n"))
    var runs: Int = 5

    @Option(
        help: ArgumentHelp(say("First port of the services that are started.", "Premier port des services démarrés."), valueName: "port"))
    var portBase: Int = 7800

    @Option(
        help: ArgumentHelp(
            say(
                "Folder for their data, removed afterwards; on the disk to be measured.",
                "Dossier de leurs données, supprimé ensuite ; sur le disque à mesurer."),
            valueName: say("folder", "dossier")))
    var scratch: String = "/var/tmp"

    func validate() throws {
        guard (1...100).contains(runs) else {
            throw ValidationError(say("--runs must be from 1 to 100", "--runs doit être entre 1 et 100"))
        }
        guard (1_024...65_000).contains(portBase) else {
            throw ValidationError(say("--port-base must be from 1024 to 65000", "--port-base doit être entre 1024 et 65000"))
        }
    }
}
