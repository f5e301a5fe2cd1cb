import Domain

/// The sentence of an association, in both languages.
public struct AssociationWording: Sendable {
    private let association: Association
    private let leader: (french: String, english: String)
    private let follower: (french: String, english: String)

    /// Names of categories are given in words where they are ours, as the file has them otherwise.
    public init(_ association: Association) {
        self.association = association
        leader = AssociationWording.names(association.leader)
        follower = AssociationWording.names(association.follower)
    }

    private static func names(_ name: String) -> (String, String) {
        let code = String(name.lowercased().map { $0 == " " || $0 == "_" ? "-" : $0 })
        guard let category = Category(code: code) else { return (name, name) }
        return (category.french, category.english)
    }

    /// Such as `2 h after one more incident of “Theft”, “Assault” is 1.35 times as frequent (95 %: 1.20 to 1.52), in the territory.`
    public var english: String {
        let ratio = AssociationWording.number(association.rateRatio, point: ".")
        let interval =
            "95 %: \(AssociationWording.number(association.low, point: ".")) to \(AssociationWording.number(association.high, point: "."))"
        let time = association.lagHours == 0 ? "In the same hour as" : "\(AssociationWording.span(association.lagHours, day: "d")) after"
        let amount = AssociationWording.number(association.step, point: ".")
        let cause = association.leaderIsReading ? "\(amount) more of “\(leader.english)”" : "one more incident of “\(leader.english)”"
        return "\(time) \(cause), “\(follower.english)” is \(ratio) times as frequent (\(interval)), \(place.english)."
    }

    /// Such as `2 h après un fait de plus de « Vol », « Agression et violence » est 1,35 fois aussi fréquent (95 % : 1,20 à 1,52), sur le territoire.`
    public var french: String {
        let ratio = AssociationWording.number(association.rateRatio, point: ",")
        let interval =
            "95 % : \(AssociationWording.number(association.low, point: ",")) à \(AssociationWording.number(association.high, point: ","))"
        let time = association.lagHours == 0 ? "Dans la même heure que" : "\(AssociationWording.span(association.lagHours, day: "j")) après"
        let amount = AssociationWording.number(association.step, point: ",")
        let cause = association.leaderIsReading ? "\(amount) de plus de « \(leader.french) »" : "un fait de plus de « \(leader.french) »"
        return "\(time) \(cause), « \(follower.french) » est \(ratio) fois aussi fréquent (\(interval)), \(place.french)."
    }

    private var place: (french: String, english: String) {
        switch association.place {
        case .territory: ("sur le territoire", "in the territory")
        case .nearby(let radius): ("à moins de \(Int(radius)) m", "within \(Int(radius)) m")
        }
    }

    private static func span(_ hours: Int, day: String) -> String { hours >= 24 && hours % 24 == 0 ? "\(hours / 24) \(day)" : "\(hours) h" }

    /// Two decimals, three significant digits for what is small.
    static func number(_ value: Double, point: String) -> String {
        guard value.isFinite, value < 1e12 else { return "> 1e12" }
        let hundredths = Int((value * 100).rounded())
        let (whole, rest) = (hundredths / 100, abs(hundredths % 100))
        return "\(hundredths < 0 && whole == 0 ? "-" : "")\(whole)\(point)\(rest < 10 ? "0" : "")\(rest)"
    }
}
