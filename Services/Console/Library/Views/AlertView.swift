public import Domain

/// Alerts as the API shows them.
public struct AlertView: Sendable {
    let picture: Picture
    let at: Int64
    let cards: Cards

    /// - Parameter at: the instant that is shown; event time of now where nil.
    public init(_ picture: Picture, at: Int64? = nil, cards: Cards = .none) {
        self.picture = picture
        self.at = at ?? picture.now ?? .max
        self.cards = cards
    }

    /// Which alerts are wanted.
    public enum Wanted: String, CaseIterable, Sendable {
        case inForce = "in-force"
        case ended, all
    }

    /// Threads, newest first.
    public func threads(_ wanted: Wanted, category: Domain.Category? = nil, zone: String? = nil) -> [AlertThread] {
        picture.alerts.all.filter { thread in
            guard let message = thread.message(at: at) else { return false }
            if let category, message.category != category { return false }
            if let zone, !zones(message).contains(zone) { return false }
            switch wanted {
            case .all: return true
            case .inForce: return thread.state(at: at) == .inForce
            case .ended: return thread.state(at: at) != .inForce
            }
        }.sorted { ($0.latest.sent, $0.latest.identifier) > ($1.latest.sent, $1.latest.identifier) }
    }

    /// A page of entries.
    public func list(_ wanted: Wanted, category: Domain.Category? = nil, zone: String? = nil, limit: Int = 100) -> JSON {
        let threads = threads(wanted, category: category, zone: zone)
        return [
            "alerts": .array(threads.prefix(limit).map(entry)), "total": .whole(threads.count), "next": .null,
        ]
    }

    /// One line of the feed.
    public func entry(_ thread: AlertThread) -> JSON {
        let message = thread.message(at: at) ?? thread.latest
        return [
            "id": .string(message.thread.isEmpty ? message.identifier : message.thread), "message": .string(message.identifier),
            "type": .string("\(message.messageType)"), "state": .string(thread.state(at: at).rawValue),
            "updates": .whole(thread.messages.count - 1), "category": .category(message.category),
            "severity": .string("\(message.severity)"), "urgency": .string("\(message.urgency)"),
            "certainty": .string("\(message.certainty)"), "sent": .time(message.sent), "first": .time(thread.messages[0].sent),
            "onset": .time(message.onset), "expires": .time(message.expires),
            "event": .words(french: message.french.event, english: message.english.event),
            "headline": .words(french: message.french.headline, english: message.english.headline),
            "cells": .array(message.cells.map(JSON.cell)), "zones": .strings(zones(message)), "rule": .string(message.rule),
            "escalation": .whole(message.escalation), "card": .boolean(cards.card(of: message.category) != nil),
            "handling": Handling(thread, silence: picture.alerts.silences[thread.latest.thread], at: at).json,
        ]
    }

    func zones(_ message: Alert) -> [String] { picture.zones.zones(of: message.cells) }
}
