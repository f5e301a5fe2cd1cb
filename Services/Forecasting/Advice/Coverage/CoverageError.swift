/// Why no plan can be made.
public enum CoverageError: Error, Hashable, Sendable {
    /// There is no place where anything is expected.
    case nothingExpected
    /// Cells of more than one level.
    case mixedLevels
    /// The places span more cells than are planned for.
    case tooWide(cells: Int, most: Int)
    /// An expected number is negative or not a number.
    case badExpectation(place: Int)
    /// A zone's number is negative or too large.
    case badZone(place: Int, most: Int)
    /// Not a number of teams that can be placed.
    case badTeams(Int, most: Int)

    /// What a person reads.
    public var words: Words {
        switch self {
        case .nothingExpected:
            Words("no incident is expected in any place: there is nothing to cover", "aucun fait n'est attendu nulle part : rien à couvrir")
        case .mixedLevels: Words("all cells must be of one level", "toutes les cases doivent être du même niveau")
        case .tooWide(let cells, let most):
            Words(
                "the places span \(cells) cells, more than \(most): leave out what lies far away, or use wider cells",
                "les lieux s'étendent sur \(cells) cases, plus que \(most) : retirer ce qui est au loin, ou prendre des cases plus larges")
        case .badExpectation(let place):
            Words("place \(place): the expected number must be 0 or more", "lieu \(place) : le nombre attendu doit être 0 ou plus")
        case .badZone(let place, let most):
            Words("place \(place): a zone's number is from 0 to \(most)", "lieu \(place) : le numéro d'une zone va de 0 à \(most)")
        case .badTeams(let teams, let most):
            Words("\(teams) teams: give 1 to \(most)", "\(teams) équipes : donner de 1 à \(most)")
        }
    }
}
