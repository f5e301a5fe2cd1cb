/// One element of a document with all that lies within it, as a flat table: what an adapter reads a record from.
///
/// ```swift
/// let alert = fragment.root
/// let sender = alert.text("sender")                 // "" where there is none
/// for info in alert.children("info") { … info.child("area")?.attribute("id") … }
/// ```
/// Names are local names; ask `namespace` where it matters. Text is the character data before the first child element, without the white
/// space around it: none of our formats has mixed content.
struct XMLFragment: Sendable {
    /// Not a node.
    static let none: Int32 = -1

    struct Entry: Sendable {
        let name: Int32
        let namespace: Int32
        let line: Int
        var text: Range<Int>
        var attributes: Range<Int>
        var firstChild = XMLFragment.none
        var lastChild = XMLFragment.none
        var nextSibling = XMLFragment.none
    }

    struct Attribute: Sendable {
        let name: Int32
        let namespace: Int32
        let range: Range<Int>
    }

    var entries: [Entry] = []
    var attributes: [Attribute] = []
    /// UTF-8 of texts and attribute values.
    var bytes: [UInt8] = []
    var names: [String] = []

    /// The record's own element.
    var root: XMLNode { XMLNode(fragment: self, index: 0) }

    /// The text of a range of `bytes`; U+FFFD stands for what is not UTF-8.
    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

/// An element of a fragment.
struct XMLNode: Sendable {
    let fragment: XMLFragment
    let index: Int

    private var entry: XMLFragment.Entry { fragment.entries[index] }

    /// Local name.
    var name: String { fragment.names[Int(entry.name)] }
    /// Namespace; empty where it has none.
    var namespace: String { fragment.names[Int(entry.namespace)] }
    /// Line on which it begins, from 1.
    var line: Int { entry.line }
    /// The UTF-8 of its text, without the white space around it.
    var bytes: ArraySlice<UInt8> { fragment.bytes[entry.text] }
    /// Its text, without the white space around it.
    var text: String { fragment.string(entry.text) }

    /// Its children, in order.
    var children: XMLChildren { XMLChildren(fragment: fragment, place: entry.firstChild, name: nil) }

    /// Its children of a local name, in order.
    func children(_ name: String) -> XMLChildren {
        XMLChildren(fragment: fragment, place: entry.firstChild, name: name)
    }

    /// Its first child of a local name.
    func child(_ name: String) -> XMLNode? {
        var next = entry.firstChild
        while next >= 0 {
            let entry = fragment.entries[Int(next)]
            if fragment.names[Int(entry.name)] == name { return XMLNode(fragment: fragment, index: Int(next)) }
            next = entry.nextSibling
        }
        return nil
    }

    /// What lies at the end of a path of local names, the first of each.
    func at(_ path: String...) -> XMLNode? {
        var node: XMLNode? = self
        for name in path { node = node?.child(name) }
        return node
    }

    /// The text of its first child of a local name; empty where there is none.
    func text(_ name: String) -> String { child(name)?.text ?? "" }

    /// An attribute by its local name; nil where it has none.
    func attribute(_ name: String) -> String? {
        for attribute in fragment.attributes[entry.attributes] where fragment.names[Int(attribute.name)] == name {
            return fragment.string(attribute.range)
        }
        return nil
    }
}

/// Children of an element.
struct XMLChildren: Sequence, IteratorProtocol, Sendable {
    private let fragment: XMLFragment
    private var place: Int32
    private let name: String?

    init(fragment: XMLFragment, place: Int32, name: String?) {
        self.fragment = fragment
        self.place = place
        self.name = name
    }

    mutating func next() -> XMLNode? {
        while place >= 0 {
            let index = Int(place)
            let entry = fragment.entries[index]
            place = entry.nextSibling
            if let name, fragment.names[Int(entry.name)] != name { continue }
            return XMLNode(fragment: fragment, index: index)
        }
        return nil
    }
}
