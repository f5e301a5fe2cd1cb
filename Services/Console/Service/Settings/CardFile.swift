import Advice
import Console
import Domain
import Foundation
import Runtime
import Yams

/// The procedure cards' file (compose/config/cards.yaml).
enum CardFile {
    private struct Text: Decodable {
        var fr: String
        var en: String
        var words: Words { Words(en, fr) }
    }

    private struct Contact: Decodable {
        var name: String
        var fr: String
        var en: String
    }

    private struct Card: Decodable {
        var category: String
        var title: Text
        var steps: [Text]
        var contacts: [Contact]?
        var sources: [String]?
    }

    private struct File: Decodable { var cards: [Card] }

    /// Reads the file; where it is not named and missing there are no cards.
    static func read(_ path: String, isNamed: Bool) throws -> Cards {
        guard let data = FileManager.default.contents(atPath: path) else {
            guard isNamed else { return .none }
            throw SettingsError("There are no procedure cards at \(path): compose/config/cards.yaml of the project is an example.")
        }
        let file: File
        do { file = try YAMLDecoder().decode(File.self, from: String(decoding: data, as: UTF8.self)) } catch {
            throw SettingsError("The procedure cards \(path) cannot be read: \(error)")
        }
        return Cards(
            try file.cards.map { card in
                guard let category = Domain.Category(code: card.category) else {
                    throw SettingsError("\(path): \"\(card.category)\" is not a category; `quietude register check` lists them.")
                }
                return Cards.Card(
                    category: category, title: card.title.words, steps: card.steps.map(\.words),
                    contacts: (card.contacts ?? []).map { .init(name: $0.name, words: Words($0.en, $0.fr)) }, sources: card.sources ?? [])
            })
    }
}
