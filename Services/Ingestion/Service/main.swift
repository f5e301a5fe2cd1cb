import Runtime

let register = Setting(
    "register", .path, explained: (english: "DATA/register.yaml", french: "DATA/register.yaml"),
    english: "The register of processing activities; read again on SIGHUP", french: "Le registre des traitements ; relu sur SIGHUP")

// Observations are encrypted at rest and their keys destroyed, so trimmed pages need not be overwritten one by one.
await ServiceMain.run(name: "ingestion", settings: [register], trimming: .onceConsumed, erasesTrimmed: false) { environment in
    [try await IngestionService(environment)]
}
