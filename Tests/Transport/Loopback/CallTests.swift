import Domain
import Schema
import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(1)))
struct CallTests {
    @Test("a call is answered, over CURVE")
    func echo() async throws {
        try await House.with { house in
            let client = house.client("operator", try await house.start())
            #expect(try await client.call("/test/Echo", [1, 2, 3], deadline: .seconds(30)) == [1, 2, 3])
        }
    }

    @Test("a large body comes whole")
    func large() async throws {
        try await House.with { house in
            let client = house.client("operator", try await house.start())
            let body = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            #expect(try await client.call("/test/Echo", body, deadline: .seconds(30)) == body)
        }
    }

    @Test("many calls at once each get their own answer")
    func concurrent() async throws {
        try await House.with { house in
            let client = house.client("operator", try await house.start())
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let body = Array("\(number)".utf8)
                        return try await client.call("/test/Echo", body, deadline: .seconds(30)) == body
                    }
                }
                for try await isRight in group { #expect(isRight) }
            }
        }
    }

    @Test("a handler knows who is calling")
    func peer() async throws {
        try await House.with { house in
            let server = try await house.start { server in
                server.handle(Method.push) { _, context throws(CallError) in Array(context.peer.name.utf8) }
            }
            #expect(try await house.client("bmpm", server).call(Method.push, [], deadline: .seconds(30)) == Array("bmpm".utf8))
        }
    }

    @Test("a handler's status, sentence and delay reach the caller")
    func handlerFailure() async throws {
        try await House.with { house in
            let server = try await house.start { server in
                server.handle("/test/Full") { _, _ throws(CallError) in
                    throw CallError(.resourceExhausted, "come back later", retryAfter: .seconds(7))
                }
            }
            let client = house.client("operator", server)
            let error = await failure { () throws(CallError) in try await client.call("/test/Full", [], deadline: .seconds(30)) }
            #expect(error == CallError(.resourceExhausted, "come back later", retryAfter: .seconds(7)))
        }
    }

    @Test("a caller gets DEADLINE_EXCEEDED in time, and the handler is stopped")
    func clientDeadline() async throws {
        try await House.with { house in
            let stopped = Latch()
            let server = try await house.start { server in
                server.handle("/test/Hang") { _, _ throws(CallError) in
                    await Latch.untilCancelled()
                    stopped.open()
                    return []
                }
            }
            let client = house.client("operator", server)
            _ = try await client.call("/test/Echo", [], deadline: .seconds(30))
            let error = await failure { () throws(CallError) in try await client.call("/test/Hang", [], deadline: .milliseconds(50)) }
            #expect(error?.status == .deadlineExceeded)
            await stopped.wait()
        }
    }

    @Test("the server enforces the deadline by itself, for a client that does not")
    func serverDeadline() async throws {
        try await House.with { house in
            let server = try await house.start { server in
                server.handle("/test/Hang") { _, _ throws(CallError) in
                    await Latch.untilCancelled()
                    return []
                }
            }
            let raw = try RawDealer(server.endpoint, house.pair("operator"), serverKey: house.serverPair.publicKey)
            raw.send(Header(kind: .request, callID: 9, method: "/test/Hang", deadline: 50))
            let answer = await raw.receive()
            #expect(answer?.header.callID == 9 && answer?.header.status == .deadlineExceeded)
        }
    }

    @Test("cancelling the caller's task cancels the handler's")
    func cancellation() async throws {
        try await House.with { house in
            let (entered, stopped) = (Latch(), Latch())
            let server = try await house.start { server in
                server.handle("/test/Hang") { _, _ throws(CallError) in
                    entered.open()
                    await Latch.untilCancelled()
                    stopped.open()
                    return []
                }
            }
            let client = house.client("operator", server)
            let call = Task { await failure { () throws(CallError) in try await client.call("/test/Hang", [], deadline: .seconds(60)) } }
            await entered.wait()
            call.cancel()
            #expect(await call.value?.status == .cancelled)
            await stopped.wait()
        }
    }

    @Test("an unknown method is UNIMPLEMENTED")
    func unknownMethod() async throws {
        try await House.with { house in
            let client = house.client("operator", try await house.start())
            let error = await failure { () throws(CallError) in try await client.call("/test/Nothing", [], deadline: .seconds(30)) }
            #expect(error?.status == .unimplemented)
        }
    }

    @Test("more calls than one key may have at once are RESOURCE_EXHAUSTED, with a delay")
    func overload() async throws {
        try await House.with { house in
            var limits = ServerLimits()
            limits.callsPerPeer = 1
            let (entered, leave) = (Latch(), Latch())
            let server = try await house.start(limits: limits) { server in
                server.handle("/test/Wait") { _, _ throws(CallError) in
                    entered.open()
                    await leave.wait()
                    return []
                }
            }
            let client = house.client("operator", server)
            let first = Task { try await client.call("/test/Wait", [], deadline: .seconds(60)) }
            await entered.wait()
            let error = await failure { () throws(CallError) in try await client.call("/test/Echo", [], deadline: .seconds(30)) }
            #expect(error?.status == .resourceExhausted && error?.retryAfter == limits.retryAfter)
            leave.open()
            #expect(try await first.value == [])
        }
    }

    @Test("a service says how it is and what it offers, also to those who may do little")
    func builtIn() async throws {
        try await House.with { house in
            let client = house.client("gateway", try await house.start { $0.serve(feed: WatchedFeed()) })
            #expect(try await client.health().status == .serving)
            let description = try await client.describe()
            #expect(description.feeds == [FeedDescription(territory: "marseille", types: [.incidents, .alert])])
            #expect(description.methods.contains(Method.acknowledge) == false && description.schemaDigest == SchemaDigest.bytes)
        }
    }

    @Test("health can be watched")
    func watch() async throws {
        try await House.with { house in
            var limits = ServerLimits()
            limits.watchInterval = .milliseconds(1)
            let client = house.client("gateway", try await house.start(limits: limits))
            var seen = 0
            for try await reply in client.watch(Method.healthWatch, HealthRequest(service: "").encoded()) {
                #expect(try HealthReply(decoding: reply).service == "test")
                seen += 1
                if seen == 20 { break }
            }
            #expect(seen == 20)
        }
    }

    @Test("a plain server beyond loopback is refused, and a plain client too")
    func plain() async throws {
        try await House.with { house in
            let server = Server(
                context: house.context, name: "x", endpoint: "tcp://0.0.0.0:*", security: .plainLoopback, logger: .init(label: "x"))
            await #expect(throws: TransportError.plainOutsideLoopback(endpoint: "tcp://0.0.0.0:*")) { try await server.bind() }
            let client = Client(context: house.context, endpoints: ["tcp://192.0.2.1:7401"], security: .plain, logger: .init(label: "x"))
            let error = await failure { () throws(CallError) in try await client.call("/test/Echo", [], deadline: .seconds(30)) }
            #expect(error?.status == .failedPrecondition)
        }
    }

    @Test("without encryption, on this machine, calls work just the same", arguments: ["tcp://127.0.0.1:*", "inproc://plain"])
    func plainLoopback(endpoint: String) async throws {
        try await House.with { house in
            let server = Server(context: house.context, name: "x", endpoint: endpoint, security: .plainLoopback, logger: .init(label: "x"))
            server.handle("/test/Echo") { request, _ throws(CallError) in request }
            let running = RunningServer(server: server, endpoint: try await server.bind())
            let client = Client(context: house.context, endpoints: [running.endpoint], security: .plain, logger: .init(label: "x"))
            #expect(try await client.call("/test/Echo", [7], deadline: .seconds(30)) == [7])
        }
    }

    @Test("an address that another holds is refused by name")
    func addressInUse() async throws {
        try await House.with { house in
            let endpoint = try await house.start().endpoint
            await #expect(throws: TransportError.self) { try await house.start(at: endpoint) }
        }
    }
}
