import Foundation
import Testing

@testable import Ingestion

@Suite("A connector's configuration")
struct ConnectorFileTests {
    private func problems(_ yaml: String) -> [RegisterProblem] {
        do throws(RegisterError) {
            _ = try ConnectorFile(yaml: yaml)
            return []
        } catch {
            return error.problems
        }
    }

    @Test("is read with its defaults")
    func defaults() throws {
        let file = try ConnectorFile(yaml: "territory: city\nfeeds:\n  log: { format: csv, url: \"http://a/b\" }\n")
        let feed = try #require(file.feeds.first)
        #expect(feed.name == "log" && feed.source == "log" && feed.every == 60 && feed.spool == 256 << 20 && feed.reporting == .nothing)
        #expect(feed.origin == .poll(.init(url: "http://a/b", headers: [], timeout: 30, redirects: 5)))
    }

    @Test("names line, key and remedy of every mistake at once")
    func mistakes() {
        let found = problems(
            """
            territory: city
            feeds:
              a: { format: cvs, url: "http://a" }
              b: { format: csv, url: "gopher://a" }
              c: { format: csv, url: "http://a", folder: /b }
              d: { format: cap, tail: /a }
              e: { format: csv, folder: /a, timeout: 3s }
              f: { format: csv, url: "http://a", evry: 3s }
              g: { format: csv, folder: /a, reports: poll }

            """)
        #expect(found.map(\.line) == [3, 4, 5, 6, 7, 8, 9])
        #expect(
            found.map(\.key) == [
                "feeds.a.format", "feeds.b.url", "feeds.c", "feeds.d.tail", "feeds.e.timeout", "feeds.f.evry", "feeds.g.reports",
            ])
        #expect(found.allSatisfy { !$0.remedy.isEmpty })
    }

    @Test("needs a territory and a feed")
    func missing() {
        #expect(problems("version: 1\n").map(\.key).sorted() == ["feeds", "territory", "version"])
    }

    @Test("that is shipped shows every key and is valid")
    func shipped() throws {
        let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: checkout.appendingPathComponent("compose/config/connect.yaml"), encoding: .utf8)
        let file = try ConnectorFile(yaml: text)
        #expect(file.feeds.map(\.name) == ["gtfs-alerts", "interventions", "main-courante"])
        // What a comment shows must be true as well: the same with all its keys written out.
        let keys = /# ([a-z-]+: .+)$/
        let written = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            guard let match = line.firstMatch(of: keys), line.trimmingPrefix(while: { $0 == " " }).hasPrefix("# "),
                String(line).trimmingPrefix(while: { $0 == " " }).dropFirst(2).hasPrefix(match.1)
            else { return String(line) }
            return String(line.prefix { $0 == " " }) + String(match.1)
        }
        #expect(problems(written.joined(separator: "\n")) == [])
    }

    @Test("names files with stars and question marks")
    func patterns() {
        #expect(NamePattern("*.csv").matches("a.csv") && !NamePattern("*.csv").matches("a.csv.done"))
        #expect(NamePattern("log-????.json").matches("log-2026.json") && !NamePattern("log-????.json").matches("log-26.json"))
        #expect(NamePattern("*a*b*").matches("xxaxxbxx") && NamePattern("*").matches("") && !NamePattern("?").matches(""))
    }
}
