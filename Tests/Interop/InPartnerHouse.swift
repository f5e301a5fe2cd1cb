import Testing

/// Runs a suite in one house, started before its first test and stopped after its last.
struct InPartnerHouse: SuiteTrait, TestScoping {
    func provideScope(for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void) async throws {
        let house = try await PartnerHouse()
        do { try await PartnerHouse.$current.withValue(house) { try await function() } } catch {
            await house.close()
            throw error
        }
        await house.close()
    }
}

extension Trait where Self == InPartnerHouse {
    /// One house for all tests of a suite.
    static var inPartnerHouse: Self { InPartnerHouse() }
}
