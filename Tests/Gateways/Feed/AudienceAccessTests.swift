import Domain
import Logging
import Schema
import Testing
import Transport

@Suite("Whose alerts a key may read")
struct AudienceAccessTests {
    private static func alert(_ number: Int, _ random: inout SplitMix64) -> Alert {
        var alert = Material.alert("a-\(number)", severity: Severity.allCases.randomElement(using: &random) ?? .minor)
        func some() -> Set<Audience> { Set(Audience.allCases.filter { _ in Bool.random(using: &random) }) }
        alert.audiences = some()
        alert.held = some().subtracting(alert.audiences).sorted().map { Alert.Hold($0, .rateLimit) }
        alert.isReleased = Bool.random(using: &random)
        return alert
    }

    private static func filter(_ random: inout SplitMix64) -> AlertFilter {
        AlertFilter(
            minimumSeverity: Severity.allCases.randomElement(using: &random) ?? .unknown,
            audiences: Set(Audience.allCases.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }),
            includesHeld: Bool.random(using: &random))
    }

    /// Whether an alert concerns one of these audiences: rings it, or is held back from it where that is asked for.
    private static func concerns(_ alert: Alert, _ audiences: Set<Audience>, held: Bool) -> Bool {
        var of = alert.audiences.union(held ? Set(alert.held.map(\.audience)) : [])
        if !alert.isReleased { of.remove(.public) }
        return !of.isDisjoint(with: audiences)
    }

    @Test(
        "a subscription gives what its key may hear and no more, by the predicate of queries; asking for more is refused",
        arguments: [1, 2, 3])
    func property(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        let allowed = Set(Audience.allCases.filter { _ in Bool.random(using: &random) })
        let feed = MemoryFeed.ofAlerts()
        let alerts = (0..<150).map { Self.alert($0, &random) }
        feed.append(alerts)
        feed.append(watermark: 1_790_000_000)
        let notification = try await NotificationStandIn(feed: feed, audiences: allowed)
        let peer = Peer(name: "gateway", publicKey: "k", role: .gateway, feeds: [.alert, .watermark], audiences: allowed)
        let context = try TransportContext(logger: NotificationStandIn.quiet)
        let client = Client(
            context: context, endpoints: [notification.endpoint],
            security: .curve(notification.gatewayKey, serverKey: notification.serverKey), logger: NotificationStandIn.quiet)
        for _ in 0..<12 {
            let filter = Self.filter(&random)
            // Records of the other type are read whatever the filter is: the last of them ends it.
            let request = SubscribeRequest(territory: feed.territory, start: .beginning, types: [.alert, .watermark], filter: filter)
            var got: [String] = []
            var refused = false
            do {
                for try await batch in client.subscribe(request) {
                    got += try batch.records.filter { $0.type == .alert }.map { try Alert(decoding: $0.payload).identifier }
                    if batch.through >= batch.head { break }
                }
            } catch let error as CallError {
                #expect(error.status == .permissionDenied && error.message.contains("--audience"))
                refused = true
            }
            #expect(refused == !filter.audiences.isSubset(of: peer.mayHear))
            guard !refused else { continue }
            let narrowed = try #require(try? peer.narrowed(filter) ?? filter)
            let predicate = AlertPredicate(narrowed, grid: nil)
            #expect(got == alerts.filter(predicate.matches).map(\.identifier))
            for alert in alerts where got.contains(alert.identifier) {
                #expect(Self.concerns(alert, peer.mayHear, held: filter.includesHeld))
            }
        }
        await client.close()
        await context.shutdown()
        await notification.stop()
    }

    @Test("a gateway's or a partner's key that names no audience hears partner agencies and the public; those who run the house hear all")
    func defaults() throws {
        for role in [Role.gateway, .partner] {
            let peer = Peer(name: "g", publicKey: "k", role: role, feeds: [.alert])
            #expect(peer.mayHear == [.partnerAgencies, .public])
            #expect(try peer.narrowed(nil)?.audiences == [.partnerAgencies, .public])
            #expect(throws: CallError.self) { try peer.narrowed(AlertFilter(audiences: [.public, .operators])) }
        }
        for role in [Role.operator, .console, .service] {
            #expect(try Peer(name: "o", publicKey: "k", role: role, feeds: [.alert]).narrowed(nil) == nil)
        }
        let few = Peer(name: "o", publicKey: "k", role: .operator, feeds: [.alert], audiences: [.fieldAgents])
        #expect(try few.narrowed(AlertFilter())?.audiences == [.fieldAgents])
    }

    @Test("a refusal says what may be asked for, and how the key is given more")
    func remedy() {
        let peer = Peer(name: "shop", publicKey: "k", role: .gateway, feeds: [.alert])
        let error = #expect(throws: CallError.self) { try peer.narrowed(AlertFilter(audiences: [.operators])) }
        #expect(error?.status == .permissionDenied)
        #expect(error?.message.contains("quietude keys new NAME --audience operators") == true)
        #expect(error?.message.contains("partner-agencies, public") == true)
    }

    @Test("audiences and limits of a key stand in its file, and are read as they were written")
    func file() throws {
        let limits = AlertLimits(
            atMost: 0, per: 3_600, digest: 21_600, quietHours: QuietHours(from: 1_320, until: 360), exceptFrom: .severe)
        let peer = Peer(
            name: "agents", publicKey: KeyPair.generate().publicKey, role: .gateway, feeds: [.alert],
            audiences: [.fieldAgents, .partnerAgencies], limits: limits)
        let text = AuthorisedKey(peer: peer).text
        #expect(text.contains("audiences: field-agents, partner-agencies\n") && text.contains("quiet-hours: 22:00-06:00\n"))
        #expect(try AuthorisedKey(text: text, path: "f").peer == peer)
    }

    @Test(
        "a key's file says which field is wrong",
        arguments: [
            ("audiences: everyone", "audiences"), ("at-most: many", "at-most"), ("at-most: 5\nper: 7h", "per"),
            ("quiet-hours: night", "quiet-hours"), ("at-most: 5\nexcept-from: bad", "except-from"), ("digest: 1h", "at-most"),
        ])
    func wrongField(lines: String, field: String) {
        let text = "name: a\nkey: \(KeyPair.generate().publicKey)\nrole: gateway\nfeeds: alert\n\(lines)\n"
        let error = #expect(throws: TransportError.self) { try AuthorisedKey(text: text, path: "f") }
        #expect(error.map { "\($0)".contains("`\(field)`") } == true)
    }
}
