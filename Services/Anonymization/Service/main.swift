import Anonymization
import Runtime

await ServiceMain.run(name: "anonymization") { environment in
    let digesting = try InstallationSecret.read(orCreate: "\(environment.dataDirectory)/anonymization.identifiers.key")
    let sealing = try SealingKey.read(orCreate: "\(environment.dataDirectory)/anonymization.sealing.key")
    let counts = AnonymizationMetrics(environment.metrics)
    let vaults = DayKeyVaults { try DayKeys(territory: $0, environment: environment, sealing: sealing) }
    return [
        StageSupervisor(
            environment, reading: ["ingestion": [.observations, .watermark, .register]],
            serving: [.incidents, .readings, .retractions, .watermark, .register, .text],
            unsealing: { territory in
                { record in
                    guard record.type == .text else { return record }
                    // The stage has opened the keys before its journal is served. One bad record must not keep the others from the console.
                    do { return try vaults.keys(ofOpen: territory).flatMap { try SealedTexts.open(record, with: $0.texts) } } catch {
                        environment.readiness.report("\(error): record \(record.sequence) of \(territory) is left out")
                        return nil
                    }
                }
            }
        ) { territory in
            let keys = try vaults.keys(of: territory)
            return AnonymizationTransformation(
                Anonymizer(digesting: digesting, linking: keys.linkage),
                audit: try AuditKeeping(territory: territory, environment: environment),
                notes: NoteKeeping(territory: territory, environment: environment, keys: keys), keys: keys, metrics: counts,
                territory: territory)
        }
    ]
}
