/// What a setting may be.
public enum SettingBounds: Hashable, Sendable, CustomStringConvertible {
    /// Both included.
    case from(Int, to: Int)
    /// Both excluded.
    case between(Int, Int)
    /// Included.
    case atLeast(Int)
    /// Excluded.
    case moreThan(Int)

    /// In English, for logs.
    public var description: String {
        switch self {
        case .from(let least, let most): "from \(least) to \(most)"
        case .between(let low, let high): "between \(low) and \(high)"
        case .atLeast(let least): "\(least) or more"
        case .moreThan(let low): "more than \(low)"
        }
    }

    /// Whether a value keeps to them.
    func hold(_ value: Double) -> Bool {
        switch self {
        case .from(let least, let most): value >= Double(least) && value <= Double(most)
        case .between(let low, let high): value > Double(low) && value < Double(high)
        case .atLeast(let least): value >= Double(least) && value < .infinity
        case .moreThan(let low): value > Double(low) && value < .infinity
        }
    }

    /// Throws where a setting is out of bounds.
    func check(_ name: String, _ value: Double) throws(SurveillanceError) {
        guard hold(value) else {
            throw .setting(name: name, value: value == value.rounded() ? "\(Int64(clamping: value))" : "\(value)", bounds: self)
        }
    }
}

extension Int64 {
    /// The nearest that there is; 0 for what is not a number.
    fileprivate init(clamping value: Double) { self = value.isNaN ? 0 : Int64(Swift.max(-9e18, Swift.min(9e18, value))) }
}
