import Foundation

/// Identifiers of actions: each call of the command line is one of its own, whatever it says.
enum ActionName {
    static func make(_ word: String) -> String { "cli-\(word)-\(UUID().uuidString.lowercased())" }
}
