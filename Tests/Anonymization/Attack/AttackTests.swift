import Anonymization
import Domain
import Testing

@Suite("Attacks on what is published")
struct AttackTests {
    private let grid = Grid(plane: .european, cellSize: 200)

    private func incident(_ column: Int32, _ slot: Int64 = 0, _ category: Category = .theft) -> Incident {
        Incident(kind: .policeLog, category: category, cell: Cell(column: column, row: 5), slot: TimeSlot(start: slot * 900, length: 900))
    }

    private func sighting(_ column: Int32, _ slot: Int64 = 0, _ category: Category = .theft) -> AttackTarget.Sighting {
        AttackTarget.Sighting(minute: slot * 900 + 60, easting: Double(column) * 200 + 100, northing: 1_100, category: category)
    }

    /// Cells whose column is even have 100 residents, the others 10; 50 are asked for.
    private func target(_ published: [Incident], _ sightings: [AttackTarget.Sighting] = [], known: Bool = true) -> AttackTarget {
        AttackTarget(
            grid: grid, sightings: sightings, published: published, minimum: { _ in 50 },
            residents: { cell, _ in known ? (cell.column % 2 == 0 ? 100 : 10) : nil })
    }

    @Test("records that are alone are counted, and those where too few live")
    func singlingOut() {
        let attack = SinglingOut(target([incident(2), incident(2), incident(4), incident(7)]))
        #expect(attack.unique == AttackRate(hits: 2, of: 4, below: 1))
    }

    @Test("the worst facts are found for each number of facts, and more facts single out no fewer")
    func facts() {
        let incidents = (0..<40).map { (number: Int) -> Incident in
            incident(Int32(number % 8), Int64(number / 4), number % 3 == 0 ? .noise : .theft)
        }
        let attack = SinglingOut(target(incidents))
        #expect(attack.given.map(\.facts.count) == [1, 2, 3, 4])
        let hits = attack.given.map(\.rate.hits)
        #expect(hits == hits.sorted() && hits[1] > hits[0])
    }

    @Test("where nobody knows who lives where, no goal is claimed")
    func unknown() { #expect(SinglingOut(target([incident(2)], known: false)).unique.below == nil) }

    @Test("a sighting is linked where its record is the only candidate, and not where two are alike")
    func linkage() {
        let published = [incident(2), incident(4), incident(4, 0, .noise), incident(7)]
        let attack = Linkage(target(published, [sighting(2), sighting(4), sighting(7), sighting(20)]))
        #expect(attack.unique == AttackRate(hits: 2, of: 4, below: 1))
        #expect(attack.success == (1 + 0.5 + 1) / 4 && attack.without == 1)
    }

    @Test("a place near a cell's edge has the candidates of both cells")
    func edge() {
        var seen = sighting(2)
        seen.easting = 599
        #expect(Linkage(target([incident(2), incident(3)], [seen])).success == 0.5)
    }

    @Test("a category that is alone in its cell and slot can be inferred")
    func inference() {
        let attack = Inference(target([incident(2), incident(2, 0, .noise), incident(4), incident(7, 0, .assault)]))
        #expect(attack.homogeneous == AttackRate(hits: 2, of: 4, below: 1))
        #expect(attack.sensitive == AttackRate(hits: 1, of: 1, below: 1))
        #expect(attack.diversity == 1.5)
    }

    @Test("membership in a release is told no better than differential privacy allows", arguments: ["0.1", "1", "2"], [1, 3] as [UInt32])
    func membership(epsilon: String, contribution: UInt32) throws {
        var bits = RandomBits(SplitMix64(seed: 11))
        let laplace = try #require(Release(epsilon: ratio(epsilon), contribution: contribution))
        let attack = MembershipInference(laplace, delta: 1e-6, trials: 20_000, &bits)
        #expect(attack.isWithinBound)
        // Laplace noise gives the adversary all that the bound allows: an attack that found much less would be none.
        if contribution == 1 { #expect(attack.advantage > attack.bound - 5 * attack.standardError) }
        let gaussian = try #require(Release(rho: laplace.cost, contribution: contribution))
        #expect(MembershipInference(gaussian, delta: 1e-6, trials: 20_000, &bits).isWithinBound)
    }

    @Test("the anonymizer's own output leaves nobody in a cell that too few share")
    func real() throws {
        var city = City {
            $0.territory.residents = AttackTests.residents
            $0.territory.minimumResidents = 50
        }
        var generator = SplitMix64(seed: 5)
        let observations = (0..<400).map { number in
            City.theft("\(number)") {
                $0.originalCode = number % 4 == 0 ? "A" : "V01"
                $0.latitude = 43.3 + Double(generator.next() % 8_000) / 100_000
                $0.longitude = 5.2 + Double(generator.next() % 8_000) / 100_000
            }
        }
        let published = city.push(observations).incidents
        #expect(published.count == 400)
        let target = AttackTarget(territory: city.register.territory, sightings: [], published: published)
        #expect(SinglingOut(target).unique.below == 0)
        #expect(Inference(target).homogeneous.below == 0)
    }

    /// Around the place of `City.theft`: 40 by 40 cells, 30 residents in every other.
    private static let residents: ResidentGrid = {
        var residents: [Cell: UInt32] = [:]
        for row in Int32(0)..<40 {
            for column in Int32(0)..<40 where (row + column) % 2 == 0 { residents[Cell(column: 2_600 + column, row: 21_650 + row)] = 30 }
        }
        return ResidentGrid(residents: residents)
    }()
}
