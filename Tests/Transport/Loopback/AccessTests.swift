import Domain
import Schema
import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(1)))
struct AccessTests {
    @Test("a key that is not authorised is refused before any message, and told so")
    func unknownKey() async throws {
        try await House.with { house in
            let client = house.client("nobody", try await house.start())
            let error = await failure { () throws(CallError) in try await client.call("/test/Echo", [], deadline: .seconds(30)) }
            #expect(error?.status == .unauthenticated)
        }
    }

    @Test("a server that does not hold the key it should is not spoken to")
    func wrongServer() async throws {
        try await House.with { house in
            let server = try await house.start()
            var options = ClientOptions()
            options.limits.connectionWait = .milliseconds(300)
            let client = house.client(
                "operator", at: [server.endpoint], serverKey: KeyPair.generate().publicKey, options: options)
            let error = await failure { () throws(CallError) in try await client.call("/test/Echo", [], deadline: .seconds(30)) }
            #expect(error?.status == .unavailable)
        }
    }

    @Test("a client without keys is not answered by a server that wants them")
    func noKey() async throws {
        try await House.with { house in
            let server = try await house.start()
            var options = ClientOptions()
            options.limits.connectionWait = .milliseconds(300)
            let client = Client(
                context: house.context, endpoints: [server.endpoint], security: .plain, options: options, logger: .init(label: "x"))
            let error = await failure { () throws(CallError) in try await client.call("/test/Echo", [], deadline: .seconds(30)) }
            #expect(error?.status == .unavailable)
        }
    }

    @Test("the key of another role is PERMISSION_DENIED")
    func wrongRole() async throws {
        try await House.with { house in
            let server = try await house.start { server in
                server.handle(Method.acknowledge) { _, _ throws(CallError) in [] }
            }
            let client = house.client("bmpm", server)
            let error = await failure { () throws(CallError) in try await client.call(Method.acknowledge, [], deadline: .seconds(30)) }
            #expect(error?.status == .permissionDenied)
        }
    }

    @Test("a key that is revoked is refused from its next message on, without a new connection")
    func revoked() async throws {
        try await House.with { house in
            try await withFolder { folder in
                let pair = KeyPair.generate()
                let keys = AuthorisedKeys(folder: folder)
                try AuthorisedKey(peer: Peer(name: "op", publicKey: pair.publicKey, role: .operator)).write(intoFolder: folder)
                try keys.reload()
                let server = Server(
                    context: house.context, name: "x", endpoint: "tcp://127.0.0.1:*", security: .curve(house.serverPair, keys),
                    logger: .init(label: "x"))
                let running = RunningServer(server: server, endpoint: try await server.bind())
                let client = Client(
                    context: house.context, endpoints: [running.endpoint], security: .curve(pair, serverKey: house.serverPair.publicKey),
                    logger: .init(label: "x"))
                #expect(try await client.health().status == .serving)
                try emptyFolder(folder)
                try keys.reload()
                let error = await failure { () throws(CallError) in try await client.health() }
                #expect(error?.status == .unauthenticated)
            }
        }
    }

    @Test(
        "frames that are not ours are refused and answered with a sentence, while others go on",
        arguments: [
            [[UInt8]]([[1, 2, 3]]), [[], []], [[255, 255, 255, 255], []], [[], [], [], [], []],
            [Array(repeating: 10, count: 9000), []], [Header(kind: .pong).encoded(), []],
        ])
    func garbage(frames: [[UInt8]]) async throws {
        try await House.with { house in
            let server = try await house.start()
            let client = house.client("operator", server)
            #expect(try await client.call("/test/Echo", [1], deadline: .seconds(30)) == [1])
            let raw = try RawDealer(server.endpoint, house.pair("bmpm"), serverKey: house.serverPair.publicKey)
            raw.send(frames)
            raw.send(Header(kind: .request, callID: 5, method: Method.healthCheck))
            var answers: [Header] = []
            while let answer = await raw.receive() {
                answers.append(answer.header)
                if answer.header.callID == 5 { break }
            }
            #expect(answers.last?.status == .ok)
            #expect(answers.dropLast().allSatisfy { $0.callID == 0 && $0.status != .ok && !$0.message.isEmpty })
            #expect(try await client.call("/test/Echo", [2], deadline: .seconds(30)) == [2])
        }
    }

    @Test("random bytes do no harm", arguments: [1, 2, 3])
    func fuzz(seed: UInt64) async throws {
        try await House.with { house in
            let server = try await house.start { $0.serve(feed: WatchedFeed()) }
            let raw = try RawDealer(server.endpoint, house.pair("operator"), serverKey: house.serverPair.publicKey)
            var state = seed
            func next(_ bound: Int) -> Int {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Int(state >> 33) % bound
            }
            for _ in 0..<500 {
                var header = Header(
                    kind: FrameKind.allCases[next(FrameKind.allCases.count)], callID: UInt64(next(5)),
                    method: [Method.subscribe, Method.commit, "/test/Echo", ""][next(4)], deadline: UInt32(next(3)),
                    credit: [0, 1, 1 << 20, .max][next(4)]
                ).encoded()
                for _ in 0..<next(3) where !header.isEmpty { header[next(header.count)] = UInt8(next(256)) }
                raw.send([header, (0..<next(40)).map { _ in UInt8(next(256)) }])
            }
            raw.send(Header(kind: .request, callID: 77, method: Method.healthCheck))
            var last: Header?
            while last?.callID != 77, let answer = await raw.receive() { last = answer.header }
            #expect(last?.callID == 77)
            #expect(try await house.client("operator", server).call("/test/Echo", [2], deadline: .seconds(30)) == [2])
        }
    }

    @Test("a client that chooses its own routing id is refused: its successor could be sent what is meant for it")
    func routingID() async throws {
        try await House.with { house in
            let server = try await house.start()
            let raw = try RawDealer(
                server.endpoint, house.pair("operator"), serverKey: house.serverPair.publicKey, routingID: "alerts")
            raw.send(Header(kind: .request, callID: 5, method: Method.healthCheck))
            #expect(await raw.receive()?.header.status == .failedPrecondition)
        }
    }

    @Test("a body that is too large is RESOURCE_EXHAUSTED, and the connection goes on")
    func oversized() async throws {
        try await House.with { house in
            var limits = ServerLimits()
            limits.message = 1000
            let client = house.client("operator", try await house.start(limits: limits))
            let body = [UInt8](repeating: 0, count: 1001)
            let error = await failure { () throws(CallError) in try await client.call("/test/Echo", body, deadline: .seconds(30)) }
            #expect(error?.status == .resourceExhausted)
            #expect(try await client.call("/test/Echo", [1], deadline: .seconds(30)) == [1])
        }
    }

    @Test("a body that is far too large ends its connection, and no other")
    func farTooLarge() async throws {
        try await House.with { house in
            var limits = ServerLimits()
            limits.message = 1000
            let server = try await house.start(limits: limits)
            let (bad, good) = (house.client("bmpm", server), house.client("operator", server))
            _ = try await good.call("/test/Echo", [1], deadline: .seconds(30))
            let body = [UInt8](repeating: 0, count: 100_000)
            let error = await failure { () throws(CallError) in try await bad.call(Method.push, body, deadline: .seconds(30)) }
            #expect(error?.status == .unavailable)
            #expect(try await good.call("/test/Echo", [1], deadline: .seconds(30)) == [1])
        }
    }
}
