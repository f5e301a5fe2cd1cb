import Domain

/// What an action may say: roles, teams and reasons are words of a list, so that no person's name can come in by them.
enum ActionCheck {
    /// Seconds that a silence may last.
    private static let longestSilence: Int64 = 90 * 86_400

    /// What is wrong with an action, and what to do; nil where nothing is.
    static func fault(_ action: AlertAction) -> String? {
        guard (1...128).contains(action.identifier.utf8.count) else {
            return "identifier must be 1 to 128 bytes: unique, so that saying it again does no harm"
        }
        guard isWord(action.role) else {
            return "role must be a word of letters, digits and hyphens, such as duty-officer: no person's name"
        }
        switch action.kind {
        case .acknowledge: return action.alert.isEmpty ? "alert must name an alert or its thread" : nil
        case .answer:
            if action.alert.isEmpty { return "alert must name an alert or its thread" }
            return action.answer == .unspecified ? "answer must be useful, false or known" : nil
        case .assign:
            if action.alert.isEmpty { return "alert must name an alert or its thread" }
            return isWord(action.team) ? nil : "team must be a code of letters, digits and hyphens, such as night-2: no person's name"
        case .unsilence: return action.silence?.identifier.isEmpty ?? true ? "silence.identifier must name a silence" : nil
        case .silence:
            guard let silence = action.silence, (1...128).contains(silence.identifier.utf8.count) else {
                return "silence must be given, with an identifier of 1 to 128 bytes"
            }
            guard silence.reason.isEmpty || isWord(silence.reason) else {
                return "silence.reason must be a word of letters, digits and hyphens, such as maintenance"
            }
            guard silence.until > silence.from, silence.from == 0 || silence.until - silence.from <= longestSilence else {
                return "silence.until must be after from, by at most 90 days (from: 0 begins now)"
            }
            let parts = silence.cells.count + silence.zones.count + silence.rules.count
            return parts <= AlertFilter.maximumParts ? nil : "silence names more than \(AlertFilter.maximumParts) cells, zones and rules"
        }
    }

    private static func isWord(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
            }
    }
}
