/// Follows a ledger's chain line by line and says the first place where it is broken.
public struct AuditVerification: Sendable {
    /// What is wrong with a ledger.
    public enum Breach: Hashable, Sendable {
        /// Not a line of a ledger, or half of one.
        case malformed
        /// Its hash is not that of its content: something in it was changed.
        case changed
        /// Its number is not the next: lines are missing, doubled or moved.
        case outOfOrder(expected: UInt64, found: UInt64)
        /// It names another line before it than the one there is: that one was changed with its hash, removed or moved.
        case detached
        /// The ledger ends before the head that was kept elsewhere.
        case cutShort(expected: UInt64, found: UInt64)
        /// It reaches the head that was kept elsewhere by other lines: it was written anew.
        case rewritten
    }

    /// A breach and where it is.
    public struct Finding: Hashable, Sendable {
        /// Line of the file, from 1.
        public var line: Int
        /// What is wrong there.
        public var breach: Breach

        /// A breach of a line.
        public init(line: Int, breach: Breach) {
            self.line = line
            self.breach = breach
        }
    }

    /// The first breach; nil where there is none so far.
    public private(set) var finding: Finding?
    /// Where the sound part ends.
    public private(set) var head = AuditChain.Head.empty
    /// Lines looked at.
    public private(set) var lines = 0

    private let digest: AuditChain.Digest
    private let expected: AuditChain.Head?
    private var hasPassedExpected: Bool

    /// A verification; `expected` is the head as it was kept elsewhere, whatever has been appended since.
    public init(expected: AuditChain.Head? = nil, digest: @escaping AuditChain.Digest) {
        self.digest = digest
        self.expected = expected
        hasPassedExpected = expected.map { $0 == .empty } ?? true
    }

    /// Takes the next line, without its line end. After a breach nothing more is looked at.
    public mutating func take(_ line: [UInt8]) {
        guard finding == nil else { return }
        lines += 1
        guard let parts = AuditLine(line) else { return find(.malformed) }
        guard AuditChain.hexadecimal(digest(Array(parts.body))) == parts.hash else { return find(.changed) }
        guard parts.sequence == head.sequence + 1 else { return find(.outOfOrder(expected: head.sequence + 1, found: parts.sequence)) }
        guard parts.previous == head.hash else { return find(.detached) }
        head = AuditChain.Head(sequence: parts.sequence, hash: parts.hash)
        if let expected, expected.sequence == head.sequence {
            if expected.hash == head.hash { hasPassedExpected = true } else { find(.rewritten) }
        }
    }

    /// There is no further line.
    public mutating func finish() {
        guard finding == nil, let expected, !hasPassedExpected else { return }
        lines += 1
        find(.cutShort(expected: expected.sequence, found: head.sequence))
    }

    private mutating func find(_ breach: Breach) { finding = Finding(line: lines, breach: breach) }
}

extension AuditChain {
    /// Where a ledger ends whose last line this is; nil where it is none of a ledger.
    public static func head(ofLine line: [UInt8]) -> Head? { AuditLine(line).map { Head(sequence: $0.sequence, hash: $0.hash) } }
}

/// The parts of a line that the chain is made of.
struct AuditLine {
    let sequence: UInt64
    let previous: String
    let hash: String
    /// All that is hashed.
    let body: ArraySlice<UInt8>

    private static let start = Array("{\"sequence\":".utf8)
    private static let middle = Array(",\"previous\":\"".utf8)
    private static let end = Array(",\"hash\":\"".utf8)

    /// Reads a line by its layout; nil where it has another.
    init?(_ line: [UInt8]) {
        let tail = AuditLine.end.count + 64 + 2
        guard line.count > AuditLine.start.count + tail, line.starts(with: AuditLine.start), line.suffix(2) == [0x22, 0x7d] else {
            return nil
        }
        body = line.dropLast(tail)
        let last = line.suffix(tail)
        guard last.starts(with: AuditLine.end) else { return nil }
        hash = String(decoding: last.dropFirst(AuditLine.end.count).prefix(64), as: UTF8.self)
        let afterStart = body.dropFirst(AuditLine.start.count)
        let digits = afterStart.prefix { (0x30...0x39).contains($0) }
        guard let number = UInt64(String(decoding: digits, as: UTF8.self)) else { return nil }
        sequence = number
        let rest = afterStart.dropFirst(digits.count)
        guard rest.starts(with: AuditLine.middle), rest.count > AuditLine.middle.count + 64 else { return nil }
        previous = String(decoding: rest.dropFirst(AuditLine.middle.count).prefix(64), as: UTF8.self)
    }
}
