import Crypto
import Foundation
import Notification
import Runtime

let policyFile = Setting(
    "policy", .path, explained: (english: "DATA/alert-policy.yaml", french: "DATA/alert-policy.yaml"),
    english: "What raises an alert; read at the start", french: "Ce qui déclenche une alerte ; lue au démarrage")
let placesFile = Setting(
    "places", .path, explained: (english: "DATA/places.geojson, if it is there", french: "DATA/places.geojson, s'il existe"),
    english: "Zones and names of places, GeoJSON; read at the start",
    french: "Zones et noms de lieux, GeoJSON ; lus au démarrage")

await ServiceMain.run(name: "notification", settings: [policyFile, placesFile]) { environment in
    let file = try PolicyFile(environment)
    let places = try PlacesOfTerritory(environment)
    let queues = ActionQueues()
    return [
        AlertDeskService(environment, queues: queues),
        StageSupervisor(
            environment,
            reading: [
                "correlation": [.signal, .watermark, .register],
                "forecasting": [.forecast, .watermark, .register],
            ],
            serving: [.alert, .action, .watermark, .register, .configuration],
            configurationDigest: places.digest.isEmpty ? file.digest : Array(SHA256.hash(data: Data(file.digest + places.digest))),
            besides: { [StageUpstream(name: ActionQueue.name, feed: queues.queue($0), types: [.action])] }
        ) { territory in
            NotificationTransformation(
                territory: territory, policy: file.policy, places: places.places, actions: queues.queue(territory))
        },
    ]
}
