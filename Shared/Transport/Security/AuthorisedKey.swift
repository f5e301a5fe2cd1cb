public import Domain
import Glibc

/// One public key that is trusted, with what it may do: the content of one file of the folder of authorised keys.
///
///     name: bmpm
///     key: rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7
///     role: partner
///     sources: bmpm, bmpm-agenda
///     feeds: alert
///     audiences: partner-agencies
///     at-most: 20
///     per: 1d
///     digest: 6h
///     quiet-hours: 22:00-06:00
///     except-from: severe
///     expires: 2031-01-31
public struct AuthorisedKey: Sendable, Hashable {
    /// Who holds it, and its rights.
    public var peer: Peer
    /// The instant from which it is refused.
    public var expires: Instant?

    /// A key with its rights.
    public init(peer: Peer, expires: Instant? = nil) {
        self.peer = peer
        self.expires = expires
    }

    /// Reads the text of a file; throws an error that names the line's field and says what it should hold.
    public init(text: String, path: String) throws(TransportError) {
        let fields = try KeyFile.fields(of: text, path: path)
        let known = ["name", "key", "role", "service", "sources", "feeds", "audiences"] + AlertLimits.fields + ["expires"]
        if let unknown = fields.keys.filter({ !known.contains($0) }).min() {
            throw .keyFile(path: path, reason: "`\(unknown)` is not a field: use \(known.joined(separator: ", "))")
        }
        guard let name = fields["name"], !name.isEmpty, name.utf8.count <= 128 else {
            throw .keyFile(path: path, reason: "`name` is missing: say who holds the key")
        }
        guard let key = fields["key"], KeyPair.isKey(key) else {
            throw .keyFile(path: path, reason: "`key` must be a public key of 40 characters of Z85")
        }
        guard let role = fields["role"].flatMap(Role.init(rawValue:)) else {
            throw .keyFile(path: path, reason: "`role` must be one of \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let service = fields["service"].flatMap { $0.isEmpty ? nil : $0 }
        guard service == nil || role == .service else {
            throw .keyFile(path: path, reason: "`service` is for role service; this key's role is \(role.rawValue)")
        }
        var feeds: Set<RecordType> = []
        for word in AuthorisedKey.list(fields["feeds"]) {
            guard let type = RecordType.allCases.first(where: { $0.name == word }) else {
                throw .keyFile(
                    path: path, reason: "`feeds`: \(word) is not one of \(RecordType.allCases.map(\.name).joined(separator: ", "))")
            }
            feeds.insert(type)
        }
        var expires: Instant?
        if let text = fields["expires"], !text.isEmpty {
            expires = AuthorisedKey.instant(text)
            guard expires != nil else {
                throw .keyFile(path: path, reason: "`expires` must be a date such as 2031-01-31 or 2031-01-31T12:00:00Z (UTC)")
            }
        }
        var audiences: Set<Audience> = []
        for word in AuthorisedKey.list(fields["audiences"]) {
            guard let audience = Audience(name: word) else {
                throw .keyFile(
                    path: path,
                    reason: "`audiences`: \(word) is not one of \(Audience.allCases.map(\.name).joined(separator: ", "))")
            }
            audiences.insert(audience)
        }
        let limits: AlertLimits?
        do throws(AlertLimits.Unreadable) { limits = try AlertLimits.read { fields[$0] } } catch {
            throw .keyFile(path: path, reason: "\(error)")
        }
        let peer = Peer(
            name: name, publicKey: key, role: role, service: service, sources: Set(AuthorisedKey.list(fields["sources"])), feeds: feeds,
            audiences: audiences, limits: limits)
        self.init(peer: peer, expires: expires)
    }

    /// What the file of this key holds.
    public var text: String {
        var lines = ["name: \(peer.name)", "key: \(peer.publicKey)", "role: \(peer.role.rawValue)"]
        if let service = peer.service { lines.append("service: \(service)") }
        if !peer.sources.isEmpty { lines.append("sources: \(peer.sources.sorted().joined(separator: ", "))") }
        if !peer.feeds.isEmpty {
            lines.append("feeds: \(RecordType.allCases.filter(peer.feeds.contains).map(\.name).joined(separator: ", "))")
        }
        if !peer.audiences.isEmpty { lines.append("audiences: \(peer.audiences.sorted().map(\.name).joined(separator: ", "))") }
        for (field, text) in peer.limits?.written ?? [] { lines.append("\(field): \(text)") }
        if let expires { lines.append("expires: \(AuthorisedKey.text(expires))") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Writes a new file `name.key` into the folder of authorised keys; `suffix` tells the keys of one name apart (`name-suffix.key`).
    public func write(intoFolder folder: String, suffix: String = "") throws(TransportError) {
        let safe = peer.name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        guard safe, !peer.name.hasPrefix(".") else {
            throw .keyFile(path: folder, reason: "`\(peer.name)` cannot be a file's name: use letters, digits, - _ .")
        }
        try KeyFile.create("\(folder)/\(peer.name)\(suffix.isEmpty ? "" : "-\(suffix)").key", text, mode: 0o644)
    }

    private static func list(_ text: String?) -> [String] {
        (text ?? "").split(separator: ",").map { KeyFile.trimmed($0) }.filter { !$0.isEmpty }
    }

    /// `2031-01-31` (its first moment) or `2031-01-31T12:00:00Z`.
    private static func instant(_ text: String) -> Instant? {
        let pattern = text.utf8.count == 10 ? "0000-00-00" : "0000-00-00T00:00:00Z"
        guard text.utf8.count == pattern.utf8.count else { return nil }
        var numbers: [Int32] = [0]
        for (byte, expected) in zip(text.utf8, pattern.utf8) {
            if expected == UInt8(ascii: "0") {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int32(byte - UInt8(ascii: "0"))
            } else {
                guard byte == expected else { return nil }
                numbers.append(0)
            }
        }
        numbers += Array(repeating: 0, count: max(0, 6 - numbers.count))
        var parts = tm()
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (numbers[0] - 1900, numbers[1] - 1, numbers[2])
        (parts.tm_hour, parts.tm_min, parts.tm_sec) = (numbers[3], numbers[4], numbers[5])
        let seconds = timegm(&parts)
        // timegm makes the 2nd of March of a 30th of February: such a date is refused, not understood.
        guard parts.tm_mon == numbers[1] - 1, parts.tm_mday == numbers[2], parts.tm_hour == numbers[3] else { return nil }
        return Instant(seconds: Int64(seconds))
    }

    private static func text(_ instant: Instant) -> String {
        var seconds = time_t(instant.seconds)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
            let count = strftime(buffer.baseAddress, buffer.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
            return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}
