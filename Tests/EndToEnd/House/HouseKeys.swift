import Domain
import Foundation
import Transport

/// Keys of a house: each name's pair as `keys/NAME.key`, what it may do as `keys/authorised/NAME.key`.
struct HouseKeys: Sendable {
    let folder: String
    private var authorised: String { "\(folder)/authorised" }

    /// What each service reads, as `quietude up` authorises it.
    private static let feedsRead: [String: Set<RecordType>] = [
        "ingestion": [],
        "anonymization": [.observations, .watermark, .register],
        "correlation": [.incidents, .readings, .retractions, .watermark, .register],
        "forecasting": [.incidents, .readings, .retractions, .watermark, .register],
        "notification": [.signal, .forecast, .watermark, .register],
    ]

    /// Everything that is de-identified.
    static let deidentified = Set(RecordType.allCases).subtracting([.observations, .text])

    /// Makes the keys of the five services, of the console and of an operator who may push every source.
    init(root: String) throws {
        folder = "\(root)/keys"
        try FileManager.default.createDirectory(atPath: authorised, withIntermediateDirectories: true)
        for name in Programs.services {
            try add(Peer(name: name, publicKey: "", role: .service, service: name, feeds: Self.feedsRead[name] ?? []))
        }
        try add(
            Peer(
                name: "console", publicKey: "", role: .console,
                feeds: Set(RecordType.allCases).subtracting([.observations, .configuration])))
        try add(Peer(name: "operator", publicKey: "", role: .operator, sources: ["*"], feeds: Self.deidentified))
    }

    /// Makes and authorises a pair; services that run already learn of it within seconds or on SIGHUP.
    func add(_ peer: Peer) throws {
        let pair = KeyPair.generate()
        try pair.write(to: "\(folder)/\(peer.name).key")
        var peer = peer
        peer.publicKey = pair.publicKey
        try AuthorisedKey(peer: peer).write(intoFolder: authorised)
    }

    /// The pair of a name.
    func pair(of name: String) throws -> KeyPair { try KeyPair(readingFrom: "\(folder)/\(name).key") }
}
