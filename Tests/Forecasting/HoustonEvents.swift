import Domain
import Foundation

/// The 85,538 incidents of Houston, January to August 2010, read in place from `../shared`; local wall clock, hour resolution.
enum HoustonEvents {
    static let latitude = 29.76
    static let longitude = -95.37
    static let path = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/data/events/houston-2010.csv.gz").path
    static var isThere: Bool { FileManager.default.fileExists(atPath: path) }

    /// Central time, with the summer time of 2010 (14 March to 7 November, at 08:00 and 07:00 UTC).
    static let offset: @Sendable (Int64) -> Int64 = { $0 >= 1_268_553_600 && $0 < 1_289_113_200 ? -18_000 : -21_600 }

    /// As incidents of 250 m cells and quarter-hour slots, in the order of the file. Read once.
    static func incidents() throws -> [Incident] { try all.get() }

    private static let all = Result { try read() }

    private static func read() throws -> [Incident] {
        let plane = EqualAreaPlane(latitude: latitude, longitude: longitude)
        let grid = Grid(plane: .centred(latitude: latitude, longitude: longitude), cellSize: 250)
        return try lines().dropFirst().compactMap { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            guard fields.count == 4, let category = categories[String(fields[3])], let wall = seconds(fields[0]),
                let latitude = Double(fields[1]), let longitude = Double(fields[2])
            else { return nil }
            let point = plane.project(latitude: latitude, longitude: longitude)
            guard let cell = grid.cell(easting: point.easting, northing: point.northing) else { return nil }
            let instant = wall - offset(wall - offset(wall))
            return Incident(
                kind: .policeLog, category: category, cell: cell, slot: TimeSlot(containing: Instant(seconds: instant), length: 900))
        }
    }

    /// The file's five categories; those that ours does not tell apart take another one's place.
    static let categories: [String: Domain.Category] = [
        "theft": .theft, "burglary": .burglary, "auto theft": .damage, "aggravated assault": .assault, "robbery": .brawl,
    ]

    private static func lines() throws -> [Substring] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).split(separator: "\n")
    }

    /// Wall-clock seconds of `2010-03-14T22:00`.
    private static func seconds(_ text: Substring) -> Int64? {
        let numbers = text.split { !$0.isNumber }.compactMap { Int64($0) }
        guard numbers.count >= 5 else { return nil }
        return CivilDay.number(year: numbers[0], month: numbers[1], day: numbers[2]) * 86_400 + numbers[3] * 3_600 + numbers[4] * 60
    }
}

/// Days since 1970 of the proleptic Gregorian calendar.
enum CivilDay {
    static func number(year: Int64, month: Int64, day: Int64) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let yearOfEra = year % 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return year / 400 * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

/// Lambert azimuthal equal area on GRS80, as in `../shared/tools/eval_forecast.py` (EPSG method 9820).
struct EqualAreaPlane {
    private static let axis = 6_378_137.0
    private static let flattening = 1 / 298.257222101
    private static let squared = flattening * (2 - flattening)
    private let longitude: Double
    private let polar: Double
    private let centre: Double
    private let radius: Double
    private let ratio: Double

    init(latitude: Double, longitude: Double) {
        let phi = latitude * .pi / 180
        self.longitude = longitude * .pi / 180
        polar = EqualAreaPlane.q(.pi / 2)
        centre = asin(EqualAreaPlane.q(phi) / polar)
        radius = EqualAreaPlane.axis * (polar / 2).squareRoot()
        let meridian = EqualAreaPlane.axis * (cos(phi) / (1 - EqualAreaPlane.squared * sin(phi) * sin(phi)).squareRoot())
        ratio = meridian / (radius * cos(centre))
    }

    func project(latitude: Double, longitude: Double) -> (easting: Double, northing: Double) {
        let difference = longitude * .pi / 180 - self.longitude
        let beta = asin(EqualAreaPlane.q(latitude * .pi / 180) / polar)
        let scale = radius * (2 / (1 + sin(centre) * sin(beta) + cos(centre) * cos(beta) * cos(difference))).squareRoot()
        return (
            scale * ratio * cos(beta) * sin(difference),
            scale / ratio * (cos(centre) * sin(beta) - sin(centre) * cos(beta) * cos(difference))
        )
    }

    private static func q(_ phi: Double) -> Double {
        let eccentricity = squared.squareRoot()
        let sine = eccentricity * sin(phi)
        return (1 - squared) * (sin(phi) / (1 - sine * sine) - log((1 - sine) / (1 + sine)) / (2 * eccentricity))
    }
}
