import Foundation
import Testing

@Suite("The page's words")
struct WordsTests {
    private static let web = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "../../../Services/Console/Service/Web").standardizedFileURL

    private static func text(_ path: String) throws -> String { try String(contentsOf: web.appending(path: path), encoding: .utf8) }

    /// The entries of a dictionary, `"key": "words",` one a line, in order.
    private static func dictionary(_ language: String) throws -> [(key: String, words: String)] {
        let line = /^\s*"([^"]+)": "((?:[^"\\]|\\.)*)",$/.anchorsMatchLineEndings()
        return try text("script/words/\(language).js").matches(of: line).map { (String($0.1), String($0.2)) }
    }

    private static func scripts() throws -> [(path: String, text: String)] {
        let names = FileManager.default.enumerator(atPath: web.appending(path: "script").path)?.compactMap { $0 as? String } ?? []
        return try names.filter { $0.hasSuffix(".js") && !$0.hasPrefix("words/") }.map { ($0, try text("script/\($0)")) }
    }

    @Test("have the same keys in French and in English, each once, in the same order")
    func sameKeys() throws {
        let french = try Self.dictionary("fr").map(\.key)
        #expect(french.count > 300)
        #expect(Set(french).count == french.count)
        #expect(try Self.dictionary("en").map(\.key) == french)
    }

    @Test("have the same places to fill in, in both languages")
    func samePlaces() throws {
        let places = { (words: String) in Set(words.matches(of: /\{\w+\}/).map { String($0.0) }) }
        let english = Dictionary(uniqueKeysWithValues: try Self.dictionary("en").map { ($0.key, $0.words) })
        for (key, words) in try Self.dictionary("fr") {
            // `{n}` may choose between one and many without being shown.
            #expect(places(words).subtracting(["{n}"]) == places(english[key] ?? "").subtracting(["{n}"]), "\(key)")
        }
    }

    @Test("are there for every key that a script asks for")
    func everyKey() throws {
        let keys = Set(try Self.dictionary("fr").map(\.key))
        for (path, text) in try Self.scripts() {
            for match in text.matches(of: /\bt\("([^"]+)"/) { #expect(keys.contains(String(match.1)), "\(path): \(match.1)") }
            for match in text.matches(of: /\bt\(`([a-z.]+)\$\{/) {
                #expect(keys.contains { $0.hasPrefix(match.1) }, "\(path): \(match.1)…")
            }
        }
    }

    @Test("stand in the dictionaries alone: no script, style or event handler is written into the page")
    func strictPolicy() throws {
        let page = try Self.text("index.html")
        #expect(page.firstMatch(of: /<script(?![^>]*\bsrc=)/) == nil)
        #expect(page.firstMatch(of: /\s(style|on\w+)=/) == nil)
        #expect(page.firstMatch(of: /<style/) == nil)
        #expect(page.firstMatch(of: /https?:\/\//) == nil)
        for (path, text) in try Self.scripts() {
            #expect(text.firstMatch(of: /innerHTML|outerHTML|insertAdjacentHTML|\beval\(|new Function/) == nil, "\(path)")
        }
    }

    @Test("are asked for ahead: every module that the page uses is in its list of preloads")
    func preloads() throws {
        let page = try Self.text("index.html")
        for (path, _) in try Self.scripts() where path != "first.js" && path != "main.js" {
            #expect(page.contains("href=\"/script/\(path)\""), "\(path)")
        }
    }
}
