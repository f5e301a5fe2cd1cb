import Foundation

/// A note of `../shared/testdata`, as `eval_pii.py` reads it.
struct CorpusNote: Decodable {
    struct Span: Decodable {
        let start: Int
        let end: Int
        let type: String
    }

    let id: String
    let text: String?
    let spans: [Span]
    let quasi: [Span]?

    static func read(_ name: String) throws -> [CorpusNote] {
        let data = try Data(contentsOf: RedactionFixture.shared.appending(path: "testdata/\(name).jsonl"))
        let decoder = JSONDecoder()
        return try data.split(separator: 0x0a).map { try decoder.decode(CorpusNote.self, from: $0) }
    }
}
