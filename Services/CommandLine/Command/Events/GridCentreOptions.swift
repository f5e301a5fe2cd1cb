import ArgumentParser
import Domain

/// `--lat0` and `--lon0` where a command cannot do without: the centre of its grid.
struct GridCentreOptions: ParsableArguments {
    // Unconditional: a southern latitude, a western longitude begin with a dash.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(say("Latitude of the grid's centre, degrees.", "Latitude du centre de la grille, degrés."), valueName: "lat"))
    var lat0: Double

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(say("Longitude of the grid's centre, degrees.", "Longitude du centre de la grille, degrés."), valueName: "lon"))
    var lon0: Double

    /// A grid of cells of this width about the centre.
    func grid(cell: Double) -> Grid { Grid(plane: .centred(latitude: lat0, longitude: lon0), cellSize: cell) }
}
