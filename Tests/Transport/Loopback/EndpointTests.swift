import Domain
import Schema
import ServiceLifecycle
import Synchronization
import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(1)))
struct EndpointTests {
    /// Starts a call on a server that stops while it runs, and another server on the same address.
    private func acrossRestart(_ house: House, idempotent: Bool) async throws -> Result<[UInt8], CallError> {
        let entered = Latch()
        let first = try await house.start { server in
            server.handle("/test/Work") { _, _ throws(CallError) in
                entered.open()
                await Latch.untilCancelled()
                return []
            }
        }
        let client = house.client("operator", first)
        let call = Task { () -> Result<[UInt8], CallError> in
            do throws(CallError) {
                return .success(try await client.call("/test/Work", [], deadline: .seconds(50), idempotent: idempotent))
            } catch {
                return .failure(error)
            }
        }
        await entered.wait()
        await first.stop()
        _ = try await house.start(at: first.endpoint) { server in
            server.handle("/test/Work") { _, _ throws(CallError) in Array("done".utf8) }
        }
        return await call.value
    }

    @Test("an idempotent call whose server stopped is tried again, on the server that took its place")
    func retried() async throws {
        try await House.with { house in
            let result = try await acrossRestart(house, idempotent: true)
            #expect(result == .success(Array("done".utf8)))
        }
    }

    @Test("a call that is not idempotent is not tried again: it may have taken effect")
    func notRetried() async throws {
        try await House.with { house in
            let result = try await acrossRestart(house, idempotent: false)
            let error: CallError? = if case .failure(let error) = result { error } else { nil }
            #expect(error?.status == .unavailable)
        }
    }

    @Test("a call that was asked to come later is tried again after the delay")
    func retryAfter() async throws {
        try await House.with { house in
            let attempts = Mutex(0)
            let server = try await house.start { server in
                server.handle("/test/Busy") { _, _ throws(CallError) in
                    let attempt = attempts.withLock { attempts in
                        attempts += 1
                        return attempts
                    }
                    if attempt < 3 { throw CallError(.resourceExhausted, "busy", retryAfter: .milliseconds(1)) }
                    return [UInt8(attempt)]
                }
            }
            let client = house.client("operator", server)
            #expect(try await client.call("/test/Busy", [], deadline: .seconds(30), idempotent: true) == [3])
        }
    }

    @Test("calls go round two servers, and all to the one that is left when the other dies")
    func roundRobin() async throws {
        try await House.with { house in
            let (first, second) = (try await house.start("first"), try await house.start("second"))
            let client = house.client("operator", first, second)
            func names(_ count: Int) async throws -> [String] {
                var names: [String] = []
                for _ in 0..<count {
                    let reply = try await client.call("/test/Name", [], deadline: .seconds(30), idempotent: true)
                    names.append(String(decoding: reply, as: UTF8.self))
                }
                return names
            }
            var seen: Set<String> = []
            while seen.count < 2 { seen.formUnion(try await names(1)) }
            #expect(try await names(10).filter { $0 == "first" }.count == 5)
            await first.stop()
            #expect(Set(try await names(10)) == ["second"])
        }
    }

    @Test("a draining server finishes what runs, refuses what comes, and then closes")
    func drain() async throws {
        try await House.with { house in
            let (entered, leave) = (Latch(), Latch())
            let server = try await house.start { server in
                server.handle("/test/Wait") { _, _ throws(CallError) in
                    entered.open()
                    await leave.wait()
                    return [1]
                }
            }
            let client = house.client("operator", server)
            let running = Task { try await client.call("/test/Wait", [], deadline: .seconds(60)) }
            await entered.wait()
            server.server.drain()
            let refused = await failure { () throws(CallError) in try await client.call("/test/Echo", [], deadline: .seconds(30)) }
            #expect(refused?.status == .unavailable)
            leave.open()
            #expect(try await running.value == [1])
            await server.ended()
        }
    }

    @Test("a service group's graceful shutdown drains")
    func gracefulShutdown() async throws {
        try await House.with { house in
            let server = Server(
                context: house.context, name: "x", endpoint: "tcp://127.0.0.1:*", security: .plainLoopback, logger: .init(label: "x"))
            let (entered, leave) = (Latch(), Latch())
            server.handle("/test/Wait") { _, _ throws(CallError) in
                entered.open()
                await leave.wait()
                return [1]
            }
            let endpoint = try await server.bind()
            let group = ServiceGroup(services: [server], logger: .init(label: "x"))
            let running = Task { try await group.run() }
            let client = Client(context: house.context, endpoints: [endpoint], security: .plain, logger: .init(label: "x"))
            let call = Task { try await client.call("/test/Wait", [], deadline: .seconds(60)) }
            await entered.wait()
            await group.triggerGracefulShutdown()
            leave.open()
            #expect(try await call.value == [1])
            try await running.value
        }
    }

    @Test("a drain does not wait for ever: what does not finish in time is stopped")
    func drainLimit() async throws {
        try await House.with { house in
            let entered = Latch()
            var limits = ServerLimits()
            limits.drain = .milliseconds(20)
            let server = try await house.start(limits: limits) { server in
                server.handle("/test/Hang") { _, _ throws(CallError) in
                    entered.open()
                    await Latch.untilCancelled()
                    return []
                }
            }
            let client = house.client("operator", server)
            let running = Task { await failure { () throws(CallError) in try await client.call("/test/Hang", [], deadline: .seconds(60)) } }
            await entered.wait()
            server.server.drain()
            #expect(await running.value?.status == .unavailable)
            await server.ended()
        }
    }

    @Test("a client that is closed ends its calls, and starts no more")
    func closed() async throws {
        try await House.with { house in
            let entered = Latch()
            let server = try await house.start { server in
                server.handle("/test/Hang") { _, _ throws(CallError) in
                    entered.open()
                    await Latch.untilCancelled()
                    return []
                }
            }
            let client = house.client("operator", server)
            let running = Task { await failure { () throws(CallError) in try await client.call("/test/Hang", [], deadline: .seconds(60)) } }
            await entered.wait()
            await client.close()
            #expect(await running.value?.status == .cancelled)
            let late = await failure { () throws(CallError) in try await client.call("/test/Echo", [], deadline: .seconds(30)) }
            #expect(late?.status == .cancelled)
        }
    }

    @Test("a transport that is shut down ends every call, and starts no more")
    func shutdown() async throws {
        try await House.with { house in
            let entered = Latch()
            let server = try await house.start { server in
                server.handle("/test/Hang") { _, _ throws(CallError) in
                    entered.open()
                    await Latch.untilCancelled()
                    return []
                }
            }
            let client = house.client("operator", server)
            let running = Task { await failure { () throws(CallError) in try await client.call("/test/Hang", [], deadline: .seconds(60)) } }
            await entered.wait()
            await house.context.shutdown()
            #expect(await running.value != nil)
            await server.ended()
            let late = await failure { () throws(CallError) in try await client.call("/test/Echo", [], deadline: .seconds(30)) }
            #expect(late?.status == .cancelled)
        }
    }
}
