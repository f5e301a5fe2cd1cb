/// A value to be written as JSON; members keep their order. What is missing is `null`, never zero.
public indirect enum JSON: Hashable, Sendable {
    /// A name and its value.
    public struct Member: Hashable, Sendable {
        /// The name.
        public var name: String
        /// The value.
        public var value: JSON

        /// A name and its value.
        public init(name: String, value: JSON) {
            self.name = name
            self.value = value
        }
    }

    case null
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSON])
    case members([Member])
    /// A column of whole numbers: no allocation for each.
    case integers([Int64])
    /// A column of whole numbers some of which are not known.
    case sparse([Int64?])

    /// Nil becomes `null`.
    public static func optional(_ value: String?) -> JSON { value.map(JSON.string) ?? .null }

    /// Nil, and what is not finite, becomes `null`; `digits` significant digits are written.
    public static func optional(_ value: Double?, digits: Int = 4) -> JSON {
        guard let value, value.isFinite else { return .null }
        return .number(value.rounded(toDigits: digits))
    }

    /// A whole number of any type.
    public static func whole(_ value: some BinaryInteger) -> JSON { .integer(Int64(clamping: value)) }

    /// Nil becomes `null`.
    public static func whole(_ value: (some BinaryInteger)?) -> JSON { value.map { .integer(Int64(clamping: $0)) } ?? .null }

    /// A list of texts.
    public static func strings(_ values: some Sequence<String>) -> JSON { .array(values.map(JSON.string)) }

    /// An instant in seconds since 1970 as ISO 8601 in UTC; nil becomes `null`.
    public static func time(_ seconds: Int64?) -> JSON { seconds.map { .string(TimeText.utc($0)) } ?? .null }

    /// The members with more behind them; what is no object is returned as it is.
    public func adding(_ more: KeyValuePairs<String, JSON>) -> JSON {
        guard case .members(let members) = self else { return self }
        return .members(members + more.map { Member(name: $0.key, value: $0.value) })
    }

    /// The value of a member; nil where there is none.
    public subscript(name: String) -> JSON? {
        guard case .members(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByNilLiteral
{
    /// Members in the order written.
    public init(dictionaryLiteral elements: (String, JSON)...) { self = .members(elements.map { Member(name: $0.0, value: $0.1) }) }
    /// A list.
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    /// A text.
    public init(stringLiteral value: String) { self = .string(value) }
    /// True or false.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    /// A whole number.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// `null`.
    public init(nilLiteral: ()) { self = .null }
}

extension Double {
    /// The nearest number of so many significant digits, so that 0.1 + 0.2 is not written with seventeen.
    func rounded(toDigits digits: Int) -> Double {
        guard isFinite, self != 0 else { return isFinite ? 0 : self }
        var scale = 1.0
        let least = Double.tenTo(digits) / 10
        while magnitude * scale < least, scale < 1e300 { scale *= 10 }
        return (self * scale).rounded() / scale
    }

    private static func tenTo(_ power: Int) -> Double { (0..<max(1, power)).reduce(1.0) { result, _ in result * 10 } }
}
