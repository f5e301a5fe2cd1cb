import Domain
import Testing

@testable import Ingestion

@Suite("A police log without coordinates")
struct AddressTests {
    private func read(_ text: String, _ format: SourceFormat = .policeLog) throws -> FeedReading {
        var context = try SourceKit.context(places: ["12 rue de Rome": (43.2921, 5.3801), "13006": (43.287, 5.381)])
        context.map = ColumnMap(time: ["quand"])
        context.map.latitude = "lat"
        context.map.longitude = "lon"
        context.map.address = "lieu"
        context.map.area = "cp"
        context.map.category = "nature"
        var adapter = TableAdapter(format == .jsonl ? .jsonLines : .detected, context: context)
        return try FeedReading(&adapter, text)
    }

    @Test("takes the position of its address from the table of places, and sends no address")
    func address() throws {
        let row = try read("quand,lat,lon,lieu,cp,nature\n2026-10-20T10:00,,,12 RUE DE ROME,13006,RIXE\n").values[0]
        #expect(row.latitude == 43.2921 && row.longitude == 5.3801 && row.areaCode.isEmpty && row.text.isEmpty)
    }

    @Test("takes its zone's position where the address is unknown")
    func zone() throws {
        let row = try read("quand,lat,lon,lieu,cp,nature\n2026-10-20T10:00,,,NOWHERE,13006,RIXE\n").values[0]
        #expect(row.latitude == 43.287 && row.areaCode.isEmpty)
    }

    @Test("goes on with its zone's name where no place is known")
    func unknown() throws {
        let row = try read("quand,lat,lon,lieu,cp,nature\n2026-10-20T10:00,,,NOWHERE,13099,RIXE\n").values[0]
        #expect(row.latitude == nil && row.areaCode == "13099")
    }

    @Test("keeps a position that it states")
    func stated() throws {
        let row = try read("quand,lat,lon,lieu,cp,nature\n2026-10-20T10:00,43.3,5.4,12 RUE DE ROME,13006,RIXE\n").values[0]
        #expect(row.latitude == 43.3 && row.longitude == 5.4)
    }

    @Test("in JSON lines does the same")
    func json() throws {
        let row = try read(#"{"time":"2026-10-20T10:00+02:00","address":"12 rue de Rome","category":"RIXE"}"#, .jsonl).values[0]
        #expect(row.latitude == 43.2921)
    }
}
