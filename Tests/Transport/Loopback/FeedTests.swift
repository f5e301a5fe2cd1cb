import Domain
import Schema
import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(1)))
struct FeedTests {
    private func request(
        _ consumer: String = "", start: Start = .beginning, cursor: Cursor? = nil, types: [RecordType] = [.incidents]
    ) -> SubscribeRequest {
        SubscribeRequest(territory: "marseille", consumer: consumer, start: start, cursor: cursor, types: types)
    }

    /// Takes records until there are `count`.
    private func take(_ count: Int, _ iterator: inout Subscription.Iterator) async throws -> [UInt64] {
        var sequences: [UInt64] = []
        while sequences.count < count, let batch = try await iterator.next() { sequences += batch.records.map(\.sequence) }
        return sequences
    }

    @Test("a subscriber gets what there is, then what comes, in order")
    func replayAndLive() async throws {
        try await House.with { house in
            let feed = WatchedFeed()
            feed.append(50)
            let client = house.client("correlation", try await house.start { $0.serve(feed: feed) })
            var iterator = client.subscribe(request("correlation")).makeAsyncIterator()
            #expect(try await take(50, &iterator) == Array(1...50))
            feed.append(3)
            #expect(try await take(3, &iterator) == [51, 52, 53])
            #expect(feed.attachedConsumers == ["correlation"])
        }
    }

    @Test("a record comes as it was written")
    func payload() async throws {
        try await House.with { house in
            let feed = WatchedFeed()
            feed.append(1, bytes: 300_000)
            let client = house.client("correlation", try await house.start { $0.serve(feed: feed) })
            var iterator = client.subscribe(request(), credit: 1000).makeAsyncIterator()
            let batch = try await iterator.next()
            #expect(batch?.journal == feed.identity && batch?.head == 1 && batch?.through == 1)
            #expect(batch?.records == [Record(sequence: 1, type: .incidents, payload: Array(repeating: 1, count: 300_000))])
        }
    }

    @Test("a consumer that does not read is held back by its credit, and disturbs no other")
    func credit() async throws {
        try await House.with { house in
            let feed = WatchedFeed()
            feed.append(2000, bytes: 10_000)
            let server = try await house.start { $0.serve(feed: feed) }
            let (slowClient, fastClient) = (house.client("gateway", server), house.client("correlation", server))
            var slow = slowClient.subscribe(request(types: [.incidents]), credit: 100_000).makeAsyncIterator()
            let beginning = try await take(1, &slow)
            var fast = fastClient.subscribe(request("correlation", types: [.incidents, .readings])).makeAsyncIterator()
            #expect(try await take(2000, &fast).count == 2000)
            #expect(feed.furthest([.incidents]) <= 11)
            let rest = try await take(2000 - beginning.count, &slow)
            #expect(beginning + rest == Array(1...2000))
        }
    }

    @Test("a subscription goes on after its server was restarted, without gap or repetition")
    func restart() async throws {
        try await House.with { house in
            let feed = WatchedFeed()
            feed.append(100, bytes: 10_000)
            let first = try await house.start { $0.serve(feed: feed) }
            let client = house.client("correlation", first)
            var iterator = client.subscribe(request("correlation"), credit: 50_000).makeAsyncIterator()
            let before = try await take(30, &iterator)
            await first.stop()
            feed.append(20)
            _ = try await house.start(at: first.endpoint) { $0.serve(feed: feed) }
            let after = try await take(120 - before.count, &iterator)
            #expect(before + after == Array(1...120))
        }
    }

    @Test("a draining server sends its subscribers elsewhere")
    func drain() async throws {
        try await House.with { house in
            let feed = WatchedFeed()
            feed.append(10)
            let first = try await house.start { $0.serve(feed: feed) }
            let second = try await house.start { $0.serve(feed: feed) }
            let client = house.client("correlation", first, second)
            var iterator = client.subscribe(request("correlation")).makeAsyncIterator()
            #expect(try await take(10, &iterator).count == 10)
            first.server.drain()
            await first.ended()
            feed.append(5)
            #expect(try await take(5, &iterator) == [11, 12, 13, 14, 15])
        }
    }

    @Test("a consumer goes on after what it has committed")
    func commit() async throws {
        try await House.with { house in
            let feed = WatchedFeed()
            feed.append(10)
            let client = house.client("correlation", try await house.start { $0.serve(feed: feed) })
            try await client.commit(
                territory: "marseille", consumer: "correlation", cursor: Cursor(journal: feed.identity, sequence: 7))
            var iterator = client.subscribe(request("correlation", start: .committed)).makeAsyncIterator()
            #expect(try await take(3, &iterator) == [8, 9, 10])
        }
    }

    @Test("a consumer's cursor cannot be moved with another's key")
    func foreignCommit() async throws {
        try await House.with { house in
            let feed = WatchedFeed()
            feed.append(10)
            let client = house.client("gateway", try await house.start { $0.serve(feed: feed) })
            let error = await failure { () throws(CallError) in
                try await client.commit(territory: "marseille", consumer: "correlation", cursor: Cursor(sequence: 7))
            }
            #expect(error?.status == .permissionDenied)
            #expect(try await feed.committed(consumer: "correlation") == nil)
        }
    }

    @Test("a cursor may name where to go on, or only what is new may be wanted")
    func starts() async throws {
        try await House.with { house in
            let feed = WatchedFeed()
            feed.append(10)
            let client = house.client("correlation", try await house.start { $0.serve(feed: feed) })
            let cursor = Cursor(journal: feed.identity, sequence: 8)
            var fromCursor = client.subscribe(request(start: .cursor, cursor: cursor)).makeAsyncIterator()
            #expect(try await take(2, &fromCursor) == [9, 10])
        }
    }

    @Test("a subscriber that wants only what is new gets only that")
    func now() async throws {
        try await House.with { house in
            let feed = WatchedFeed()
            feed.append(10)
            let client = house.client("correlation", try await house.start { $0.serve(feed: feed) })
            let first = Task { () -> UInt64? in
                var iterator = client.subscribe(request("correlation", start: .now)).makeAsyncIterator()
                return try await iterator.next()?.records.first?.sequence
            }
            while feed.attachedConsumers.isEmpty { await Task.yield() }
            feed.append(1)
            #expect(try await first.value == 11)
        }
    }

    @Test(
        "a cursor that cannot be honoured is refused, and not made to fit",
        arguments: [
            (Cursor(journal: Array(repeating: 1, count: 16), sequence: 8), StatusCode.failedPrecondition),
            (Cursor(sequence: 11), .outOfRange), (Cursor(sequence: 3), .outOfRange),
        ])
    func badCursor(cursor: Cursor, status: StatusCode) async throws {
        try await House.with { house in
            let feed = WatchedFeed()
            feed.append(10)
            feed.trim(through: 5)
            let client = house.client("correlation", try await house.start { $0.serve(feed: feed) })
            let error = await failure { () throws(CallError) in
                var iterator = client.subscribe(request(start: .cursor, cursor: cursor)).makeAsyncIterator()
                return try await iterator.next()
            }
            #expect(error?.status == status)
        }
    }

    @Test(
        "record types that a key may not read are refused",
        arguments: [("correlation", RecordType.observations), ("gateway", .signal), ("operator", .observations), ("operator", .text)])
    func forbidden(name: String, type: RecordType) async throws {
        try await House.with { house in
            let client = house.client(name, try await house.start { $0.serve(feed: WatchedFeed()) })
            let error = await failure { () throws(CallError) in
                var iterator = client.subscribe(request(types: [type])).makeAsyncIterator()
                return try await iterator.next()
            }
            #expect(error?.status == .permissionDenied)
        }
    }

    @Test("observations come to anonymization's key")
    func observations() async throws {
        try await House.with { house in
            let feed = WatchedFeed()
            feed.append(2, .observations)
            let client = house.client("anonymization", try await house.start { $0.serve(feed: feed) })
            var iterator = client.subscribe(request("anonymization", types: [.observations])).makeAsyncIterator()
            #expect(try await take(2, &iterator) == [1, 2])
        }
    }

    @Test("who names no types gets those that its key may read, and no others")
    func allThatIsAllowed() async throws {
        try await House.with { house in
            let feed = WatchedFeed()
            for type in RecordType.allCases { feed.append(1, type) }
            let client = house.client("gateway", try await house.start { $0.serve(feed: feed) })
            var iterator = client.subscribe(request(types: [])).makeAsyncIterator()
            let types = try await iterator.next()?.records.map(\.type)
            #expect(types == [.incidents, .alert])
        }
    }

    @Test("a durable consumer learns of records it does not want, so that they can be trimmed")
    func through() async throws {
        try await House.with { house in
            let feed = WatchedFeed()
            feed.append(5000, .readings, bytes: 10)
            let client = house.client("correlation", try await house.start { $0.serve(feed: feed) })
            var iterator = client.subscribe(request("correlation")).makeAsyncIterator()
            let batch = try await iterator.next()
            #expect(batch?.records == [] && batch?.through == 5000)
        }
    }

    @Test("a durable consumer waits for its territory to be served")
    func servedLater() async throws {
        try await House.with { house in
            let server = try await house.start()
            let client = house.client("correlation", server)
            let first = Task { () -> UInt64? in
                var iterator = client.subscribe(request("correlation")).makeAsyncIterator()
                return try await iterator.next()?.records.first?.sequence
            }
            let lookup = await failure { () throws(CallError) in
                var iterator = client.subscribe(request()).makeAsyncIterator()
                return try await iterator.next()
            }
            #expect(lookup?.status == .notFound)
            let feed = WatchedFeed()
            feed.append(1)
            server.server.serve(feed: feed)
            #expect(try await first.value == 1)
        }
    }

    @Test("cancelling the consumer's task ends its sequence")
    func cancelled() async throws {
        try await House.with { house in
            let feed = WatchedFeed()
            let client = house.client("correlation", try await house.start { $0.serve(feed: feed) })
            let consumer = Task { () -> Int in
                var batches = 0
                for try await _ in client.subscribe(request("correlation")) { batches += 1 }
                return batches
            }
            while feed.attachedConsumers.isEmpty { await Task.yield() }
            consumer.cancel()
            #expect(try await consumer.value == 0)
        }
    }

    @Test("a stranger's client gets items, pongs, and an end to a feed that is not there")
    func onTheWire() async throws {
        try await House.with { house in
            let feed = WatchedFeed()
            feed.append(1)
            let server = try await house.start { $0.serve(feed: feed) }
            let raw = try RawDealer(server.endpoint, house.pair("gateway"), serverKey: house.serverPair.publicKey)
            raw.send(Header(kind: .request, callID: 3, method: Method.subscribe, credit: 4096), request().encoded())
            let item = await raw.receive()
            #expect(item?.header.kind == .item && item?.header.callID == 3)
            raw.send(Header(kind: .ping, callID: 3))
            #expect(await raw.receive()?.header == Header(kind: .pong, callID: 3))
            raw.send(Header(kind: .ping, callID: 4))
            let unknown = await raw.receive()
            #expect(unknown?.header.kind == .response && unknown?.header.status == .aborted)
        }
    }
}
