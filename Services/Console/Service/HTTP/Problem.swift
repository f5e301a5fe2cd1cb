import Console
import HTTPTypes
import Hummingbird

/// An error as the API tells it: RFC 9457.
struct Problem: Error, HTTPResponseError {
    let status: HTTPResponse.Status
    let english: String
    let french: String
    var field: String?
    /// Seconds.
    var retryAfter: Int?

    init(_ status: HTTPResponse.Status, _ english: String, _ french: String, field: String? = nil, retryAfter: Int? = nil) {
        self.status = status
        self.english = english
        self.french = french
        self.field = field
        self.retryAfter = retryAfter
    }

    static func notFound(_ what: String = "this") -> Problem { Problem(.notFound, "There is no \(what).", "Cela n'existe pas : \(what).") }

    static func parameter(_ name: String, _ english: String, _ french: String) -> Problem {
        Problem(.unprocessableContent, "\(name) \(english)", "\(name) \(french)", field: name)
    }

    func response(from request: Request, context: some RequestContext) throws -> Response {
        var body: JSON = [
            "type": "about:blank", "status": .whole(status.code), "title": .string(status.reasonPhrase), "detail": .string(english),
            "detailFr": .string(french),
        ]
        if let field { body = body.adding(["field": .string(field)]) }
        var response = Reply.json(body, status: status, type: "application/problem+json")
        if let retryAfter { response.headers[.retryAfter] = "\(retryAfter)" }
        return response
    }
}
