import Correlation
import Runtime

await ServiceMain.run(name: "correlation") { environment in
    [
        StageSupervisor(
            environment, reading: ["anonymization": [.incidents, .readings, .retractions, .watermark, .register]],
            serving: [.signal, .watermark, .register, .configuration]
        ) { _ in
            CorrelationTransformation(CorrelationMachine(offset: ZoneRules.offset))
        }
    ]
}
