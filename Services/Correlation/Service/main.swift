import Correlation
import Runtime

await ServiceMain.run(name: "correlation", settings: DetectorFiles.settings) { environment in
    let files = try DetectorFiles(environment)
    return [
        StageSupervisor(
            environment, reading: ["anonymization": [.incidents, .readings, .retractions, .watermark, .register]],
            serving: [.signal, .watermark, .register, .configuration], configurationDigest: files.digest
        ) { _ in
            CorrelationTransformation(CorrelationMachine(detectors: files.detectors, offset: ZoneRules.offset))
        }
    ]
}
