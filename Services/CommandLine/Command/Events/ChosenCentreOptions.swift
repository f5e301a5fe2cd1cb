import ArgumentParser

/// `--lat0` and `--lon0`, both or neither: a grid's centre where the events' own middle serves otherwise.
struct ChosenCentreOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            say(
                "Latitude of the grid's centre, degrees; the events' middle if not given.",
                "Latitude du centre de la grille, degrés ; à défaut le milieu des événements."), valueName: "lat"))
    var lat0: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(say("Longitude of the grid's centre, degrees.", "Longitude du centre de la grille, degrés."), valueName: "lon"))
    var lon0: Double?

    func validate() throws {
        guard (lat0 == nil) == (lon0 == nil) else {
            throw ValidationError(say("give both --lat0 and --lon0, or neither", "donner --lat0 et --lon0, ou aucun"))
        }
    }
}
