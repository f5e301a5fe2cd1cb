import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Asks for a document over http or https, and writes what comes into a file: within a time, a size and a number of redirects.
struct HTTPFetch: Sendable {
    /// What came of it.
    enum Outcome: Sendable {
        /// The server says that nothing has changed (304).
        case unchanged
        /// The document is in the file.
        case document(digest: [UInt8], etag: String, lastModified: String)
    }

    /// Why there is no document.
    struct Refused: Error, CustomStringConvertible {
        let description: String
        /// What the server asks for.
        var retryAfter: Duration?
    }

    let client: HTTPClient
    let timeout: Duration
    let redirects: Int
    let maximum: UInt64
    let headers: [(name: String, value: String)]

    /// Fetches what is at an address, unless it is still what `etag` and `lastModified` stand for.
    func fetch(_ url: String, etag: String, lastModified: String, into file: DocumentFile) async throws -> Outcome {
        try await withThrowingTaskGroup(of: Outcome?.self) { group in
            group.addTask { try await follow(url, etag: etag, lastModified: lastModified, into: file) }
            group.addTask {
                try await Task.sleep(for: timeout)
                return nil
            }
            defer { group.cancelAll() }
            guard let outcome = try await group.next() ?? nil else {
                throw Refused(
                    description: say(
                        "no whole answer within \(timeout.components.seconds) s: raise timeout, or see whether the server is well",
                        "pas de réponse complète en \(timeout.components.seconds) s : augmenter timeout, ou voir si le serveur va bien"))
            }
            return outcome
        }
    }

    private func follow(_ url: String, etag: String, lastModified: String, into file: DocumentFile) async throws -> Outcome {
        var address = url
        for _ in 0...redirects {
            // What was meant for one server is not for another.
            let isHome = HTTPOrigin(address) == HTTPOrigin(url)
            var request = HTTPClientRequest(url: address)
            request.headers.add(name: "User-Agent", value: "quietude-connect")
            request.headers.add(name: "Accept-Encoding", value: "gzip")
            if isHome { for header in headers { request.headers.replaceOrAdd(name: header.name, value: header.value) } }
            if !etag.isEmpty { request.headers.add(name: "If-None-Match", value: etag) }
            if !lastModified.isEmpty { request.headers.add(name: "If-Modified-Since", value: lastModified) }
            // The task group around this ends it in time; the client's own deadline stands behind that.
            let deadline = NIODeadline.now() + .seconds(Int64(timeout.components.seconds) + 30)
            let response = try await client.execute(request, deadline: deadline)
            switch response.status.code {
            case 304: return .unchanged
            case 200: return try await take(response, into: file)
            case 301, 302, 303, 307, 308:
                address = try next(response, from: address)
            default:
                throw Refused(
                    description: say(
                        "the server answers \(response.status.code) \(response.status.reasonPhrase)",
                        "le serveur répond \(response.status.code) \(response.status.reasonPhrase)"),
                    retryAfter: response.headers.first(name: "Retry-After").flatMap(Int.init).map { .seconds(min(max($0, 0), 86_400)) })
            }
        }
        throw Refused(
            description: say(
                "more than \(redirects) redirects: name the last address, or raise redirects",
                "plus de \(redirects) redirections : nommer la dernière adresse, ou augmenter redirects"))
    }

    private func next(_ response: HTTPClientResponse, from address: String) throws -> String {
        guard let location = response.headers.first(name: "Location"), let base = URL(string: address),
            let target = URL(string: location, relativeTo: base)?.absoluteURL, let scheme = target.scheme
        else { throw Refused(description: say("a redirect without an address", "une redirection sans adresse")) }
        guard scheme == "https" || (scheme == "http" && base.scheme == "http") else {
            throw Refused(
                description: say(
                    "a redirect from \(base.scheme ?? "") to \(scheme), which is not followed",
                    "une redirection de \(base.scheme ?? "") vers \(scheme), qui n'est pas suivie"))
        }
        return target.absoluteString
    }

    private func take(_ response: HTTPClientResponse, into file: DocumentFile) async throws -> Outcome {
        let coding = (response.headers.first(name: "Content-Encoding") ?? "identity").lowercased()
        guard ["identity", "gzip", "x-gzip", ""].contains(coding) else {
            throw Refused(
                description: say(
                    "the answer is coded as \(coding.prefix(20)), which was not asked for",
                    "la réponse est codée en \(coding.prefix(20)), non demandé"))
        }
        if let length = response.headers.first(name: "Content-Length").flatMap(UInt64.init), length > maximum {
            throw Refused(description: DocumentFile.Writing.tooLarge(maximum))
        }
        var writing = try file.write(maximum: maximum)
        do {
            for try await part in response.body {
                try part.withUnsafeReadableBytes { try writing.append($0) }
            }
        } catch {
            writing.abandon()
            throw error
        }
        return .document(
            digest: try writing.finish(), etag: response.headers.first(name: "ETag") ?? "",
            lastModified: response.headers.first(name: "Last-Modified") ?? "")
    }
}

/// Scheme, host and port of an address.
struct HTTPOrigin: Hashable {
    private let scheme: String
    private let host: String
    private let port: Int

    init?(_ address: String) {
        guard let url = URL(string: address), let scheme = url.scheme?.lowercased(), let host = url.host?.lowercased() else { return nil }
        self.scheme = scheme
        self.host = host
        port = url.port ?? (scheme == "https" ? 443 : 80)
    }
}
