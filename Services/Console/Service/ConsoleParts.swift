import Console
import Domain
import Foundation
import Runtime
import ServiceLifecycle

/// The console put together: the stage that fills its journal, the desks that read it, the page.
struct ConsoleParts {
    let services: [any Service]

    init(_ environment: ServiceEnvironment) async throws {
        let settings = environment.config.resolved
        let outlines = try settings.text("outlines.file").map {
            try OutlineFile(path: $0, identifierKey: settings.text("outlines.id"), nameKey: settings.text("outlines.name"))
        }
        let desks = Desks()
        let health = HealthBoard(environment, desks: desks)
        let hall = try ConsoleHall(environment, desks: desks, health: health)
        let retention = environment.config.retention.map { $0.components.seconds }
        // Of notification all that the key may read: one that is older than the record of actions would refuse to hear of its number.
        services = [
            StageSupervisor(
                environment,
                reading: [
                    "anonymization": [.incidents, .readings, .retractions, .watermark, .register, .text],
                    "correlation": [.signal], "forecasting": [.forecast], "notification": [],
                ],
                serving: [.watermark]
            ) { _ in ConsoleTransformation(retention: retention) },
            DeskKeeper(environment: environment, desks: desks, outlines: outlines, epoch: hall.epoch),
            health,
            PageServer(hall: hall, settings: try PageSettings(environment)),
        ]
    }
}
