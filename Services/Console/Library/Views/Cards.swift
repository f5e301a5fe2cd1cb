public import Advice
public import Domain

/// Procedure cards (*fiches réflexes*): what to do, by category.
public struct Cards: Sendable {
    /// One card.
    public struct Card: Sendable, Hashable {
        /// Whom to call.
        public struct Contact: Sendable, Hashable {
            /// Such as `17`.
            public var name: String
            /// What for.
            public var words: Words

            /// A contact.
            public init(name: String, words: Words) {
                self.name = name
                self.words = words
            }
        }

        /// What it is for.
        public var category: Domain.Category
        /// Its name.
        public var title: Words
        /// In order.
        public var steps: [Words]
        /// Whom to call.
        public var contacts: [Contact]
        /// What it rests on.
        public var sources: [String]

        /// A card.
        public init(category: Domain.Category, title: Words, steps: [Words], contacts: [Contact] = [], sources: [String] = []) {
            self.category = category
            self.title = title
            self.steps = steps
            self.contacts = contacts
            self.sources = sources
        }
    }

    private let cards: [Domain.Category: Card]

    /// No card.
    public static let none = Cards([])

    /// Cards, one a category: the last one counts.
    public init(_ cards: [Card]) { self.cards = Dictionary(cards.map { ($0.category, $0) }) { _, last in last } }

    /// The card of a category; nil where there is none.
    public func card(of category: Domain.Category) -> Card? { cards[category] }

    /// All, in order of category.
    public var json: JSON { ["cards": .array(cards.sorted { $0.key < $1.key }.map { Cards.json($0.value) })] }

    /// One card; `null` where there is none.
    public func json(of category: Domain.Category) -> JSON { cards[category].map(Cards.json) ?? .null }

    private static func json(_ card: Card) -> JSON {
        [
            "category": .category(card.category), "title": .words(card.title), "steps": .array(card.steps.map { .words($0) }),
            "contacts": .array(card.contacts.map { ["name": .string($0.name), "text": .words($0.words)] }),
            "sources": .strings(card.sources),
        ]
    }
}
