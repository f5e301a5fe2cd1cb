import Anonymization
import Runtime

await ServiceMain.run(name: "anonymization") { environment in
    let digesting = try InstallationSecret.read(orCreate: "\(environment.dataDirectory)/anonymization.identifiers.key")
    let counts = AnonymizationMetrics(environment.metrics)
    return [
        StageSupervisor(
            environment, reading: ["ingestion": [.observations, .watermark, .register]],
            serving: [.incidents, .readings, .retractions, .watermark, .register]
        ) { territory in
            AnonymizationTransformation(
                Anonymizer(digesting: digesting), audit: try AuditKeeping(territory: territory, environment: environment), metrics: counts,
                territory: territory)
        }
    ]
}
