internal import CProtobufC

// From Swift values to what a C struct points to. The arena of an encoder has no ceiling: only the machine's memory can refuse.
extension Arena {
    private func room<T>(_ type: T.Type, _ count: Int) -> UnsafeMutablePointer<T> {
        guard let pointer = allocate(type, count: count) else { fatalError("out of memory while encoding \(count) values of \(type)") }
        return pointer
    }

    /// A C string. NULs are left out: they would end it early for protobuf-c, here and at the reader.
    func string(_ value: String) -> UnsafeMutablePointer<CChar> {
        if value.isEmpty { return EmptyString.pointer }
        var value = value
        return value.withUTF8 { source in
            let target = room(UInt8.self, source.count + 1)
            var count = source.count
            if let base = source.baseAddress { target.initialize(from: base, count: count) }
            if source.contains(0) {
                count = 0
                for byte in source where byte != 0 {
                    target[count] = byte
                    count += 1
                }
            }
            target[count] = 0
            return UnsafeMutableRawPointer(target).assumingMemoryBound(to: CChar.self)
        }
    }

    /// Strings, with their count for the struct's `n_` member.
    func strings(_ values: [String]) -> (count: Int, pointer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) {
        array(values.map { Optional(string($0)) })
    }

    /// Bytes.
    func data(_ value: [UInt8]) -> ProtobufCBinaryData {
        let (count, pointer) = array(value)
        return ProtobufCBinaryData(len: count, data: pointer)
    }

    /// A copy of an array, with its count for the struct's `n_` member.
    func array<T>(_ values: [T]) -> (count: Int, pointer: UnsafeMutablePointer<T>?) {
        guard !values.isEmpty else { return (0, nil) }
        let target = room(T.self, values.count)
        _ = UnsafeMutableBufferPointer(start: target, count: values.count).initialize(from: values)
        return (values.count, target)
    }

    /// A nested message.
    func message<M: ProtobufCoded>(_ value: M) -> UnsafeMutablePointer<M.CStruct> {
        let target = room(M.CStruct.self, 1)
        M.initialise(target)
        value.fill(&target.pointee, in: self)
        return target
    }

    /// Nested messages, with their count for the struct's `n_` member.
    func messages<M: ProtobufCoded>(_ values: [M]) -> (count: Int, pointer: UnsafeMutablePointer<UnsafeMutablePointer<M.CStruct>?>?) {
        array(values.map { Optional(message($0)) })
    }
}
