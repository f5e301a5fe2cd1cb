import AsyncHTTPClient
import Console
import Foundation
import NIOCore
import Schema
import Testing

@testable import quietude_console

@Suite("Server-sent events")
struct EventTests {
    /// Reads a stream until a line satisfies.
    private func read(
        _ house: ConsoleHouse, after: String? = nil, cookie: String, until isLast: @escaping @Sendable (String) -> Bool,
        whenOpen: @escaping @Sendable () async throws -> Void
    ) async throws -> String {
        var request = HTTPClientRequest(url: house.base + "/api/events")
        request.headers.add(name: "Cookie", value: "\(SignedIn.cookie)=\(cookie)")
        if let after { request.headers.add(name: "Last-Event-ID", value: after) }
        let response = try await Browser.client.execute(request, timeout: .seconds(10))
        #expect(response.headers.first(name: "Content-Type")?.hasPrefix("text/event-stream") == true)
        var text = ""
        var isOpen = false
        for try await chunk in response.body {
            text += String(buffer: chunk)
            if !isOpen, text.contains("event: hello") {
                isOpen = true
                try await whenOpen()
            }
            if isLast(text) { break }
        }
        return text
    }

    @Test("an alert reaches a browser that watches, with its thread; one that comes back is told what it missed")
    func alerts() async throws {
        try await ConsoleHouse.run { house in
            try await house.fill()
            let (cookie, _) = await house.hall.sessions.open(name: "post", role: .operator)
            let text = try await read(house, cookie: cookie, until: { $0.contains("\"message\":\"b\"") }) {
                try await house.append([(.alert, Made.alert("b", sent: Made.start + 60, type: .update).encoded())])
            }
            #expect(text.contains("event: alert\n"))
            let identifier = text.split(separator: "\n").last { $0.hasPrefix("id: ") }.map { String($0.dropFirst(4)) } ?? ""
            try await house.append([(.alert, Made.alert("c", sent: Made.start + 90, type: .update).encoded())])
            let missed = try await read(house, after: identifier, cookie: cookie, until: { $0.contains("\"message\":\"c\"") }) {}
            #expect(!missed.contains("\"message\":\"b\"") && !missed.contains("event: reset"))
            let anew = try await read(house, after: "other-1", cookie: cookie, until: { $0.contains("event: hello") }) {}
            #expect(anew.contains("event: reset"))
        }
    }

    @Test("a stream ends with its session: nothing more is told to who signed out")
    func signedOut() async throws {
        try await ConsoleHouse.run { house in
            try await house.fill()
            let (cookie, identity) = await house.hall.sessions.open(name: "post", role: .operator)
            let text = try await read(house, cookie: cookie, until: { _ in false }) {
                await house.hall.sessions.close(identity)
                try await house.append([(.alert, Made.alert("b", sent: Made.start + 60, type: .update).encoded())])
            }
            #expect(!text.contains("event: alert"))
        }
    }

    @Test("one session cannot take every place of the stream")
    func bounded() {
        var stream = EventStream(epoch: "e")
        let opened = (0..<100).compactMap { _ in stream.watch(after: nil, caller: "one", hello: "{}") }
        #expect(opened.count == 16)
        #expect(stream.watch(after: nil, caller: "other", hello: "{}") != nil)
        stream.leave(opened[0])
        #expect(stream.watch(after: nil, caller: "one", hello: "{}") != nil)
        stream.end()
    }

    @Test("a browser that does not read is ended, and holds nobody up")
    func slow() async throws {
        var stream = EventStream(epoch: "e")
        let slow = stream.watch(after: nil, caller: "a", hello: "{}")
        for number in 0..<1_000 { stream.send("alert", "\(number)") }
        let fresh = stream.watch(after: "e-990", caller: "a", hello: "{}")
        #expect(fresh != nil)
        var held = 0
        for await _ in try #require(slow).texts { held += 1 }
        #expect(held <= 260)
        stream.end()
    }
}
