import Domain
import Forecasting
import Runtime

let own = [
    Setting(
        "windows", .number(1...31), default: "1",
        english: "Windows that one issue covers, one after the other; the register says how long each is",
        french: "Fenêtres qu'une émission couvre, l'une après l'autre ; le registre dit la durée de chacune"),
    Setting(
        "school-zone", .choice(["a", "b", "c"]), default: "b",
        english: "Zone of the French school holidays, where the territory's clock is that of Paris",
        french: "Zone des vacances scolaires, là où l'heure du territoire est celle de Paris"),
]

await ServiceMain.run(name: "forecasting", settings: own) { environment in
    let windows = environment.config.resolved.number("windows") ?? 1
    let zone = environment.config.resolved.text("school-zone") ?? "b"
    let zones: [String: FrenchHolidays.SchoolZone] = ["a": .a, "b": .b, "c": .c]
    let settings = ForecastingSettings(windows: windows, schoolZone: zones[zone] ?? .b)
    // As a replay must find them; nothing where all is as usual.
    let said = windows == 1 && zone == "b" ? nil : Array("windows \(windows) school-zone \(zone)".utf8)
    return [
        StageSupervisor(
            environment, reading: ["anonymization": [.incidents, .readings, .retractions, .watermark, .register]],
            serving: [.forecast, .watermark, .register, .configuration], configurationDigest: said
        ) { _ in
            ForecastingTransformation(ForecastingMachine(settings: settings, offset: ZoneRules.offset))
        }
    ]
}
