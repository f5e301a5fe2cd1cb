/// Why a line is no note. Never holds anything of the line.
enum NoteError: Error {
    case notObject
    case noText
    case wrongType(field: StaticString)
    case notBase64
    case tooLarge(limit: Int)

    var reason: String {
        switch self {
        case .notObject: say("not a JSON object on one line", "pas un objet JSON sur une ligne")
        case .noText: say("no field `text`", "pas de champ `text`")
        case .wrongType(let field): say("field `\(field)` has the wrong type", "le champ `\(field)` n'a pas le bon type")
        case .notBase64: say("field `bytes_b64` is not base64", "le champ `bytes_b64` n'est pas en base64")
        case .tooLarge(let limit):
            say("more than \(limit) bytes of text", "plus de \(limit) octets de texte")
        }
    }
}
