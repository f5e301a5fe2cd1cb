import Runtime

await ServiceMain.run(name: "console", settings: ConsoleSettings.all) { environment in
    try await ConsoleParts(environment).services
}
