import Domain
import Foundation
import Testing

@testable import Ingestion

@Suite("The national nomenclature of facts")
struct NomenclatureTests {
    @Test(
        "becomes our categories",
        arguments: [
            ("C04.02.01", Domain.Category.fireBuilding), ("C04.01.04", .fireVehicle), ("C04.05.00", .fireVegetation),
            ("C04.06.00", .fireStreet),
            ("C02.15.01", .brawl), ("C02.15.02", .assault), ("C02.10.00", .drowning), ("C02.13.06", .refusedSuicide),
            ("C02.14.01", .refusedSexual),
            ("C09.03.00", .hazardNetwork), ("C01.01.04", .roadAccident), ("C01.02.01", .transitIncident), ("C06.03.01", .obstruction),
            ("C06.03.02", .streetRodeo), ("C08.01.00", .flood), ("C11.01.00", .other), ("", .other), ("nonsense", .other),
        ])
    func categories(code: String, category: Domain.Category) { #expect(Nomenclature.category(code) == category) }

    @Test("is looked up from the most precise code to its chapter")
    func codes() { #expect(Nomenclature.codes("C04.02.01") == ["C04.02.01", "C04.02.00", "C04.02", "C04.00.00", "C04"]) }

    private static let file = "data/taxonomy/fait.csv"

    @Test("never lets a sexual assault, a suicide or a person's status pass under another name", .enabled(if: Material.isPresent(file)))
    func refused() throws {
        let text = try String(contentsOf: Material.shared(Self.file), encoding: .utf8)
        let codes = text.matches(of: /C\d\d\.\d\d\.\d\d/).map { String($0.output) }
        #expect(codes.count > 250)
        for code in codes {
            let category = Nomenclature.category(code)
            if code.hasPrefix("C02.13") { #expect(category == .refusedSuicide) }
            if code.hasPrefix("C02.14") { #expect(category == .refusedSexual) }
            if code.hasPrefix("C06.06") || code.hasPrefix("C06.01") { #expect(category == .refusedStatus) }
        }
    }
}
