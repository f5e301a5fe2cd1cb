import Console
import Foundation
import Journal

/// What people wrote, kept in the state of the console's journal: a line of JSON each. It names a role and a session, and stays here.
struct CommentBook {
    private let journal: any Journal
    private static let name = "comments"

    init(_ journal: any Journal) { self.journal = journal }

    private struct Line: Codable {
        var thread: String
        var time: Int64
        var author: String
        var role: String
        var text: String
    }

    func read() async throws -> [Comment] {
        let decoder = JSONDecoder()
        return try await journal.state(Self.name).deltas.compactMap { bytes in
            guard let line = try? decoder.decode(Line.self, from: Data(bytes)) else { return nil }
            return Comment(thread: line.thread, time: line.time, author: line.author, role: line.role, text: line.text)
        }
    }

    func add(_ comment: Comment) async throws {
        let line = Line(thread: comment.thread, time: comment.time, author: comment.author, role: comment.role, text: comment.text)
        let bytes = Array(try JSONEncoder().encode(line))
        try await journal.transact(JournalTransaction(state: [.delta(name: Self.name, bytes: bytes)]))
    }
}
