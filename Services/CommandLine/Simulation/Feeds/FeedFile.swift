/// A document as a partner has it, made of a simulated city, and what it means.
public struct FeedFile: Sendable {
    /// What a row, message or element of the document should become.
    public struct Fact: Sendable, Hashable {
        /// Code of our category.
        public var code: String
        /// Seconds since 1970.
        public var start: Int64
        /// Seconds since 1970; nil for an instant.
        public var end: Int64?
        /// WGS 84 degrees; nil where it holds for the territory.
        public var latitude: Double?
        /// WGS 84 degrees.
        public var longitude: Double?
        /// Nil for an incident, and where the value is censored.
        public var value: Double?
        /// Upper bound of a censored value, the lower one being 0.
        public var upper: Double?

        /// What an observation says.
        init(
            _ code: String, _ start: Int64, end: Int64? = nil, at place: (Double, Double)? = nil, value: Double? = nil, upper: Double? = nil
        ) {
            self.code = code
            self.start = start
            self.end = end
            latitude = place?.0
            longitude = place?.1
            self.value = value
            self.upper = upper
        }
    }

    /// Path below the folder that it is written into.
    public let name: String
    /// Name of the format, as `quietude push --format` takes it.
    public let format: String
    /// The source in the register.
    public let source: String
    /// The device it comes from, where the document does not say it; else empty.
    public var device = ""
    /// The document.
    public let bytes: [UInt8]
    /// What it means, in no order: corrections carried out, exercises and withdrawals left out.
    public let facts: [Fact]
    /// Another view of what a file beside it says already: to be read, not to be pushed as well.
    public var isAlternative = false
}
