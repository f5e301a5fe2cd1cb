import Forecasting
import Runtime

await ServiceMain.run(name: "forecasting") { environment in
    [
        StageSupervisor(
            environment, reading: ["anonymization": [.incidents, .readings, .retractions, .watermark, .register]],
            serving: [.forecast, .watermark, .register, .configuration]
        ) { _ in
            ForecastingTransformation(ForecastingMachine(offset: ZoneRules.offset))
        }
    ]
}
