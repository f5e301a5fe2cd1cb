/// Why a scan or a table of close pairs cannot be computed.
public enum ScanError: Error, Hashable, Sendable {
    /// A setting that cannot be: its name, the value given, what it may be.
    case badSetting(name: String, value: String, allowed: String)
    /// Columns of one table that differ in length.
    case unequalColumns(name: String, count: Int, expected: Int)
    /// More cases than the counts hold.
    case tooMany(cases: Int, most: Int)
    /// More memory than a scan may take, in megabytes.
    case tooLarge(megabytes: Int, most: Int)
}

extension ScanError: CustomStringConvertible {
    /// One sentence: what, the value, the remedy.
    public var description: String {
        switch self {
        case .badSetting(let name, let value, let allowed): "\(name) is \(value); it must be \(allowed)"
        case .unequalColumns(let name, let count, let expected): "the column \(name) has \(count) values where the others have \(expected)"
        case .tooMany(let cases, let most): "there are \(cases) cases in the history; \(most) is the most: shorten it"
        case .tooLarge(let megabytes, let most):
            "the scan would need \(megabytes) MB, \(most) is the most: widen the cells, shorten the longest window or the largest radius"
        }
    }
}
