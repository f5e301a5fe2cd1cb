import Console
import Foundation
import Testing

@Suite("The API's document")
struct DocumentTests {
    private static let document = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Services/Console/Service/Web/openapi.yaml")

    /// `GET /api/alerts/*` and so on, as the document has them: paths stand at two blanks, their methods at four, an alias repeats what its
    /// anchor holds.
    private static func documented() throws -> Set<String> {
        var calls: Set<String> = []
        var methods: [String: [String]] = [:]
        var path = ""
        var anchor: String?
        for line in try String(contentsOf: document, encoding: .utf8).split(separator: "\n") {
            if let found = line.firstMatch(of: /^  (\/api\S*):(?: ([&*])(\w+))?/) {
                path = String(found.1.replacing(/\{\w+\}/, with: "*"))
                let name = found.3.map(String.init)
                anchor = found.2 == "&" ? name : nil
                if found.2 == "*", let name { for method in methods[name] ?? [] { calls.insert("\(method) \(path)") } }
            } else if let found = line.firstMatch(of: /^    (get|post|put|delete|patch):/) {
                let method = found.1.uppercased()
                calls.insert("\(method) \(path)")
                if let anchor { methods[anchor, default: []].append(method) }
            } else if line.first != " " {
                path = ""
            }
        }
        return calls
    }

    @Test("documents every route, and no other")
    func routes() throws {
        let table = Set(RouteTable.lines.map { "\($0.method) \($0.pattern)" })
        let documented = try Self.documented()
        #expect(table.subtracting(documented) == [], "not in openapi.yaml")
        #expect(documented.subtracting(table) == [], "not in the table of routes")
    }
}
