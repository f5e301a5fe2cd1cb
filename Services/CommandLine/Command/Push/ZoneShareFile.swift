import Domain
import EventFiles
import Ingestion
import Projection

/// `push --zones FILE`: the outlines of an operator's zones, GeoJSON, shared out over the territory's cells by area.
enum ZoneShareFile {
    /// The shares of all zones of a file; throws a sentence where it cannot be used.
    static func read(_ path: String, grid: Grid) throws -> ZoneShares {
        do {
            let file = try ZoneFile(path, attribute: nil)
            let projection = try LAEAProjection(grid: grid)
            var shares = ZoneShares()
            for zone in file.zones {
                do throws(FileProblem) {
                    try shares.set(zone.name, rings: zone.outline, grid: grid, projection: projection)
                } catch {
                    throw FileProblem(description: "\(zone.name): \(error)")
                }
            }
            return shares
        } catch let problem as FileProblem {
            throw Failure("\(path): \(problem)", "\(path) : \(problem)")
        } catch let problem as EventFileError {
            throw Failure("\(problem)", "\(problem)")
        }
    }
}
