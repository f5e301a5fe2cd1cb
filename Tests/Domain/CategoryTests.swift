import Domain
import Testing

@Suite struct CategoryTests {
    @Test(arguments: Category.allCases)
    func `A category is known by its code, and named in both languages`(category: Domain.Category) {
        #expect(Category(code: category.code) == category)
        #expect(!category.french.isEmpty && !category.english.isEmpty)
    }

    @Test func `There are 27 kinds of incident, 3 refused and 9 readings`() {
        let uses = Category.allCases.map(\.use)
        #expect(uses.count { $0 == .forecast || $0 == .statistics } == 27)
        #expect(uses.count { $0 == .refused } == 3)
        #expect(uses.count { $0 == .reading } == 9)
    }

    @Test func `Numbers on the wire do not change`() {
        #expect(Category.noise.rawValue == 1 && Category.other.rawValue == 27)
        #expect(Category.refusedSexual.rawValue == 40 && Category.presence.rawValue == 50)
    }

    @Test func `An unknown code is no category`() {
        #expect(Category(code: "Noise") == nil && Category(code: "") == nil)
    }
}
