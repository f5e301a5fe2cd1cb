import Anonymization
import Crypto
import Domain
import Logging
import Runtime

/// Keeps the audit ledger of a territory in step with its journal: the trail is state, the file follows it.
struct AuditKeeping: Sendable {
    private var trail: AuditTrail
    private let file: AuditFile
    private let readiness: Readiness
    private let name: String
    private var hasRecovered = false
    private var isHeldUp = false

    init(territory: String, environment: ServiceEnvironment) throws {
        trail = AuditTrail(service: environment.name, territory: territory, digest: { Array(SHA256.hash(data: $0)) })
        file = try AuditFile(folder: "\(environment.dataDirectory)/\(environment.name)", territory: territory)
        readiness = environment.readiness
        name = "audit/\(territory)"
    }

    /// The transaction is whole, and its lines go into the file. A file that cannot be written is said on `/health/ready` and tried again
    /// after the next one; the lines stay in the journal.
    mutating func committed() {
        trail.confirm()
        do {
            if !hasRecovered {
                trail.written(through: try file.recover().sequence)
                hasRecovered = true
            }
            let lines = trail.writable
            guard let last = lines.last, let head = AuditChain.head(ofLine: Array(last.text.utf8)) else { return }
            try file.append(lines.map(\.text), head: head)
            trail.written(through: last.sequence)
            if isHeldUp { readiness.clear(name) }
            isHeldUp = false
        } catch {
            isHeldUp = true
            readiness.report("\(error)")
            readiness.set(name, "\(error)", blocks: false)
        }
    }

    mutating func take(_ register: Register, at watermark: Instant) { trail.take(register, at: watermark.seconds) }

    mutating func recall(_ register: Register) { trail.recall(register) }

    mutating func count(_ counts: AnonymizationCounts, source: String) { trail.count(counts, source: source) }

    mutating func destroyed(_ key: DayKey, at watermark: Instant) { trail.destroyed(key, at: watermark.seconds) }

    mutating func advance(to watermark: Instant) { trail.advance(to: watermark.seconds) }

    mutating func takeDelta() -> [UInt8] { trail.takeDelta() }

    func snapshot() -> [UInt8] { trail.snapshot() }

    mutating func restore(snapshot: [UInt8]) throws { try trail.restore(snapshot: snapshot) }

    mutating func replay(delta: [UInt8]) throws { try trail.replay(delta: delta) }
}
