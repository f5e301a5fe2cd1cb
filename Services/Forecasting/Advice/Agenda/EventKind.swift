/// What kind of event the agenda plans. Its purpose is never known here: it may be political or of a union (GDPR art. 9).
public enum EventKind: String, CaseIterable, Sendable, Hashable {
    case march, gathering, match, concert, festival, market, fireworks, ceremony, sport, works, closure, other

    /// Whether it takes space away rather than drawing people.
    public var isObstacle: Bool { self == .works || self == .closure }

    /// What a person reads.
    public var words: Words {
        switch self {
        case .march: Words("march", "cortège")
        case .gathering: Words("gathering", "rassemblement")
        case .match: Words("match", "match")
        case .concert: Words("concert", "concert")
        case .festival: Words("festival", "festival")
        case .market: Words("market", "marché")
        case .fireworks: Words("fireworks", "feu d'artifice")
        case .ceremony: Words("ceremony or official visit", "cérémonie ou visite officielle")
        case .sport: Words("sports event", "épreuve sportive")
        case .works: Words("roadworks", "travaux")
        case .closure: Words("closed street", "rue fermée")
        case .other: Words("event", "événement")
        }
    }
}
