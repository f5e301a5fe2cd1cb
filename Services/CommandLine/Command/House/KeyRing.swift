import Domain
import Foundation
import Runtime
import Transport

/// The keys of a data folder: those of the five services, the console's and the operator's, made on the first start.
struct KeyRing {
    static let operatorName = "operator"

    /// What each service's key may read: what it transforms, and no more.
    static let feedsRead: [String: Set<RecordType>] = [
        "ingestion": [],
        "anonymization": [.observations, .watermark, .register],
        "correlation": [.incidents, .readings, .retractions, .watermark, .register],
        "forecasting": [.incidents, .readings, .retractions, .watermark, .register],
        "notification": [.signal, .forecast, .watermark, .register],
    ]

    /// What the console's key may read: all that is de-identified, and redacted texts, which are for it alone.
    static let consoleReads: Set<RecordType> = Set(RecordType.allCases).subtracting([.observations, .configuration])

    /// Everything that is de-identified.
    static let deidentified: Set<RecordType> = Set(RecordType.allCases).subtracting([.observations, .text])

    let house: House

    /// Makes what is missing; says for whom keys were made.
    func prepare() throws -> [String] {
        let files = FileManager.default
        do {
            try files.createDirectory(atPath: house.authorised, withIntermediateDirectories: true)
            try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: house.keys)
        } catch {
            throw Failure(
                "\(house.keys) cannot be made (\(error.localizedDescription)): give --data a folder that you may write to",
                "\(house.keys) ne peut être créé (\(error.localizedDescription)) : donner à --data un dossier où l'on peut écrire")
        }
        var made: [String] = []
        for address in ServiceAddress.all {
            let peer = Peer(
                name: address.name, publicKey: "", role: .service, service: address.name, feeds: Self.feedsRead[address.name] ?? [])
            if try ensure(peer) { made.append(address.name) }
        }
        let console = ServiceAddress.console.name
        if try ensure(Peer(name: console, publicKey: "", role: .console, feeds: Self.consoleReads)) { made.append(console) }
        let person = Peer(name: Self.operatorName, publicKey: "", role: .operator, sources: ["*"], feeds: Self.deidentified)
        if try ensure(person) { made.append(Self.operatorName) }
        return made
    }

    /// The operator's own pair.
    func operatorKey() throws -> KeyPair {
        let path = house.key(of: Self.operatorName)
        guard FileManager.default.fileExists(atPath: path) else {
            throw Failure(
                "there is no operator's key in \(house.keys): start the services once with `quietude up --data \(house.root)`",
                "pas de clé d'opérateur dans \(house.keys) : démarrer une fois les services avec `quietude up --data \(house.root)`")
        }
        return try KeyPair(readingFrom: path)
    }

    /// The public key under which a service answers.
    func serverKey(of service: String) throws -> String {
        let known = AuthorisedKeys(folder: house.authorised)
        try known.reload()
        let isWanted: (Peer) -> Bool =
            service == ServiceAddress.console.name
            ? { $0.role == .console && $0.name == service } : { $0.service == service && $0.name == service }
        guard let key = known.all.first(where: { isWanted($0.peer) }) else {
            throw Failure(
                "\(house.authorised) has no key of \(service): start the services once with `quietude up --data \(house.root)`",
                "\(house.authorised) n'a pas de clé de \(service) : démarrer une fois les services avec `quietude up --data \(house.root)`")
        }
        return key.peer.publicKey
    }

    /// Makes the pair of a peer, or only its public file where that alone is missing.
    private func ensure(_ peer: Peer) throws -> Bool {
        let secretPath = house.key(of: peer.name)
        var peer = peer
        var made = false
        if FileManager.default.fileExists(atPath: secretPath) {
            peer.publicKey = try KeyPair(readingFrom: secretPath).publicKey
        } else {
            let pair = KeyPair.generate()
            try pair.write(to: secretPath)
            peer.publicKey = pair.publicKey
            // A public file without its secret is of no use to anyone.
            try? FileManager.default.removeItem(atPath: "\(house.authorised)/\(peer.name).key")
            made = true
        }
        if !FileManager.default.fileExists(atPath: "\(house.authorised)/\(peer.name).key") {
            try AuthorisedKey(peer: peer).write(intoFolder: house.authorised)
            made = true
        }
        return made
    }
}
