import Foundation

/// An element of a message that exists in XML and in JSON alike: an adapter reads both by the same names.
///
/// A JSON array stands for elements of one name that follow one another; attributes are not asked for.
struct FeedNode {
    private enum Form {
        case xml(XMLNode)
        case json(Any)
    }

    private let form: Form
    /// Line on which it begins, from 1; in JSON that of the whole object.
    let line: Int

    init(_ node: XMLNode) {
        form = .xml(node)
        line = node.line
    }

    /// The object of some JSON; nil where it is none.
    init?(json bytes: ArraySlice<UInt8>, line: Int) {
        guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else { return nil }
        self.init(json: object, line: line)
    }

    private init(json: Any, line: Int) {
        form = .json(json)
        self.line = line
    }

    /// The element's own name; empty in JSON, where it is the key it stands under.
    var name: String { if case .xml(let node) = form { node.name } else { "" } }

    /// By its type, for `is NSNull` converts a dictionary and all that lies in it first.
    private static func isNull(_ value: Any) -> Bool { type(of: value) == NSNull.self }

    /// The XML element; nil in JSON.
    var xml: XMLNode? { if case .xml(let node) = form { node } else { nil } }

    /// Its first child of a name.
    func child(_ name: String) -> FeedNode? {
        switch form {
        case .xml(let node): node.child(name).map(FeedNode.init)
        case .json: children(name).first
        }
    }

    /// Its children of a name, in order.
    func children(_ name: String) -> [FeedNode] {
        switch form {
        case .xml(let node): return node.children(name).map(FeedNode.init)
        case .json(let value):
            guard let object = value as? [String: Any], let child = object[name], !FeedNode.isNull(child) else { return [] }
            guard let list = child as? [Any] else { return [FeedNode(json: child, line: line)] }
            return list.filter { !FeedNode.isNull($0) }.map { FeedNode(json: $0, line: line) }
        }
    }

    /// All its children with their names, in order of the document, or of the keys.
    var named: [(name: String, node: FeedNode)] {
        switch form {
        case .xml(let node): return node.children.map { ($0.name, FeedNode($0)) }
        case .json(let value):
            guard let object = value as? [String: Any] else { return [] }
            return object.keys.sorted().flatMap { key in children(key).map { (key, $0) } }
        }
    }

    /// The end of a path of names, the first of each.
    func at(_ path: String...) -> FeedNode? {
        var node: FeedNode? = self
        for name in path { node = node?.child(name) }
        return node
    }

    /// Its text; numbers and truth values as they are written; empty where it has children.
    var text: String {
        switch form {
        case .xml(let node): return node.text
        case .json(let value):
            if let text = value as? String { return text.trimmingCharacters(in: .whitespacesAndNewlines) }
            // A container is never cast to a class: that would convert all that lies in it.
            guard !(value is [String: Any]), !(value is [Any]), let number = value as? NSNumber else { return "" }
            // By what it holds: to ask whether it is a Bool says yes of the numbers 0 and 1 too.
            let kind = String(cString: number.objCType)
            if kind == "c" || kind == "B" { return number.boolValue ? "true" : "false" }
            return Int64(exactly: number.doubleValue).map { "\($0)" } ?? "\(number.doubleValue)"
        }
    }

    /// The text of its first child of a name; empty where there is none.
    func text(_ name: String) -> String { child(name)?.text ?? "" }

    /// The number that its first child of a name writes, with a decimal point; nil where it writes none.
    func number(_ name: String) -> Double? {
        let text = text(name)
        return text.isEmpty ? nil : DecimalNumber.parse(Array(text.utf8).span, comma: false)
    }

    /// Whether it has children of a name.
    func has(_ name: String) -> Bool { child(name) != nil }

    /// The first element of one of these names within it, itself aside, no deeper than `depth` and looking at no more than `budget` elements.
    func first(of names: [String], depth: Int = 16, budget: inout Int) -> (name: String, node: FeedNode)? {
        guard depth > 0 else { return nil }
        for name in names { if let child = child(name) { return (name, child) } }
        for child in containers {
            budget -= 1
            guard budget > 0 else { return nil }
            if let found = child.first(of: names, depth: depth - 1, budget: &budget) { return found }
        }
        return nil
    }

    /// Its children that have children themselves.
    private var containers: [FeedNode] {
        switch form {
        case .xml(let node): return node.children.map(FeedNode.init)
        case .json(let value):
            guard let object = value as? [String: Any] else { return [] }
            let keys = object.keys.filter { key in object[key] is [String: Any] || object[key] is [Any] }
            return keys.sorted().flatMap { children($0) }
        }
    }
}
