/// Why a method cannot work with its settings; names the setting, its value and what it may be.
public enum SurveillanceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A setting outside its bounds.
    case setting(name: String, value: String, bounds: SettingBounds)
    /// The year cannot be cut into so many periods.
    case tooManyPeriods(periods: Int, frequency: Int, halfWindow: Int)
    /// The points left out leave no row of the current season.
    case nothingToLearnFrom(recentExcluded: Int, years: Int, frequency: Int)

    /// In English, for logs; the command line has its own words.
    public var description: String {
        switch self {
        case .setting(let name, let value, let bounds): "\(name) is \(value); it must be \(bounds)"
        case .tooManyPeriods(let periods, let frequency, let halfWindow):
            "a year of \(frequency) points with windows of \(2 * halfWindow + 1) cannot be cut into \(periods) periods; ask for fewer"
        case .nothingToLearnFrom(let recentExcluded, let years, let frequency):
            "leaving out the last \(recentExcluded) points leaves nothing of this season in \(years) years of \(frequency); leave out fewer"
        }
    }
}
