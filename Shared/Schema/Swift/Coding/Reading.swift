internal import CProtobufC

// From what an unpacked C struct points to, to Swift values. Each names its field when it refuses.
extension ProtobufCoded {
    /// A string: valid UTF-8 without NUL.
    static func text(_ pointer: UnsafeMutablePointer<CChar>?, _ field: String) throws(SchemaError) -> String {
        let bytes = stringBytes(pointer)
        guard !bytes.isEmpty else { return "" }
        guard isText(bytes) else { throw .invalid(message: name, field: field, reason: "is not UTF-8 without NUL; encode it as UTF-8") }
        return String(decoding: bytes.bindMemory(to: UInt8.self), as: UTF8.self)
    }

    /// Strings.
    static func texts(
        _ pointer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ count: Int, _ field: String
    ) throws(SchemaError) -> [String] {
        guard count > 0 else { return [] }
        var texts: [String] = []
        texts.reserveCapacity(count)
        for item in UnsafeBufferPointer(start: pointer, count: count) { texts.append(try text(item, field)) }
        return texts
    }

    /// Bytes.
    static func data(_ data: ProtobufCBinaryData) -> [UInt8] { [UInt8](UnsafeBufferPointer(start: data.data, count: data.len)) }

    /// Numbers.
    static func array<T>(_ pointer: UnsafeMutablePointer<T>?, _ count: Int) -> [T] {
        [T](UnsafeBufferPointer(start: pointer, count: count))
    }

    /// A nested message; nil where it is absent.
    static func message<M: ProtobufCoded>(
        _ pointer: UnsafeMutablePointer<M.CStruct>?, _ field: String, as type: M.Type = M.self
    ) throws(SchemaError) -> M? {
        guard let pointer else { return nil }
        do { return try M(reading: pointer.pointee) } catch { throw error.inside(name, field) }
    }

    /// Nested messages.
    static func messages<M: ProtobufCoded>(
        _ pointer: UnsafeMutablePointer<UnsafeMutablePointer<M.CStruct>?>?, _ count: Int, _ field: String, as type: M.Type = M.self
    ) throws(SchemaError) -> [M] {
        guard count > 0, let pointer else { return [] }
        var messages: [M] = []
        messages.reserveCapacity(count)
        for index in 0..<count {
            guard let item = pointer[index] else { throw .malformed(message: name) }
            do { messages.append(try M(reading: item.pointee)) } catch { throw error.inside(name, "\(field)[\(index)]") }
        }
        return messages
    }

    /// A number of a vocabulary, where a number of no meaning is refused.
    static func closed<Term: RawRepresentable>(
        _ number: UInt32, _ field: String, as type: Term.Type = Term.self
    ) throws(SchemaError) -> Term where Term.RawValue: FixedWidthInteger {
        guard let value = open(number, as: type) else {
            throw .unknownValue(message: name, field: field, value: Int64(Int32(bitPattern: number)))
        }
        return value
    }

    /// A number of a vocabulary; nil where it has no meaning (to this version).
    static func open<Term: RawRepresentable>(_ number: UInt32, as type: Term.Type = Term.self) -> Term?
    where Term.RawValue: FixedWidthInteger {
        Term.RawValue(exactly: number).flatMap { Term(rawValue: $0) }
    }
}

/// The bytes of a string that protobuf-c unpacked into an arena, whatever NULs they hold.
func stringBytes(_ pointer: UnsafeMutablePointer<CChar>?) -> UnsafeRawBufferPointer {
    Arena.bytes(of: pointer, unless: EmptyString.pointer)
}
