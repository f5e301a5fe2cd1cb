import Anonymization
import Domain
import Foundation
import Testing

@Suite("The privacy budget")
struct BudgetTests {
    private let account = BudgetAccount(territory: "city", source: "log", from: 20_758, until: 20_788)

    @Test("releases add up until the budget is spent, then they are refused as exhausted and cost nothing")
    func spent() throws {
        var budget = PrivacyBudget(total: Rho(billionths: 1_000))
        try budget.spend(Rho(billionths: 600), of: account)
        let first = #expect(throws: BudgetSpent.self) { try budget.spend(Rho(billionths: 401), of: account) }
        #expect(first?.left == Rho(billionths: 400))
        try budget.spend(Rho(billionths: 400), of: account)
        #expect(budget.left(of: account) == .zero)
        let refusal = #expect(throws: BudgetSpent.self) { try budget.spend(Rho(billionths: 1), of: account) }
        #expect(refusal?.status == .resourceExhausted)
    }

    @Test("each territory, source and period has a budget of its own")
    func accounts() throws {
        var budget = PrivacyBudget(total: Rho(billionths: 10))
        try budget.spend(Rho(billionths: 10), of: account)
        for other in [
            BudgetAccount(territory: "town", source: "log", from: 20_758, until: 20_788),
            BudgetAccount(territory: "city", source: "fire", from: 20_758, until: 20_788),
            BudgetAccount(territory: "city", source: "log", from: 20_788, until: 20_800),
        ] {
            try budget.spend(Rho(billionths: 10), of: other)
        }
        #expect(throws: BudgetSpent.self) { try budget.spend(Rho(billionths: 1), of: account) }
    }

    @Test("a period that overlaps a spent one, or counts over all sources, is spent too")
    func overlapping() throws {
        var budget = PrivacyBudget(total: Rho(billionths: 10))
        try budget.spend(Rho(billionths: 10), of: account)
        for other in [
            BudgetAccount(territory: "city", source: "log", from: 20_787, until: 20_800),
            BudgetAccount(territory: "city", source: "*", from: 20_700, until: 20_800),
        ] {
            #expect(throws: BudgetSpent.self) { try budget.spend(Rho(billionths: 1), of: other) }
        }
    }

    @Test("an account is named by its territory, source and dates")
    func name() { #expect("\(account)" == "city/log/2026-11-01..2026-12-01") }

    @Test("a release planned for an amount costs at most that amount, and nearly that", arguments: [1, 7_000, 123_456_789, 2_000_000_000])
    func planned(billionths: UInt64) throws {
        let asked = Rho(billionths: billionths)
        guard let release = Release(rho: asked, contribution: 1) else { return }
        #expect(release.cost <= asked)
        #expect(release.cost.double > asked.double * 0.99 - 1e-9)
    }

    @Test("Laplace noise for epsilon costs half its square")
    func laplace() throws {
        let release = try #require(Release(epsilon: ratio("0.5"), contribution: 3))
        #expect(release.mechanism == .laplace(scale: try ratio("6")))
        #expect(release.cost == Rho(billionths: 125_000_000))
    }

    @Test("what one person may contribute multiplies the cost by its square")
    func contribution() throws {
        let variance = try ratio("100")
        let one = Release(mechanism: .gaussian(variance: variance), contribution: 1).cost
        let five = Release(mechanism: .gaussian(variance: variance), contribution: 5).cost
        #expect(one == Rho(billionths: 5_000_000) && five == Rho(billionths: 125_000_000))
    }

    @Test(
        "epsilon is the one that the authors' own program gives (IBM discrete-gaussian-differential-privacy, cdp2adp.py)",
        arguments: [(0.1, 1e-6, 2.141938928), (0.5, 1e-9, 6.474070022), (1.0, 1e-5, 7.077196696)])
    func published(rho: Double, delta: Double, epsilon: Double) {
        #expect(abs(ApproximateDP.epsilon(of: Rho(billionths: UInt64(rho * 1e9)), delta: delta) - epsilon) < 1e-8)
    }

    @Test("the conversion to epsilon is the one of Canonne, Kamath and Steinke, tighter than Bun and Steinke's")
    func conversion() {
        for (rho, delta) in [(0.1, 1e-6), (0.5, 1e-9), (1.0, 1e-5), (0.001, 1e-6)] {
            let amount = Rho(billionths: UInt64(rho * 1e9))
            let epsilon = ApproximateDP.epsilon(of: amount, delta: delta)
            #expect(epsilon < rho + 2 * (rho * log(1 / delta)).squareRoot())
            #expect(ApproximateDP.delta(of: amount, epsilon: epsilon) <= delta)
            #expect(ApproximateDP.delta(of: amount, epsilon: epsilon * 0.999) > delta)
        }
    }

    @Test("the bound on membership inference is Kairouz, Oh and Viswanath's")
    func advantage() {
        #expect(abs(ApproximateDP.membershipAdvantage(epsilon: 1, delta: 0) - (exp(1.0) - 1) / (exp(1.0) + 1)) < 1e-12)
        #expect(ApproximateDP.membershipAdvantage(epsilon: 0, delta: 0.01) == 0.01)
        #expect(ApproximateDP.membershipAdvantage(epsilon: 1_000, delta: 0) <= 1)
    }
}
