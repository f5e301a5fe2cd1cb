import Crypto
import Foundation
import Notification
import Runtime

let policyFile = Setting(
    "policy", .path, explained: (english: "DATA/alert-policy.yaml", french: "DATA/alert-policy.yaml"),
    english: "What raises an alert; read at the start", french: "Ce qui déclenche une alerte ; lue au démarrage")

await ServiceMain.run(name: "notification", settings: [policyFile]) { environment in
    let file = try PolicyFile(environment)
    return [
        AcknowledgementService(environment),
        StageSupervisor(
            environment,
            reading: [
                "correlation": [.signal, .watermark, .register],
                "forecasting": [.forecast, .watermark, .register],
            ],
            serving: [.alert, .watermark, .register, .configuration], configurationDigest: file.digest
        ) { territory in
            NotificationTransformation(territory: territory, policy: file.policy)
        },
    ]
}
