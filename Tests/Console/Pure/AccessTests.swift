import Console
import Testing

@Suite("Who may do what")
struct AccessTests {
    @Test("a session ends when nobody asks for it, and after its lifetime whatever happens")
    func expiry() {
        var book = SessionBook(idle: 100, lifetime: 1_000)
        _ = book.open("a", name: "post 1", role: .operator, csrf: "x", now: 0)
        #expect(book.find("a", now: 99) != nil)
        #expect(book.find("a", now: 250) == nil)
        _ = book.open("b", name: "post 2", role: .analyst, csrf: "y", now: 0)
        for time in stride(from: Int64(50), to: 1_000, by: 50) { #expect(book.find("b", now: time)?.role == .analyst) }
        #expect(book.find("b", now: 1_000) == nil)
    }

    @Test("a full book gives the place of whoever was unseen for longest")
    func bounded() {
        var book = SessionBook(idle: 1_000, lifetime: 10_000, maximum: 2)
        _ = book.open("a", name: "", role: .operator, csrf: "", now: 0)
        _ = book.open("b", name: "", role: .operator, csrf: "", now: 1)
        _ = book.find("a", now: 2)
        _ = book.open("c", name: "", role: .operator, csrf: "", now: 3)
        #expect(book.find("b", now: 4) == nil)
        #expect(book.find("a", now: 4) != nil)
        #expect(book.count == 2)
    }

    @Test("a caller who asks too often waits as long as is said, and no other caller waits with it")
    func limiter() {
        var limiter = RateLimiter(burst: 2, rate: 1)
        #expect(limiter.take("a", now: 0) == nil)
        #expect(limiter.take("a", now: 0) == nil)
        #expect(limiter.take("a", now: 0) == 1)
        #expect(limiter.take("b", now: 0) == nil)
        #expect(limiter.take("a", now: 1) == nil)
    }

    @Test("the limiter remembers no more callers than it was told to")
    func limiterBounded() {
        var limiter = RateLimiter(burst: 1, rate: 0.001, maximum: 10)
        for caller in 0..<1_000 { _ = limiter.take("\(caller)", now: Double(caller)) }
        // The last one is still held back, so what matters is remembered.
        #expect(limiter.take("999", now: 999) != nil)
    }

    @Test("reading is for every role; acting for operators and administrators; texts and the ledger never for analysts")
    func roles() {
        for role in Role.allCases { #expect(role.permissions.contains(.read)) }
        #expect(Role.allCases.filter { $0.permissions.contains(.act) } == [.operator, .administrator])
        #expect(Role.allCases.filter { $0.permissions.contains(.texts) } == [.operator, .dpo, .administrator])
        #expect(Role.allCases.filter { $0.permissions.contains(.audit) } == [.dpo, .administrator])
    }

    @Test("a path of the API that is not in the table is refused, whatever the method")
    func unknown() {
        #expect(RouteTable.requirement("GET", "/api/secret") == nil)
        #expect(RouteTable.requirement("POST", "/api/now") == nil)
        #expect(RouteTable.requirement("DELETE", "/api/alerts/x") == nil)
        #expect(RouteTable.requirement("POST", "/index.html") == nil)
        #expect(RouteTable.requirement("GET", "/style/main.css") == .open)
        #expect(RouteTable.requirement("HEAD", "/api/now") == .permission(.read))
    }

    @Test("whatever changes something asks for a permission")
    func actions() {
        for line in RouteTable.lines where line.method != "GET" && line.pattern != "/api/session/token" {
            guard case .permission = line.requirement else {
                Issue.record("\(line.pattern) is open")
                continue
            }
        }
    }
}
