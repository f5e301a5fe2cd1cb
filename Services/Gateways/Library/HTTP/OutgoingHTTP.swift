import AsyncHTTPClient
import Foundation
import Logging
import NIOCore
import NIOSSL

/// One HTTP client for a gateway: TLS by the system's certificates (and one more where the file says so), no redirects, bounded answers.
struct OutgoingHTTP: Sendable {
    /// What came back.
    struct Answer: Sendable {
        let status: Int
        let headers: [(name: String, value: String)]
        let body: String
        /// Whether it came over HTTP/2.
        var isHTTP2 = false

        func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }
    }

    private let client: HTTPClient
    private let timeout: Duration
    /// Answers are small; what is longer is not read.
    private static let mostAnswer = 64 << 10

    /// A client; `trustFile` names a PEM file of certificates to trust beside the system's.
    init(timeout: Duration, trustFile: String? = nil) throws {
        var configuration = HTTPClient.Configuration()
        var tls = TLSConfiguration.makeClientConfiguration()
        if let trustFile {
            let certificates = try NIOSSLCertificate.fromPEMFile(trustFile)
            tls.additionalTrustRoots = [.certificates(certificates)]
        }
        configuration.tlsConfiguration = tls
        // A redirect would carry signature and content to somebody whom nobody named.
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .nanoseconds(Int64(timeout / .nanoseconds(1)))
        configuration.connectionPool.idleTimeout = .seconds(60)
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        self.timeout = timeout
    }

    /// Sends a request and reads the answer whole.
    func post(_ url: String, headers: [(String, String)], body: [UInt8]) async throws -> Answer {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.headers.replaceOrAdd(name: "user-agent", value: "quietude-gateway")
        request.body = .bytes(ByteBuffer(bytes: body))
        let response = try await client.execute(request, timeout: .nanoseconds(Int64(timeout / .nanoseconds(1))))
        let bytes = try await response.body.collect(upTo: Self.mostAnswer)
        return Answer(
            status: Int(response.status.code), headers: response.headers.map { ($0.name, $0.value) }, body: String(buffer: bytes),
            isHTTP2: response.version == .http2)
    }

    /// Lets the connections go.
    func close() async { try? await client.shutdown() }

    /// Whether a URL may carry alerts: HTTPS, or plain HTTP to this machine.
    static func isSafe(_ text: String) -> Bool {
        guard let url = URLComponents(string: text), let host = url.host, !host.isEmpty else { return false }
        return url.scheme == "https" || (url.scheme == "http" && ["127.0.0.1", "::1", "[::1]", "localhost"].contains(host))
    }
}
