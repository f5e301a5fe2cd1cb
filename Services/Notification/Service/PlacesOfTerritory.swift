import Crypto
import Foundation
import Notification
import Runtime

/// The names of places as they were at the start: zones and known points of the territory, from a GeoJSON file that need not be there.
struct PlacesOfTerritory {
    let places: [NamedPlace]
    let digest: [UInt8]

    /// Reads the file that the settings name, or DATA/places.geojson where there is one.
    init(_ environment: ServiceEnvironment) throws {
        let named = environment.config.resolved.text("places")
        let path = named ?? "\(environment.dataDirectory)/places.geojson"
        guard let data = FileManager.default.contents(atPath: path) else {
            if let named { throw SettingsError("There are no places at \(named). Name a GeoJSON file with --places, or leave it out.") }
            (places, digest) = ([], [])
            return
        }
        do throws(PlaceFile.Unreadable) {
            places = try PlaceFile(geoJSON: Array(data)).places
        } catch {
            throw SettingsError("The places \(path): \(error)")
        }
        digest = Array(SHA256.hash(data: data))
    }
}
