import Anonymization
import Domain
import Foundation
import Logging
import Runtime
import Schema

/// Redacts the notes that the register lets a source keep, and seals them for the journal. Where it lets none, nothing here does anything.
struct NoteKeeping: Sendable {
    /// Debian's wfrench. Without a list of words everything would be covered, so nothing is kept.
    private static let wordList = "/usr/share/dict/french"
    /// Bytes of notes in one record at most.
    private static let recordBytes = 262_144

    private let keys: DayKeys
    private let readiness: Readiness
    private let name: String
    private var redactor: Redactor?
    private var scratch = RedactionScratch()
    private var entries: [String: SourceEntry] = [:]
    /// Seconds of event time for which the journal keeps its records.
    private var span: Int64 = 0
    private let configuredSpan: Int64?

    init(territory: String, environment: ServiceEnvironment, keys: DayKeys) {
        self.keys = keys
        readiness = environment.readiness
        name = "texts/\(territory)"
        configuredSpan = environment.config.retention?.components.seconds
    }

    /// A register came into force; the words are read where it lets notes be kept for the first time.
    mutating func take(_ register: Register) {
        entries = Dictionary(
            register.sources.filter(\.keepsText).map { ($0.identifier, $0) }, uniquingKeysWith: { first, _ in first })
        span = configuredSpan ?? Int64(register.territory.incidentRetention)
        guard !entries.isEmpty, redactor == nil else { return }
        let lexicon = RedactionLexicon(wordList: FileManager.default.contents(atPath: Self.wordList).map { [UInt8]($0) } ?? [])
        if lexicon.listed >= 1_000 {
            redactor = Redactor(lexicon: lexicon)
            readiness.clear(name)
        } else {
            readiness.set(
                name, "no notes are kept: \(Self.wordList) is missing or holds no words; install Debian's package wfrench", blocks: false)
        }
    }

    /// Appends the notes of a batch, redacted and sealed; `text` gives the bytes of an observation's.
    ///
    /// - Parameter nextSequence: of the record after the batch's incidents: an earlier place is a note that is said anew, and may be empty.
    mutating func append(
        _ notes: [NotePlace], firstSequence: UInt64, into output: inout TransformationOutput, text: (Int) -> UnsafeRawBufferPointer
    ) {
        guard let redactor, !notes.isEmpty else { return }
        for (key, notes) in Dictionary(grouping: notes, by: \.key).sorted(by: { $0.key < $1.key }) {
            guard let entry = entries[key.source] else { continue }
            var texts: [RedactedText] = []
            var bytes = 0
            for note in notes {
                let redacted = redact(text(note.observation), redactor, limit: Int(entry.maximumText))
                guard !redacted.isEmpty || note.sequence < firstSequence else { continue }
                texts.append(
                    RedactedText(
                        kind: note.incident.kind, category: note.incident.category, cell: note.incident.cell, slot: note.incident.slot,
                        sequence: note.sequence, index: note.index, text: redacted))
                bytes += redacted.utf8.count
                if bytes >= Self.recordBytes {
                    append(texts, key, entry, into: &output)
                    (texts, bytes) = ([], 0)
                }
            }
            append(texts, key, entry, into: &output)
        }
    }

    /// The text of a note as redaction leaves it, cut after at most so many bytes.
    private mutating func redact(_ bytes: UnsafeRawBufferPointer, _ redactor: Redactor, limit: Int) -> String {
        var covered: [UInt8] = []
        bytes.withMemoryRebound(to: UInt8.self) {
            scratch.scan($0, with: redactor)
            scratch.appendRedacted($0, to: &covered)
        }
        guard covered.count > limit else { return String(decoding: covered, as: UTF8.self) }
        var end = limit
        // Not within a character.
        while end > 0, covered[end] & 0xC0 == 0x80 { end -= 1 }
        return String(decoding: covered[..<end], as: UTF8.self)
    }

    private func append(_ texts: [RedactedText], _ key: PseudonymKey, _ entry: SourceEntry, into output: inout TransformationOutput) {
        guard !texts.isEmpty, let secret = keys.keyOfTexts(key),
            let sealed = try? SealedTexts.seal(TextBatch(texts: texts), key, key: secret)
        else { return }
        // Trimming goes by the journal's span; the notes' own is as much earlier as it is shorter. Their key ends them in any case.
        let end = Int64(key.day) * 86_400 + Int64(entry.textRetention)
        output.append(.text, time: Instant(seconds: end - span), sealed)
    }
}
