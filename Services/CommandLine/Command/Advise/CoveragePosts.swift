import Advice
import Domain
import EventFiles
import Projection

/// A plan's posts with their positions, in words and in JSON.
struct CoveragePosts {
    private let plan: CoveragePlan
    private let positions: [(latitude: Double, longitude: Double)]

    init(_ plan: CoveragePlan, grid: Grid) throws {
        self.plan = plan
        var eastings = plan.posts.map { grid.centre(of: $0).easting }
        var northings = plan.posts.map { grid.centre(of: $0).northing }
        do { try LAEAProjection(grid: grid).unproject(eastings: &eastings, northings: &northings) } catch {
            throw Failure("the grid's centre will not do: \(error)", "le centre de la grille ne convient pas : \(error)")
        }
        positions = zip(northings, eastings).map { ($0, $1) }
    }

    private var quality: Double { plan.bound > 0 ? plan.covered / plan.bound : 1 }

    func text(_ names: [String], from start: Int64, to end: Int64) -> String {
        var lines = [
            "\(WallTime.text(start)) – \(WallTime.text(end))",
            say(
                "\(Numbers.decimal(plan.covered, 1)) of \(Numbers.decimal(plan.expected, 1)) expected incidents in reach; at least \(Numbers.decimal(quality * 100, 1)) % of what is possible",
                "\(Numbers.decimal(plan.covered, 1)) faits attendus sur \(Numbers.decimal(plan.expected, 1)) à portée ; au moins \(Numbers.decimal(quality * 100, 1)) % du possible"
            ),
        ]
        for (number, position) in positions.enumerated() {
            lines.append(
                "\(number + 1).  \(Numbers.decimal(position.latitude, 5)), \(Numbers.decimal(position.longitude, 5))  +\(Numbers.decimal(plan.firstCovered[number], 2))"
            )
        }
        for zone in plan.zones where zone.expected > 0 {
            let name = zone.zone < names.count ? names[zone.zone] : "\(zone.zone + 1)"
            let note = zone.isServed ? "" : say("  less than its share", "  moins que sa part")
            lines.append("\(name)  \(Numbers.decimal(zone.covered * 100, 0)) %\(note)")
        }
        return lines.joined(separator: "\n")
    }

    func json(_ names: [String], from start: Int64, to end: Int64) -> JSON {
        .object([
            ("from", .string(WallTime.text(start))), ("to", .string(WallTime.text(end))), ("expected", .number(plan.expected)),
            ("covered", .number(plan.covered)), ("bound", .number(plan.bound)), ("share-owed", .number(plan.owed)),
            (
                "posts",
                .array(
                    plan.posts.indices.map { place in
                        .object([
                            ("column", .whole(plan.posts[place].column)), ("row", .whole(plan.posts[place].row)),
                            ("lat", .number(positions[place].latitude)), ("lon", .number(positions[place].longitude)),
                            ("adds", .number(plan.firstCovered[place])),
                        ])
                    })
            ),
            (
                "zones",
                .array(
                    plan.zones.map { zone in
                        .object([
                            ("zone", .string(zone.zone < names.count ? names[zone.zone] : "\(zone.zone + 1)")),
                            ("expected", .number(zone.expected)), ("covered-share", .number(zone.covered)),
                            ("served", .boolean(zone.isServed)),
                        ])
                    })
            ),
        ])
    }
}
