/// Start tags: names, attributes and namespaces.
extension XMLScanner {
    /// What a start tag says.
    struct Tag {
        let qualified: Int32
        let name: Int32
        let namespace: Int32
        let isEmpty: Bool
    }

    /// An attribute before its prefix means anything.
    private struct Raw {
        let prefix: Int32
        let name: Int32
        let range: Range<Int>
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 }

    func begins(_ word: StaticString) -> Bool {
        word.withUTF8Buffer { bytes[cursor...].starts(with: $0) }
    }

    /// Where a word ends that closes a comment or section; nil where it was not fed, or lies further than `within`.
    func find(_ word: StaticString, from start: Int, within: Int) -> Int? {
        word.withUTF8Buffer { word in
            let length = word.count
            let limit = min(bytes.count, cursor + within)
            var index = start
            while index + length <= limit {
                guard let mark = bytes[index...(limit - length)].firstIndex(of: word[0]) else { return nil }
                if bytes[mark..<(mark + length)].elementsEqual(word) { return mark + length }
                index = mark + 1
            }
            return nil
        }
    }

    /// Where a tag ends, its `>` included, quotes respected; nil where it was not fed, or lies further than the limit `markup`.
    func endOfTag(from start: Int) -> Int? {
        let span = bytes.span
        let limit = min(span.count, cursor + limits.markup)
        var quote: UInt8 = 0
        var index = start
        while index < limit {
            let byte = span[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: ">") {
                return index + 1
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            }
            index += 1
        }
        return nil
    }

    /// A range without the spaces at its end.
    func trimmed(_ start: Int, _ end: Int) -> Range<Int> {
        var end = end
        while end > start, XMLScanner.isSpace(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    /// Reads the start tag at the cursor, which ends before `end`; its bindings are in force afterwards.
    mutating func readTag(_ end: Int) throws(FileProblem) -> Tag {
        attributes.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        var last = end - 1
        let isEmpty = bytes[last - 1] == UInt8(ascii: "/")
        if isEmpty { last -= 1 }
        var index = cursor + 1
        let whole = nameRange(&index, last)
        guard !whole.isEmpty else { throw problem("`<` begins no tag; write it as `&lt;`") }
        let (prefix, local) = try split(whole)
        let qualified = try number(whole)
        var raws: [Raw] = []
        while true {
            let before = index
            while index < last, XMLScanner.isSpace(bytes[index]) { index += 1 }
            if index == last { break }
            guard index > before else { throw problem("attributes must be parted by spaces, and quoted") }
            guard attributes.count + raws.count < limits.attributes else {
                throw problem("an element has more than \(limits.attributes) attributes (limit `attributes`)")
            }
            if let raw = try attribute(&index, last) { raws.append(raw) }
        }
        for raw in raws {
            // An attribute without prefix is in no namespace (Namespaces in XML 1.0, 6.2).
            let namespace = raw.prefix == XMLNames.none ? XMLNames.none : try resolve(raw.prefix)
            guard !attributes.contains(where: { $0.name == raw.name && $0.namespace == namespace }) else {
                throw problem("an element has the attribute `\(names.texts[Int(raw.name)].prefix(40))` twice")
            }
            attributes.append(Attribute(name: raw.name, namespace: namespace, range: raw.range))
        }
        return Tag(qualified: qualified, name: local, namespace: try resolve(prefix), isEmpty: isEmpty)
    }

    /// One attribute; nil where it declares a namespace.
    private mutating func attribute(_ index: inout Int, _ last: Int) throws(FileProblem) -> Raw? {
        let whole = nameRange(&index, last)
        while index < last, XMLScanner.isSpace(bytes[index]) { index += 1 }
        guard !whole.isEmpty, index < last, bytes[index] == UInt8(ascii: "=") else { throw problem("an attribute has no value") }
        index += 1
        while index < last, XMLScanner.isSpace(bytes[index]) { index += 1 }
        guard index < last, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
            throw problem("the value of an attribute must stand in quotes")
        }
        let quote = bytes[index]
        index += 1
        let from = index
        while index < last, bytes[index] != quote { index += 1 }
        guard index < last else { throw problem("the value of an attribute is not closed") }
        guard !bytes[from..<index].contains(UInt8(ascii: "<")) else { throw problem("`<` stands in an attribute; write it as `&lt;`") }
        let start = values.count
        _ = try XMLReferences.append(bytes, from..<index, to: &values, whole: true, problem)
        index += 1
        let (prefix, local) = try split(whole)
        let isDefault = prefix == XMLNames.none && names.texts[Int(local)] == "xmlns"
        guard isDefault || names.texts[Int(prefix)] == "xmlns" else { return Raw(prefix: prefix, name: local, range: start..<values.count) }
        guard bindings.count < limits.attributes * 4 else { throw problem("too many namespaces are declared") }
        let value = Array(values[start...])
        let namespace = try number(value.span)
        bindings.append(Binding(prefix: isDefault ? XMLNames.none : local, namespace: namespace))
        values.removeSubrange(start...)
        return nil
    }

    /// The name at `index`, which it passes.
    private func nameRange(_ index: inout Int, _ last: Int) -> Range<Int> {
        let start = index
        while index < last {
            let byte = bytes[index]
            if XMLScanner.isSpace(byte) || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "<") { break }
            index += 1
        }
        return start..<index
    }

    private mutating func split(_ whole: Range<Int>) throws(FileProblem) -> (prefix: Int32, local: Int32) {
        guard let colon = bytes[whole].firstIndex(of: UInt8(ascii: ":")) else { return (XMLNames.none, try number(whole)) }
        return (try number(whole.lowerBound..<colon), try number((colon + 1)..<whole.upperBound))
    }

    private mutating func number(_ range: Range<Int>) throws(FileProblem) -> Int32 {
        let bytes = self.bytes
        return try number(bytes.span.extracting(range))
    }

    private mutating func number(_ name: Span<UInt8>) throws(FileProblem) -> Int32 {
        guard let number = intern(name) else {
            throw problem("the document has more than \(limits.names) different names (limit `names`)")
        }
        return number
    }

    private func resolve(_ prefix: Int32) throws(FileProblem) -> Int32 {
        var index = bindings.count
        while index > 0 {
            index -= 1
            if bindings[index].prefix == prefix { return bindings[index].namespace }
        }
        // `xml` is bound by the standard itself, and nobody of ours asks for what it names.
        if prefix == XMLNames.none || names.texts[Int(prefix)] == "xml" { return XMLNames.none }
        throw problem("the prefix `\(names.texts[Int(prefix)].prefix(40))` is bound to no namespace; declare it with xmlns")
    }
}
