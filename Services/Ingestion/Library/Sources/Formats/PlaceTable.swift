import Foundation

/// Where the things are that feeds only name: cameras, stops, zones, establishments, addresses, each by its code.
///
/// Read from CSV with a header that names `code`, `latitude` and `longitude` (and, if it likes, `radius` in metres), or from the `stops.txt`
/// of a GTFS feed (`stop_id`, `stop_lat`, `stop_lon`). Codes are compared without regard to case, accents or repeated blanks, so that
/// `12 Rue de Rome` finds `12 RUE DE ROME`.
public struct PlaceTable: Sendable, Hashable {
    /// A point, and how far around it the thing may be.
    public struct Place: Sendable, Hashable {
        /// WGS 84 degrees.
        public var latitude: Double
        /// WGS 84 degrees.
        public var longitude: Double
        /// Metres; 0 where not stated.
        public var radius: Float

        /// A place from its coordinates.
        public init(latitude: Double, longitude: Double, radius: Float = 0) {
            self.latitude = latitude
            self.longitude = longitude
            self.radius = radius
        }
    }

    /// No place is known.
    public static let empty = PlaceTable()
    /// Places in a table: no city has more cameras, stops and addresses together.
    public static let maximumCount = 2_000_000

    private var exact: [String: Place] = [:]
    private var folded: [String: Place] = [:]

    /// A table of nothing; `add` what is known.
    public init() {}

    /// Whether it knows nothing.
    public var isEmpty: Bool { exact.isEmpty }
    /// How many codes it knows.
    public var count: Int { exact.count }

    /// Adds a place; the last one given for a code holds. Throws where the table is full.
    public mutating func add(_ code: String, _ place: Place) throws(FileProblem) {
        guard exact.count < PlaceTable.maximumCount else {
            throw FileProblem(description: "there are more than \(PlaceTable.maximumCount) places; split the table by territory")
        }
        exact[code] = place
        folded[PlaceTable.fold(code)] = place
    }

    /// The place of a code; nil where it is not known.
    public func place(_ code: String) -> Place? {
        if exact.isEmpty { return nil }
        return exact[code] ?? folded[PlaceTable.fold(code)]
    }

    /// Upper case without accents, blanks single: how codes and addresses are compared.
    static func fold(_ text: String) -> String {
        if let plain = foldedASCII(text) { return plain }
        var out = ""
        var blank = false
        for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar {
            case " ", "\t", "\u{a0}", ",", "-", "'", "\u{2019}": blank = !out.isEmpty
            case _ where scalar.properties.canonicalCombiningClass != .notReordered: continue
            default:
                if blank { out += " " }
                blank = false
                out += scalar.properties.uppercaseMapping
            }
        }
        return out
    }

    /// The same of a text of ASCII alone, a hundred times as fast; nil where it is not.
    private static func foldedASCII(_ text: String) -> String? {
        var text = text
        return text.withUTF8 { bytes in
            guard TableRow.isASCII(bytes) else { return nil }
            return String(unsafeUninitializedCapacity: bytes.count) { out in
                var count = 0
                var blank = false
                for byte in bytes {
                    switch byte {
                    case 0x20, 0x09, UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: "'"): blank = count > 0
                    default:
                        if blank {
                            out[count] = 0x20
                            count += 1
                        }
                        blank = false
                        out[count] = UInt8(ascii: "a") <= byte && byte <= UInt8(ascii: "z") ? byte - 0x20 : byte
                        count += 1
                    }
                }
                return count
            }
        }
    }
}
