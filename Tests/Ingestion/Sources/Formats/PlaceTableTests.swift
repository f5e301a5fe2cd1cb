import Domain
import Testing

@testable import Ingestion

@Suite("A table of places")
struct PlaceTableTests {
    private func read(_ text: String) throws -> PlaceTable {
        var reader = PlaceTableReader()
        try reader.feed(Array(text.utf8))
        return try reader.finish()
    }

    @Test("is read from code, latitude and longitude, with a comma or a semicolon")
    func plain() throws {
        let comma = try read("code,latitude,longitude\nCAM-1,43.29,5.37\n")
        let semicolon = try read("\u{feff}code;latitude;longitude\nCAM-1;43,29;5,37\n")
        #expect(comma.place("CAM-1") == PlaceTable.Place(latitude: 43.29, longitude: 5.37))
        #expect(semicolon.place("CAM-1") == comma.place("CAM-1"))
    }

    @Test("is read from the stops.txt of a GTFS feed")
    func stops() throws {
        let table = try read("stop_id,stop_name,stop_lat,stop_lon\nS1,Vieux-Port,43.295,5.374\nS2,Nowhere,0,0\n")
        #expect(table.place("S1")?.latitude == 43.295 && table.place("S2") == nil)
    }

    @Test("finds an address whatever its case, accents and blanks")
    func folding() throws {
        let table = try read("code,latitude,longitude\n12 Rue de l'Évêché,43.3,5.36\n")
        #expect(table.place("12  RUE DE L EVECHE") != nil)
        #expect(table.place("13 rue de l'évêché") == nil)
    }

    @Test("without its columns is refused")
    func header() {
        #expect(throws: FileProblem.self) { try read("name,x,y\na,1,2\n") }
        #expect(throws: FileProblem.self) { try read("") }
    }
}
