import Domain
import Testing

@testable import Transport

struct PeerTests {
    private let everything = Set(RecordType.allCases)

    @Test("observations are for anonymization's key alone, whatever another key's file says")
    func observations() {
        let anonymization = Peer(name: "a", publicKey: "k", role: .service, service: "anonymization", feeds: everything)
        let correlation = Peer(name: "c", publicKey: "k", role: .service, service: "correlation", feeds: everything)
        let impostor = Peer(name: "anonymization", publicKey: "k", role: .operator, service: "anonymization", feeds: everything)
        #expect(anonymization.mayRead(.observations))
        #expect(!correlation.mayRead(.observations) && !impostor.mayRead(.observations))
    }

    @Test("redacted texts are for the console's key alone")
    func texts() {
        #expect(Peer(name: "c", publicKey: "k", role: .console, feeds: everything).mayRead(.text))
        #expect(!Peer(name: "o", publicKey: "k", role: .operator, feeds: everything).mayRead(.text))
    }

    @Test("a key reads no type that its file does not name")
    func feeds() {
        let gateway = Peer(name: "g", publicKey: "k", role: .gateway, feeds: [.alert])
        #expect(gateway.mayRead(.alert) && !gateway.mayRead(.signal))
    }

    @Test("a partner pushes its own sources and calls nothing of the house")
    func partner() {
        let partner = Peer(name: "p", publicKey: "k", role: .partner, sources: ["bmpm"])
        #expect(partner.mayCall(Method.push) && partner.mayPush("bmpm") && !partner.mayPush("rtm"))
        #expect(!partner.mayCall(Method.acknowledge) && !partner.mayCall(Method.subscribe) && !partner.mayCall("/other"))
    }

    @Test("a consumer's cursor is moved by its own key alone")
    func consumers() {
        let service = Peer(name: "correlation-1", publicKey: "k", role: .service, service: "correlation", feeds: [.incidents])
        #expect(service.mayConsume(as: "correlation") && service.mayConsume(as: "correlation-1/replay") && service.mayConsume(as: ""))
        #expect(!service.mayConsume(as: "anonymization") && !service.mayConsume(as: "correlation-2"))
    }
}
