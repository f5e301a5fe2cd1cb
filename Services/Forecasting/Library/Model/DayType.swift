import Domain

/// The kinds of day that places know: shops and nightlife differ on them.
enum DayType: Int, CaseIterable, Sendable {
    case mondayToThursday, friday, saturday, sunday

    /// Monday is 0; `day` counts from Thursday 1 January 1970.
    static func weekday(of day: Int) -> Int { CivilDay(number: day).weekday }

    init(day: Int) {
        switch DayType.weekday(of: day) {
        case 4: self = .friday
        case 5: self = .saturday
        case 6: self = .sunday
        default: self = .mondayToThursday
        }
    }

    /// All kinds of the same half of the week.
    var likeness: [DayType] { self == .saturday || self == .sunday ? [.saturday, .sunday] : [.mondayToThursday, .friday] }
}
