import Domain
import Foundation
import Testing

@testable import Anonymization

@Suite("Names put into sentences of our own", .enabled(if: RedactionFixture.hasWordList && RedactionFixture.hasNames))
struct NamesNeverLeakTests {
    private static let templates = [
        "Vu # sortir du parc, contrôlé place de la Gare.", "Mme # signale un tapage nocturne.", "Le dénommé # a été remis à l'OPJ.",
        "Remis les clés à #, vigile.", "Témoin : #, joint par téléphone.", "Plainte de # contre X.", "# déclare avoir été frappée.",
        "La patrouille (chef de bord #) intervient pour une rixe.", "Chien appartenant à # non muselé.",
        "Agression de M. # par deux individus.",
    ]

    /// Words that are both names and ordinary French.
    private static func ambiguous() throws -> [String] {
        try String(contentsOf: RedactionFixture.shared.appending(path: "data/names/ambigus.tsv"), encoding: .utf8)
            .split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }.filter { $0.count >= 4 }
    }

    private static func share(_ names: [String], leakedIn template: String) -> Double {
        var leaked = 0
        for name in names {
            let text = template.replacing("#", with: name)
            if RedactionFixture.redact(text, with: RedactionFixture.full).contains(name) { leaked += 1 }
        }
        return Double(leaked) / Double(names.count)
    }

    @Test("a name that is no word never leaks, whatever the sentence", arguments: templates)
    func unknownNames(_ template: String) throws {
        var generator = StrangeNames(seed: 2_026)
        let names = (0..<120).map { _ in generator.name() }
        #expect(Self.share(names, leakedIn: template) == 0)
    }

    @Test("a name that is also a word does not leak with a capital in the place of a name", arguments: templates)
    func ambiguousNames(_ template: String) throws {
        let names = try Self.ambiguous().enumerated().filter { $0.offset % 23 == 7 }.map {
            $0.element.prefix(1).uppercased() + $0.element.dropFirst()
        }
        #expect(Self.share(names, leakedIn: template) <= (template.hasPrefix("#") ? 0.9 : 0.07))
    }

    /// A seeded source of words that no language has.
    private struct StrangeNames {
        private var generator: SplitMix64

        init(seed: UInt64) { generator = SplitMix64(seed: seed) }

        mutating func next(below bound: Int) -> Int { Int(generator.next() % UInt64(bound)) }

        mutating func name() -> String {
            let heads = ["Kh", "Dj", "Zw", "Mb", "Ng", "Tch", "Vl", "Szy", "Hrj", "Ouz"]
            let middles = ["ada", "elou", "ikou", "owa", "ayi", "eno", "imbo", "uru"]
            let tails = ["dji", "wski", "zadeh", "kian", "mbé", "oglu", "czyk", "ffar"]
            return heads[next(below: heads.count)] + middles[next(below: middles.count)] + tails[next(below: tails.count)]
        }
    }
}
