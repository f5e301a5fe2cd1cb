/// A message that is written in XML and in JSON alike.
struct FeedTree {
    private enum Content {
        case text(String)
        case number(String)
        case children([FeedTree])
    }

    private let name: String
    private let namespace: String
    private let content: Content

    init(_ name: String, _ text: String) { (self.name, namespace, content) = (name, "", .text(text)) }

    init(_ name: String, number: String) { (self.name, namespace, content) = (name, "", .number(number)) }

    init(_ name: String, _ children: [FeedTree], namespace: String = "") {
        (self.name, self.namespace, content) = (name, namespace, .children(children))
    }

    /// As an element.
    var xml: String {
        let head = namespace.isEmpty ? name : "\(name) xmlns=\"\(namespace)\""
        switch content {
        case .text(let text), .number(let text): return "<\(head)>\(FeedText.markup(text))</\(name)>"
        case .children(let children): return "<\(head)>\(children.map(\.xml).joined())</\(name)>"
        }
    }

    /// As an object that holds it.
    var json: String { "{\(pair)}" }

    private var pair: String {
        switch content {
        case .text(let text): "\(FeedTree.quoted(name)):\(FeedTree.quoted(text))"
        case .number(let text): "\(FeedTree.quoted(name)):\(text)"
        case .children(let children): "\(FeedTree.quoted(name)):{\(children.map(\.pair).joined(separator: ","))}"
        }
    }

    /// A string of JSON (RFC 8259, 7).
    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case _ where scalar.value < 0x20: out += " "
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
